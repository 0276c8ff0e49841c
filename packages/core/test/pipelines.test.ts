import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { client, type Handle, reset } from "./support/client.ts"

const use = <A>(f: (all: Pipelines["Service"]) => Effect.Effect<A, any>) => Effect.flatMap(Pipelines, f)

/** A pipeline as an editor stores it, with everything that is easily lost. */
const rich = {
  id: "6509fd2b1eaad7dd54b4e398",
  name: "English subtitling",
  status: "draft",
  subscription: { id: "s1", apiKey: "pipeline-key-93847" },
  teamNote: { keep: ["me"] },
  nodes: [
    { number: 0, label: "In", type: "INPUT", dataType: ["video"], position: { x: -880, y: -228 }, status: "Exists" },
    {
      number: 1,
      label: "Model",
      type: "ASSET",
      assetId: "62c5",
      function: "subtitling",
      functionType: "ai",
      autoSelectOptions: [],
      inputValues: [{ code: "targetlanguages", values: ["en", "pt"] }],
      model: { nested: { unknown: true } }
    },
    { number: 2, label: "Out", type: "OUTPUT" }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "source_audio" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output", dataSourceId: 0 }], color: "red" }
  ]
}

const declaring = { "aixplain-extensions": "if-match, problems" }

describe("get", () => {
  it("gives name, status, document and everything else, but no key of a subscription", async () => {
    const c = client(() => json(rich, { headers: { etag: '"v1"' } }))
    const pipeline = await c.run(use((all) => all.get(rich.id)))
    expect(pipeline).toEqual({
      id: rich.id,
      name: rich.name,
      status: "draft",
      etag: '"v1"',
      problems: [],
      info: { subscription: { id: "s1" }, teamNote: { keep: ["me"] } },
      document: { nodes: rich.nodes, links: rich.links }
    })
  })

  it("keeps an unknown status word, and takes a missing one for draft", async () => {
    const c = client((_, index) => json({ ...rich, status: index === 0 ? "paused_by_admin" : undefined }))
    expect((await c.run(use((all) => all.get("p")))).status).toBe("paused_by_admin")
    expect((await c.run(use((all) => all.get("p")))).status).toBe("draft")
  })

  it("never returns an empty pipeline for one that it could not read", async () => {
    const c = client(() => json({ id: "p", name: "P", nodes: "broken" }))
    expect((await c.run(use((all) => all.get("p")))).document).toBeUndefined()
  })

  it("says what is missing", async () => {
    const c = client(() => json({ message: "Not Found", statusCode: 404 }, { status: 404 }))
    const reason = await c.reason(use((all) => all.get("6509fd2b1eaad7dd54b4e398")))
    expect(reason).toMatchObject({ _tag: "NotFound", message: "Pipeline 6509fd2b1eaad7dd54b4e398 not found." })
    const bad = client(() =>
      json({ message: "err.invalid_param", error: "Bad Request", statusCode: 400 }, { status: 400 })
    )
    expect((await bad.reason(use((all) => all.get("x")))).message).toBe(
      "The server does not accept the request (err.invalid_param)."
    )
    expect((await bad.reason(use((all) => all.get("")))).message).toBe("The pipeline has no id: save it first.")
  })
})

describe("load and save", () => {
  it("loses nothing", async () => {
    const c = client((request) => json(request.method === "GET" ? rich : { id: rich.id }))
    await c.run(use((all) => Effect.flatMap(all.get(rich.id), (stored) => all.update(stored.id, stored))))
    const { nodes, links } = rich
    expect(c.requests[1]?.json).toEqual({
      name: rich.name,
      status: "draft",
      teamNote: { keep: ["me"] },
      architecture: { nodes, links }
    })
  })

  it("keeps a deployed pipeline deployed, unless told otherwise", async () => {
    const c = client((request) => json(request.method === "GET" ? { ...rich, status: "onboarded" } : { id: rich.id }))
    await c.run(
      use((all) =>
        Effect.gen(function* () {
          const stored = yield* all.get(rich.id)
          yield* all.update(stored.id, stored)
          yield* all.update(stored.id, stored, { saveAsAsset: false })
        })
      )
    )
    expect(c.requests.slice(1).map((r) => (r.json as { status: string }).status)).toEqual(["onboarded", "draft"])
  })
})

