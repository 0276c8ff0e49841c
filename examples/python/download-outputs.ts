import { basename, join } from "node:path"
import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = "", folder = ""] = process.argv.slice(2)
const result = await new Aixplain().pipelines.ref(pipelineId).run(["I love it", "I hate it"])
for (const output of result.data) {
  const paths = await output.saveTo(join(folder, `${output.label}.txt`)) // each file is written completely or not at all
  for (const path of paths) console.log(basename(path))
}
