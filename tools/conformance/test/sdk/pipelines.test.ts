/** Stored pipelines through the client: create, find, update, deploy, delete, and what is refused. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { definePipeline } from "@aixplain-ts/designer"
import { Pipeline } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { connect } from "../../src/connect.ts"
import { everything } from "../../src/everything.ts"
import { failureOf, reasonOf } from "../../src/failureOf.ts"
import { inputless, scripted, shout, through } from "../../src/pipelines.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

const mood = definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
  Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
}))

const namesOf = async (pipelines: AsyncIterable<Pipeline>): Promise<string[]> => {
  const names = []
  for await (const { name } of pipelines) names.push(name)
  return names.toSorted()
}

describe("creating", () => {
  it("takes a document, the path of a file, or a pipeline as code, with another name if given", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const path = join(temporaryFolder(), "pipeline.json")
    writeFileSync(path, JSON.stringify(through("shout", "From a file")))
    const made = [
      await aixplain.pipelines.create(through("shout", "From a document")),
      await aixplain.pipelines.create(path),
      await aixplain.pipelines.create(mood),
      await aixplain.pipelines.create(through("shout"), { name: "Named" })
    ]
    expect(made.map(({ name }) => name)).toEqual(["From a document", "From a file", "Mood", "Named"])
    expect(made.map(({ status, id }) => [status, id.length])).toEqual(made.map(() => ["draft", 24]))
    expect(made[0]?.document?.nodes).toHaveLength(3)
  })

  it("uploads a document's scripts from the folder of its file", async () => {
    const { aixplain } = await connect()
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, "mark.js"),
      "export const main = ({ text }) => text.map((s) => ({ ...s, data: `* ${s.text}` }))"
    )
    writeFileSync(join(folder, "pipeline.json"), JSON.stringify(scripted("./mark.js")))
    const pipeline = await aixplain.pipelines.create(join(folder, "pipeline.json"))
    expect(JSON.stringify(pipeline.document)).not.toContain(folder)
    expect(await (await pipeline.run("a")).output("Out").text()).toBe("* a")
  })

  it("stores drafts with errors and returns the problems", async () => {
    const { aixplain } = await connect()
    const pipeline = await aixplain.pipelines.create(inputless)
    expect(pipeline.problems.filter(({ level }) => level === "error")).not.toEqual([])
    const refused = await failureOf(pipeline.deploy())
    expect(refused.reason).toMatchObject({ _tag: "InvalidRequest", problems: expect.objectContaining({ length: 1 }) })
  })

  it("refuses values and files that are not documents, before any request", async () => {
    const { aixplain, recorder } = await connect()
    const path = join(temporaryFolder(), "broken.json")
    writeFileSync(path, "{")
    const error = await failureOf(aixplain.pipelines.create(path))
    expect([error.reason._tag, error.message]).toEqual(["InvalidInput", expect.stringContaining("broken.json")])
    expect(await reasonOf(aixplain.pipelines.create("nowhere.json"))).toBe("InvalidInput")
    expect(await reasonOf(aixplain.pipelines.create({ nodes: "nonsense" }))).toBe("InvalidPipeline")
    expect(recorder.exchanges).toEqual([])
  })

  it("happens once per key", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const first = await aixplain.pipelines.create(through("shout"), { idempotencyKey: "k" })
    expect((await aixplain.pipelines.create(through("shout"), { idempotencyKey: "k" })).id).toBe(first.id)
    expect(await reasonOf(aixplain.pipelines.create(through("shout", "B"), { idempotencyKey: "k" }))).toBe(
      "InvalidRequest"
    )
  })
})

describe("finding", () => {
  it("gets a pipeline with its document; refuses unknown and malformed ids and wrong keys", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const { id } = await aixplain.pipelines.create(through("shout"))
    const pipeline = await aixplain.pipelines.get(id)
    expect([pipeline.name, pipeline.document?.links.length]).toEqual(["Through shout", 2])
    expect(await reasonOf(aixplain.pipelines.get("0123456789abcdef01234567"))).toBe("NotFound")
    expect(await reasonOf(aixplain.pipelines.get("nonsense"))).toBe("InvalidRequest")
    expect(await reasonOf(aixplain.pipelines.get(id, { apiKey: "wrong" }))).toBe("Unauthorized")
  })

  it("refers to a pipeline without a request, and loads it on demand", async () => {
    const { aixplain, recorder } = await connect({ assets: [shout] })
    const { id } = await aixplain.pipelines.create(through("shout"))
    const before = recorder.exchanges.length
    const pipeline = aixplain.pipelines.ref(id)
    expect([pipeline.name, pipeline.document, recorder.exchanges.length]).toEqual([id, undefined, before])
    await pipeline.load()
    expect([pipeline.name, pipeline.document?.nodes.length]).toEqual(["Through shout", 3])
  })

  it("lists by every single filter", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const deployed = await aixplain.pipelines.create(through("shout", "Deployed"))
    await deployed.deploy()
    await aixplain.pipelines.create(through("shout", "Draft"))
    await aixplain.pipelines.create(mood)
    const listed = (filter: object) => namesOf(aixplain.pipelines.list(filter))
    expect(await listed({})).toEqual(["Deployed", "Draft", "Mood"])
    expect(await listed({ query: "draf" })).toEqual(["Draft"])
    expect(await listed({ draftsOnly: true })).toEqual(["Draft", "Mood"])
    expect(await listed({ functions: ["sentiment-analysis"] })).toEqual(["Mood"])
    expect(await listed({ models: ["shout"] })).toEqual(["Deployed", "Draft"])
    expect(await listed({ inputDataTypes: ["text"] })).toEqual(["Deployed", "Draft", "Mood"])
    expect(await listed({ inputDataTypes: ["audio"] })).toEqual([])
    expect(await listed({ outputDataTypes: ["label"], query: "Mood" })).toEqual(
      await listed({ outputDataTypes: ["label"] })
    )
    expect(await reasonOf(listed({ pageSize: 101 }))).toBe("InvalidInput")
  })

  it("lists page by page, from any page, and only as far as it is read", async () => {
    const { aixplain, recorder } = await connect({ assets: [shout] })
    for (let index = 0; index < 5; index++) await aixplain.pipelines.create(through("shout", `P${index}`))
    const pages = []
    for await (const page of aixplain.pipelines.list({ pageSize: 2 }).pages()) pages.push(page)
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1])
    const rest = aixplain.pipelines.list({ pageSize: 2, page: pages[0]?.next ?? "" })
    expect(await namesOf(rest)).toHaveLength(3)
    const before = recorder.sent("paginatePipelines").length
    for await (const _ of aixplain.pipelines.list({ pageSize: 2 })) break
    expect(recorder.sent("paginatePipelines").length).toBe(before + 1)
  })
})

describe("changing", () => {
  it("updates in place, by document, file or pipeline as code, with name and status", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const { id } = pipeline
    await pipeline.update(mood, { name: "Renamed" })
    const path = join(temporaryFolder(), "pipeline.json")
    writeFileSync(path, JSON.stringify(through("shout")))
    await pipeline.update(path, { saveAsAsset: true })
    expect([pipeline.id, pipeline.name, pipeline.status]).toEqual([id, "Renamed", "onboarded"])
    expect((await aixplain.pipelines.get(id)).document?.nodes[1]).toMatchObject({ assetId: "shout" })
  })

  it("creates a new pipeline once and updates a stored one in place; copies only on request", async () => {
    const { aixplain, platform } = await connect({ assets: [shout] })
    const pipeline = new Pipeline({ name: "New", apiKey: platform.apiKey, url: platform.url, team: 246 })
    await pipeline.save(through("shout"))
    const { id } = pipeline
    await pipeline.save()
    expect(pipeline.id).toBe(id)
    expect(pipeline.additionalInfo).toMatchObject({ team: 246 })
    const copy = await pipeline.save(undefined, { saveAsNew: true, name: "Copy" })
    expect([copy.id === id, copy.name, pipeline.id]).toEqual([false, "Copy", id])
    expect(await namesOf(aixplain.pipelines.list())).toEqual(["Copy", "New"])
  })

  it("refuses to overwrite changes made in the meantime", async () => {
    const { aixplain, client } = await connect({ assets: [shout] })
    const mine = await aixplain.pipelines.create(through("shout"))
    const theirs = await client().pipelines.get(mine.id)
    await theirs.update(through("shout"), { name: "Theirs" })
    const error = await failureOf(mine.update(through("shout"), { name: "Mine" }))
    expect([error.reason._tag, error.status]).toEqual(["Conflict", 412])
    await mine.load()
    await mine.update(through("shout"), { name: "Mine" })
    expect((await theirs.load()).name).toBe("Mine")
  })

  it("keeps everything when it is loaded and saved again", async () => {
    const { aixplain } = await connect()
    const { id } = await aixplain.pipelines.create(everything("some/script.py"))
    const before = await aixplain.pipelines.get(id)
    await before.save()
    const after = await aixplain.pipelines.get(id)
    expect(after.document).toEqual(before.document)
  })

  it("deploys a draft, with or without its nodes loaded, and only once", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const loaded = await aixplain.pipelines.create(through("shout"))
    await loaded.deploy()
    expect(loaded.status).toBe("onboarded")
    expect(await reasonOf(loaded.deploy())).toBe("AlreadyDeployed")
    const { id } = await aixplain.pipelines.create(through("shout"))
    await aixplain.pipelines.ref(id).deploy()
    const stored = await aixplain.pipelines.get(id)
    expect([stored.status, stored.document?.nodes.length]).toEqual(["onboarded", 3])
  })

  it("deletes permanently; the object then refuses every call", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    await pipeline.delete()
    expect(await reasonOf(aixplain.pipelines.get(pipeline.id))).toBe("NotFound")
    for (const call of [() => pipeline.run("a"), () => pipeline.save(), () => pipeline.delete()])
      expect((await failureOf(call())).message).toContain("was deleted")
    expect(await reasonOf(aixplain.pipelines.delete(pipeline.id))).toBe("NotFound")
  })
})