describe("list", () => {
  const paged: Handle = (request) => {
    const { pageNumber, pageSize } = request.json as { pageNumber: number; pageSize: number }
    const all = Array.from({ length: 45 }, (_, index) => ({ id: `p${index}`, name: `P ${index}` }))
    const items = all.slice(pageNumber * pageSize, (pageNumber + 1) * pageSize)
    return json({ items, pageTotal: items.length, total: all.length }, { status: 201 })
  }

  it("streams all items, page by page, and only as far as they are taken", async () => {
    const c = client(paged)
    const names = await c.run(use((all) => Stream.runCollect(Stream.map(all.list(), (item) => item.name))))
    expect(names).toHaveLength(45)
    expect(c.requests).toHaveLength(3)
    const few = client(paged)
    expect(await few.run(use((all) => Stream.runCollect(Stream.take(all.list({ pageSize: 10 }), 10))))).toHaveLength(10)
    expect(few.requests).toHaveLength(1)
  })

  it("starts with a page token", async () => {
    const c = client(paged)
    const first = await c.run(use((all) => all.page()))
    expect(first).toMatchObject({ total: 45, pageNumber: 0, next: "1" })
    const rest = await c.run(use((all) => Stream.runCollect(all.list({ page: first.next ?? "" }))))
    expect(rest).toHaveLength(25)
    expect(rest[0]?.id).toBe("p20")
  })

  it("sends every filter under its own name; output types do not overwrite input types", async () => {
    const c = client(() => json({ items: [], pageTotal: 0, total: 0 }))
    await c.run(
      use((all) =>
        all.page({
          query: "subtitles",
          functions: ["speech-recognition"],
          suppliers: [{ id: 1, name: "AWS", code: "aws" }, "google"],
          models: ["m1"],
          inputDataTypes: ["audio"],
          outputDataTypes: ["text"],
          draftsOnly: true,
          pageSize: 5,
          page: 2
        })
      )
    )
    expect(c.requests[0]?.json).toEqual({
      pageSize: 5,
      pageNumber: 2,
      draftsOnly: true,
      q: "subtitles",
      functions: ["speech-recognition"],
      suppliers: [{ id: 1, name: "AWS", code: "aws" }, "google"],
      models: ["m1"],
      inputDataTypes: ["audio"],
      outputDataTypes: ["text"]
    })
  })

  it("refuses page sizes and tokens that make no sense", async () => {
    const c = client(paged)
    expect((await c.reason(use((all) => all.page({ pageSize: 0 })))).message).toBe("pageSize is 0; it can be 1 to 100.")
    expect((await c.reason(use((all) => all.page({ page: "abc" })))).message).toBe('Invalid page: "abc".')
    expect(c.requests).toHaveLength(0)
  })

  it("takes answers without items for an empty list", async () => {
    expect(await client(() => json({})).run(use((all) => all.page()))).toMatchObject({ items: [], next: null })
  })
})

