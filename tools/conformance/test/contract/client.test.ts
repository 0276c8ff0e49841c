/**
 * Every request of the client, sent once to the platform: request and answer are checked against the contract, and
 * operations that the client never uses are listed.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { file } from "@aixplain-ts/sdk"
import { expect, it } from "vitest"
import { connect } from "../../src/connect.ts"
import { operations } from "../../src/Contract.ts"
import { shout, scripted, through } from "../../src/pipelines.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

/** Operations for other clients, each with its reason. */
const notAsked: Readonly<Record<string, string>> = {
  listPipelines: "The older list; the client searches with POST.",
  getModelByName: "Only core has it.",
  listModels: "Python's `ModelFactory.list` uses it; the client reads single models.",
  paginateModels: "Python's `ModelFactory.list` uses it.",
  paginateCorpora: "Python's `CorpusFactory.list` uses it.",
  paginateDatasets: "Python's `DatasetFactory.list` uses it.",
  listFunctions: "The designer's catalogue is part of the package.",
  listSuppliers: "Older SDKs use it when they are imported.",
  listLanguages: "Older SDKs use it when they are imported.",
  listLicenses: "Older SDKs use it when they are imported.",
  health: "Browsers use it before the first run, to learn the extensions.",
  listRunOutput: "Part of an extension that is not declared yet.",
  openSession: "The studio uses it."
}

it("the client uses every operation of the contract that is meant for it, and every exchange conforms", async () => {
  const folder = temporaryFolder()
  const table = join(folder, "lines.csv")
  writeFileSync(table, "Line,Answer\none,eins\n")
  writeFileSync(join(folder, "mark.js"), "export const main = ({ text }) => text")
  writeFileSync(join(folder, "scripted.json"), JSON.stringify(scripted("mark.js")))
  const { aixplain, recorder } = await connect({
    assets: [shout],
    corpora: [{ id: "corpus", name: "Corpus", file: table }],
    datasets: [
      { id: "dataset", name: "Dataset", function: "translation", file: table, input: ["Line"], output: ["Answer"] }
    ]
  })

  await aixplain.pipelines.create(join(folder, "scripted.json"))
  const pipeline = await aixplain.pipelines.create(through("shout"))
  await pipeline.load()
  await pipeline.update(through("shout"))
  await pipeline.deploy()
  for await (const _ of aixplain.pipelines.list());
  await aixplain.files.upload(new Blob(["a"]), { name: "a.txt", permanent: true })
  await aixplain.models.get("shout")
  await aixplain.corpora.get("corpus")
  await aixplain.datasets.get("dataset")
  const result = await pipeline.run({ Text: file(new Blob(["a"]), { name: "a.txt" }) }, { onEvent: () => {} })
  await result.output("Out").text()
  await aixplain.runs.get(result.id)
  for await (const _ of aixplain.runs.list());
  for await (const _ of aixplain.runs.steps(result.id));
  for await (const _ of aixplain.runs.log(result.id));
  await aixplain.runs.cancel(result.id)
  await pipeline.delete()

  const asked = new Set([...recorder.pairs].map((pair) => pair.split(" ")[0]))
  expect(
    operations
      .map(({ id }) => id)
      .filter((id) => !asked.has(id))
      .toSorted()
  ).toEqual(Object.keys(notAsked).toSorted())
})