describe("create", () => {
  let folder = ""
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "core-pipelines-"))
    await writeFile(
      join(folder, "good.json"),
      JSON.stringify({ name: "From a file", architecture: { nodes: [], links: [] } })
    )
    await writeFile(join(folder, "bad.json"), "{ nodes: }")
    await writeFile(join(folder, "main.py"), "def main(x):\n    return x\n")
    const script = { number: 1, type: "SCRIPT", label: "S", scriptFile: "main.py", extra: 1 }
    await writeFile(
      join(folder, "script.json"),
      JSON.stringify({ name: "S", nodes: [{ number: 0, type: "INPUT" }, script] })
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  const created: Handle = () => json({ id: "p9" }, { status: 201 })

  it("takes documents in every form they have, and sends what the service wants", async () => {
    const node = { number: 0, type: "INPUT", functionType: "AI", odd: 1 }
    const c = client(created)
    await c.run(
      use((all) =>
        Effect.gen(function* () {
          yield* all.create({ nodes: [node], links: [] }, { name: "A" })
          yield* all.create({ name: "B", status: "draft", architecture: { nodes: [node], layout: "tree" }, team: 7 })
          yield* all.create({ toJSON: () => ({ name: "C", nodes: [node], links: [] }) }, { saveAsAsset: true })
          yield* all.create('{"name": "D", "nodes": []}')
        })
      )
    )
    const sent = { ...node, functionType: "ai" }
    expect(c.requests.map((r) => r.json)).toEqual([
      { name: "A", status: "draft", architecture: { nodes: [sent], links: [] } },
      { name: "B", status: "draft", team: 7, architecture: { nodes: [sent], links: [], layout: "tree" } },
      { name: "C", status: "onboarded", architecture: { nodes: [sent], links: [] } },
      { name: "D", status: "draft", architecture: { nodes: [], links: [] } }
    ])
    expect(node.functionType).toBe("AI")
  })

  it("takes the path or URL of a JSON file", async () => {
    const c = client(created)
    await c.run(use((all) => all.create(join(folder, "good.json"))))
    await c.run(use((all) => all.create(pathToFileURL(join(folder, "good.json")))))
    expect(c.requests.map((r) => (r.json as { name: string }).name)).toEqual(["From a file", "From a file"])
  })

  it("gives the whole pipeline even when the server answers with its id alone", async () => {
    const pipeline = await client(created).run(use((all) => all.create({ nodes: [], links: [] }, { name: "A" })))
    expect(pipeline).toEqual({
      id: "p9",
      name: "A",
      status: "draft",
      document: { nodes: [], links: [] },
      info: {},
      problems: []
    })
  })

  it("returns the problems that the server found", async () => {
    const problem = { code: "no_input", level: "error", message: "The pipeline has no input node.", hint: "Add one." }
    const c = client(() => json({ id: "p9", nodes: [], links: [], problems: [problem] }, { status: 201 }))
    expect((await c.run(use((all) => all.create({ nodes: [] }, { name: "A" })))).problems).toEqual([problem])
  })

  it("says what is wrong with a file or document before anything is sent", async () => {
    const c = client(created)
    const why = async (source: string | object) =>
      (await c.reason(use((all) => all.create(source, { name: "A" })))).message
    expect(await why(join(folder, "none.json"))).toBe("File not found: none.json")
    expect(await why(join(folder, "bad.json"))).toMatch(/^bad\.json is not JSON: /)
    expect(await why({ hello: 1 })).toContain("It has no `nodes`.")
    expect(await c.reason(use((all) => all.create({ hello: 1 })))).toMatchObject({ _tag: "InvalidPipeline" })
    for (const nothing of [null, undefined, 5])
      expect(await c.reason(use((all) => all.create(nothing as never)))).toMatchObject({ _tag: "InvalidPipeline" })
    expect((await c.reason(use((all) => all.create({ nodes: [] })))).message).toBe("The pipeline has no name.")
    expect(c.requests).toHaveLength(0)
  })

  it("uploads the scripts of the document first, from beside its file, and sends no local path", async () => {
    const c = client((request) =>
      request.path === "/sdk/pipelines/script" ? json({ fileId: "f1" }, { status: 201 }) : json({ id: "p9" })
    )
    await c.run(use((all) => all.create(join(folder, "script.json"))))
    const form = c.requests[0]?.init.body as FormData
    const part = form.get("file") as File
    expect([part.name, await part.text()]).toEqual(["main.py", "def main(x):\n    return x\n"])
    expect(c.requests[0]?.headers.get("content-type")).toBeNull()
    expect(c.requests[1]?.json).toMatchObject({
      architecture: {
        nodes: [
          { number: 0 },
          { number: 1, type: "SCRIPT", fileId: "f1", fileMetadata: '{"name":"main","size":26}', extra: 1 }
        ]
      }
    })
    expect(c.requests[1]?.text).not.toContain("scriptFile")
    expect(c.requests[1]?.text).not.toContain(folder)
  })

  it("stops if a script could not be uploaded", async () => {
    const c = client(() => json({ message: "too long" }, { status: 413 }))
    expect((await c.reason(use((all) => all.create(join(folder, "script.json")))))._tag).toBe("InvalidRequest")
    expect(c.requests).toHaveLength(1)
  })

  it.each([400, 500])("says what the server said when it refused with %i", async (status) => {
    const c = client(() => json({ message: "the name is taken" }, { status }))
    expect((await c.reason(use((all) => all.create({ nodes: [] }, { name: "A" })))).message).toContain(
      "the name is taken"
    )
  })
})

describe("save", () => {
  it("creates without an id and updates in place with one", async () => {
    const c = client((request) => json({ id: request.method === "POST" ? "new" : "old" }))
    const source = { name: "A", nodes: [{ number: 0, type: "INPUT" }] }
    const [first, second] = await c.run(
      use((all) => Effect.all([all.save({ source }), all.save({ id: "old", source })] as const))
    )
    expect([first.id, second.id]).toEqual(["new", "old"])
    expect(c.requests.map((r) => `${r.method} ${r.path}`)).toEqual(["POST /sdk/pipelines", "PUT /sdk/pipelines/old"])
  })
})

describe("update", () => {
  const changed = { name: "A", nodes: [{ number: 0, type: "INPUT" }], links: [] }

  it("keeps what is stored when it is handed no nodes", async () => {
    const c = client((request) => json(request.method === "GET" ? rich : { id: rich.id }))
    await c.run(use((all) => all.update(rich.id, { nodes: [], links: [] }, { name: "New name" })))
    expect(c.requests[1]?.json).toMatchObject({
      name: "New name",
      architecture: { nodes: rich.nodes, links: rich.links }
    })
  })

  it("sends the version it is based on where the server honours that, and has both versions at hand after a conflict", async () => {
    const c = client((request) =>
      request.method === "GET"
        ? json({ ...rich, name: "Theirs" }, { headers: { ...declaring, etag: '"v2"' } })
        : json({ message: "changed" }, { status: 412, headers: declaring })
    )
    const reason = await c.reason(
      use((all) => Effect.flatMap(all.get(rich.id), () => all.update(rich.id, changed, { etag: '"v1"' })))
    )
    expect(c.requests[1]?.headers.get("if-match")).toBe('"v1"')
    expect(reason).toMatchObject({ _tag: "Conflict", expected: '"v1"', actual: '"v2"', current: { name: "Theirs" } })
  })

  it("sends no version to a server that has not declared it", async () => {
    const c = client(() => json({ id: "p" }))
    await c.run(use((all) => all.update("p", changed, { etag: '"v1"' })))
    expect(c.requests[0]?.headers.get("if-match")).toBeNull()
  })

  it("is repeated after a lost answer only without a version", async () => {
    const lost = client((request, index) =>
      request.method === "GET"
        ? json(rich, { headers: declaring })
        : index === 1
          ? Promise.reject(reset())
          : json({ id: "p" }, { headers: declaring })
    )
    await lost.run(use((all) => Effect.andThen(all.get("p"), all.update("p", changed))))
    expect(lost.requests).toHaveLength(3)
    const versioned = client((request) =>
      request.method === "GET" ? json(rich, { headers: declaring }) : Promise.reject(reset())
    )
    const reason = await versioned.reason(
      use((all) => Effect.andThen(all.get("p"), all.update("p", changed, { etag: "1" })))
    )
    expect(reason).toMatchObject({ _tag: "Transport", safeToResubmit: "unknown" })
    expect(versioned.requests).toHaveLength(2)
  })
})

describe("deploy", () => {
  it("fetches the document first and never sends an empty one", async () => {
    const c = client((request) => json(request.method === "GET" ? rich : { id: rich.id, status: "SUCCESS" }))
    const pipeline = await c.run(use((all) => all.deploy(rich.id)))
    expect(c.requests[1]?.json).toMatchObject({
      status: "onboarded",
      architecture: { nodes: rich.nodes, links: rich.links }
    })
    expect(pipeline.status).toBe("onboarded")
    const item: StoredPipeline = {
      id: rich.id,
      name: "Item",
      status: "draft",
      info: {},
      problems: [],
      document: { nodes: [], links: [] }
    }
    await c.run(use((all) => all.deploy(item)))
    expect(c.requests[3]?.json).toMatchObject({ architecture: { nodes: rich.nodes } })
  })

  it("changes the status of what is stored now, not of what the caller holds, where versions are not compared", async () => {
    const theirs = { ...rich, name: "Theirs", nodes: [{ ...rich.nodes[0], label: "Theirs" }] }
    let stored: object = rich
    const c = client((request) => {
      if (request.method === "GET") return json(stored, { headers: { etag: '"1"' } })
      return json({ id: rich.id, status: "SUCCESS" })
    })
    await c.run(
      use((all) =>
        Effect.gen(function* () {
          const held = yield* all.get(rich.id)
          stored = theirs
          yield* all.deploy(held)
        })
      )
    )
    expect(c.requests.at(-1)?.json).toMatchObject({
      name: "Theirs",
      status: "onboarded",
      architecture: { nodes: theirs.nodes }
    })
  })

  it("sends the caller's version where versions are compared, and asks nothing more", async () => {
    const headers = { "aixplain-extensions": "if-match", etag: '"1"' }
    const c = client(() => json(rich, { headers }))
    await c.run(use((all) => Effect.flatMap(all.get(rich.id), (held) => all.deploy(held))))
    expect(c.requests.map(({ method }) => method)).toEqual(["GET", "PUT"])
    expect(c.requests[1]?.headers.get("if-match")).toBe('"1"')
  })

  it("refuses what is deployed already, and every status but draft", async () => {
    const c = client((_, index) => json({ ...rich, status: index === 0 ? "onboarded" : "training" }))
    expect(await c.reason(use((all) => all.deploy("p")))).toMatchObject({ _tag: "AlreadyDeployed", pipeline: "p" })
    expect(await c.reason(use((all) => all.deploy("p")))).toMatchObject({
      _tag: "InvalidInput",
      message: "Pipeline p has status training: only a draft can be deployed."
    })
    expect(c.requests).toHaveLength(2)
  })

  it("lists every error of a document that cannot be deployed", async () => {
    const problems = ["The pipeline has no input node.", "Node 1 points to itself."].map((message) => ({
      code: "x",
      level: "error",
      message,
      hint: ""
    }))
    const c = client((request) =>
      request.method === "GET" ? json(rich) : json({ message: "The document has errors", problems }, { status: 400 })
    )
    expect(await c.reason(use((all) => all.deploy("p")))).toMatchObject({
      _tag: "InvalidRequest",
      problems,
      message:
        "The server does not accept the request: The document has errors. The pipeline has no input node. Node 1 points to itself."
    })
  })
})

describe("delete", () => {
  it.each([200, 204])("succeeds with %i", async (status) => {
    const c = client(() => new Response(status === 204 ? null : "", { status }))
    await c.run(use((all) => all.delete("p")))
    expect(c.requests.map((r) => `${r.method} ${r.path}`)).toEqual(["DELETE /sdk/pipelines/p"])
  })

  it("tells not found, not the owner and other refusals apart, and uses the key it is given", async () => {
    const statuses = [404, 403, 400]
    const c = client((_, index) => json({}, { status: statuses[index] ?? 500 }))
    const tags = []
    for (const _ of statuses)
      tags.push((await c.reason(use((all) => all.delete("p", { apiKey: "my-own-key-77" }))))._tag)
    expect(tags).toEqual(["NotFound", "Forbidden", "InvalidRequest"])
    expect(c.requests[0]?.headers.get("authorization")).toBe("Token my-own-key-77")
  })

  it("counts as done when it is gone after an answer was lost", async () => {
    const c = client((_, index) => (index === 0 ? Promise.reject(reset()) : json({}, { status: 404 })))
    await c.run(use((all) => all.delete("p")))
    expect(c.requests).toHaveLength(2)
  })
})
