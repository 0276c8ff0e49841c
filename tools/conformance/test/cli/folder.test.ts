/** Pipelines as code: a folder of files against a server, through `axp pipelines plan | apply`. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Said } from "../../src/axp.ts"
import { makeWorld, oneNode, root, type World } from "../../src/cliWorld.ts"
import { emptyAfterApply } from "../../src/emptyAfterApply.ts"

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** A new folder with these files. */
const folderOf = (files: Readonly<Record<string, unknown>>) => {
  const path = mkdtempSync(join(world.folder, "code-"))
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(path, name), typeof content === "string" ? content : JSON.stringify(content))
  for (const [name, content] of Object.entries(files)) write(name, content)
  const lock = (): any => JSON.parse(readFileSync(join(path, "axp.lock.json"), "utf8"))
  return { path, write, lock }
}

const plan = (path: string, ...more: string[]): Promise<Said> => world.axp(["pipelines", "plan", path, ...more])
const apply = (path: string, ...more: string[]): Promise<Said> => world.axp(["pipelines", "apply", path, ...more])
const actions = (said: Said): string[] => said.json().steps.map(({ action }: { action: string }) => action)

const withAsset = (name: string, assetId: string): object => {
  const document = oneNode("", name)
  const nodes = document["nodes"] as object[]
  return { ...document, nodes: nodes.with(1, { ...nodes[1], assetId }) }
}

describe("axp pipelines plan and apply", () => {
  test("create missing pipelines, after which the plan is empty", async () => {
    const { lock, path } = folderOf({
      "a.json": oneNode("", "Code A"),
      "b.ts": `const document = ${JSON.stringify(oneNode("", "Code B"))}
export const b = { problems: [], toJSON: () => document }`,
      "package.json": { name: "not a pipeline" },
      "helper.ts": "export const number: number = 12",
      "other.js": "throw new Error('loaded')"
    })
    const planned = await plan(path)
    expect([planned.code, actions(planned)]).toEqual([0, ["create", "create"]])
    expect(planned.stderr).toContain("No pipeline in helper.ts, package.json")
    const applied = await apply(path)
    expect([applied.code, actions(applied)]).toEqual([0, ["create", "create"]])
    const { pipelines } = lock()
    expect(Object.keys(pipelines)).toEqual(["a.json", "b.ts"])
    expect(pipelines["a.json"]).toEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/), etag: expect.any(String) })
    const after = await plan(path, "--check")
    expect([after.code, after.json().isEmpty, actions(after)]).toEqual([0, true, ["unchanged", "unchanged"]])
  })

  test("update pipelines that differ, list the changes, and rename those in the lock", async () => {
    const { lock, path, write } = folderOf({ "mood.json": withAsset("Code mood", "one") })
    await apply(path)
    const { id } = lock().pipelines["mood.json"]
    write("mood.json", withAsset("Code mood, renamed", "two"))
    const drift = await plan(path, "--check")
    expect([drift.code, drift.json().error.code, drift.json().isEmpty]).toEqual([1, "Drift", false])
    const [step] = drift.json().steps
    expect(step).toMatchObject({ action: "update", id })
    expect(step.changes.map(({ text }: { text: string }) => text)).toEqual([
      "The name: “Code mood” → “Code mood, renamed”",
      expect.stringMatching(/^Node 1 “Work”: assetId “one” → “two”/)
    ])
    const text = await plan(path, "-o", "text")
    expect(text.stdout).toMatch(
      /^update +mood\.json +Code mood, renamed[\s\S]*assetId[\s\S]*1 to update, 0 unchanged\.\n$/
    )
    const next = drift.json().error.next[0].split(" ").slice(1)
    expect((await world.axp(next)).code).toBe(0)
    expect((await world.axp(["pipelines", "get", id])).json().name).toBe("Code mood, renamed")
    expect((await plan(path, "--check")).code).toBe(0)
  })

  test("use the only stored pipeline of that name if the lock has no entry, and refuse to choose between several", async () => {
    const { lock, path } = folderOf({ "known.json": withAsset("Code known", "new") })
    const { id } = (
      await world.axp(["pipelines", "create", world.file("k.json", withAsset("Code known", "old"))])
    ).json()
    expect(actions(await plan(path))).toEqual(["update"])
    await apply(path)
    expect(lock().pipelines["known.json"].id).toBe(id)
    rmSync(join(path, "axp.lock.json"))
    await world.axp(["pipelines", "create", world.file("k.json", withAsset("Code known", "old"))])
    const several = await plan(path)
    expect([several.code, several.json().error.message]).toMatchObject([
      2,
      expect.stringMatching(/known\.json: 2 stored pipelines are called "Code known": [0-9a-f]{24}, [0-9a-f]{24}\./)
    ])
  })

  test("take the example pipelines, whose scripts are in a subfolder", async () => {
    const path = join(world.folder, "examples")
    cpSync(join(root, "examples/pipelines"), path, { recursive: true })
    const applied = await apply(path)
    expect([applied.code, new Set(actions(applied))]).toEqual([0, new Set(["create"])])
    const after = await plan(path, "--check")
    expect([after.code, after.json().steps.flatMap(({ changes = [] }: { changes?: object[] }) => changes)]).toEqual([
      0,
      []
    ])
  })

  test("refuse to overwrite changes made on the server, except with --overwrite", async () => {
    const { lock, path, write } = folderOf({ "shared.json": withAsset("Code shared", "mine") })
    await apply(path)
    const { id } = lock().pipelines["shared.json"]
    await world.axp(["pipelines", "update", id, world.file("s.json", withAsset("Code shared", "theirs"))])
    const planned = await plan(path)
    expect(planned.json().steps[0]).toMatchObject({ action: "update", conflict: true })
    const refused = await apply(path)
    expect([refused.code, refused.json().error.code]).toEqual([1, "Conflict"])
    expect(refused.json().error.hint).toContain("--overwrite")
    expect((await world.axp(["pipelines", "get", id])).json().nodes[1].assetId).toBe("theirs")
    // Taking the change into the file resolves the conflict; so does --overwrite.
    write("shared.json", withAsset("Code shared", "theirs"))
    expect(actions(await apply(path))).toEqual(["unchanged"])
    await world.axp(["pipelines", "update", id, world.file("s.json", withAsset("Code shared", "again"))])
    expect(actions(await apply(path, "--overwrite"))).toEqual(["update"])
    expect((await plan(path, "--check")).code).toBe(0)
  })

  test("keep a separate lock for each server", async () => {
    const { lock, path } = folderOf({ "two.json": oneNode("", "Code twice") })
    const other = await makeWorld()
    try {
      const more = ["--lock", join(path, "other.lock.json")]
      expect((await apply(path)).code).toBe(0)
      expect(actions(await other.axp(["pipelines", "apply", path, ...more]))).toEqual(["create"])
      const there = JSON.parse(readFileSync(join(path, "other.lock.json"), "utf8"))
      expect(there.pipelines["two.json"].id).not.toBe(lock().pipelines["two.json"].id)
      expect((await plan(path, "--check")).code).toBe(0)
      expect((await other.axp(["pipelines", "plan", path, "--check", ...more])).code).toBe(0)
    } finally {
      await other.close()
    }
  })

  test("refuse to update a pipeline that changed after the plan", async () => {
    const { lock, path, write } = folderOf({ "race.json": withAsset("Code race", "one") })
    await apply(path)
    const { id } = lock().pipelines["race.json"]
    write("race.json", withAsset("Code race", "two"))
    let meddled = false
    const said = await world.axp(["pipelines", "apply", path], {
      fetch: async (url, init) => {
        if (init?.method === "PUT" && !meddled) {
          meddled = true
          await world.axp(["pipelines", "update", id, world.file("r.json", withAsset("Code race", "theirs"))])
        }
        return fetch(url, init)
      }
    })
    expect([said.code, said.json().error.code]).toEqual([1, "Conflict"])
    expect((await world.axp(["pipelines", "get", id])).json().nodes[1].assetId).toBe("theirs")
  })

  test("delete nothing without --prune, and with it only what was applied from this folder", async () => {
    const { lock, path } = folderOf({ "stays.json": oneNode("", "Code stays"), "goes.json": oneNode("", "Code goes") })
    await apply(path)
    const { id } = lock().pipelines["goes.json"]
    rmSync(join(path, "goes.json"))
    const kept = await plan(path, "--check")
    expect([kept.code, actions(kept)]).toEqual([0, ["unchanged", "keep"]])
    expect(actions(await apply(path))).toEqual(["unchanged", "keep"])
    expect((await world.axp(["pipelines", "get", id])).code).toBe(0)
    const pruned = await plan(path, "--check", "--prune")
    expect([pruned.code, actions(pruned)]).toEqual([1, ["unchanged", "delete"]])
    await apply(path, "--prune")
    expect((await world.axp(["pipelines", "get", id])).code).toBe(4)
    expect(Object.keys(lock().pipelines)).toEqual(["stays.json"])
  })

  test("recognize a pipeline whose file was renamed, and recreate one that was deleted", async () => {
    const { lock, path } = folderOf({ "before.json": oneNode("", "Code moved") })
    await apply(path)
    const before = lock().pipelines["before.json"]
    renameSync(join(path, "before.json"), join(path, "after.json"))
    expect(actions(await plan(path, "--prune"))).toEqual(["unchanged"])
    await apply(path, "--prune")
    expect(lock().pipelines).toEqual({ "after.json": before })
    await world.axp(["pipelines", "delete", before.id, "--yes"])
    expect(actions(await apply(path))).toEqual(["create"])
    expect(lock().pipelines["after.json"].id).not.toBe(before.id)
  })

  test("keep a deployed pipeline deployed, unless the file says otherwise", async () => {
    const { lock, path, write } = folderOf({ "live.json": oneNode("", "Code live") })
    await apply(path)
    const { id } = lock().pipelines["live.json"]
    await world.axp(["pipelines", "deploy", id])
    write("live.json", withAsset("Code live", "new"))
    await apply(path, "--overwrite")
    expect((await world.axp(["pipelines", "get", id])).json().status).toBe("onboarded")
    write("live.json", { ...withAsset("Code live", "new"), status: "draft" })
    expect(actions(await apply(path))).toEqual(["update"])
    expect((await world.axp(["pipelines", "get", id])).json().status).toBe("draft")
  })

  test("upload a script once, and again only if it changed", async () => {
    const script = {
      number: 1,
      label: "Work",
      type: "SCRIPT",
      scriptFile: "./work.js",
      inputValues: [{ code: "text" }]
    }
    const { links, nodes } = oneNode() as { nodes: object[]; links: object[] }
    const { path, write } = folderOf({
      "scripted.json": {
        name: "Code scripted",
        links,
        nodes: [nodes[0], { ...script, outputValues: [{ code: "data", dataType: "text" }] }, nodes[2]]
      }
    })
    write("work.js", "function main() { return [] }")
    const uploads = (): number => world.platform.requests.count({ operation: "uploadScript" })
    await apply(path)
    const first = uploads()
    const after = await plan(path, "--check")
    expect([after.code, actions(after)]).toEqual([0, ["unchanged"]])
    await apply(path)
    expect(uploads()).toBe(first)
    write("work.js", "function main() { return [1] }")
    const changed = await plan(path)
    expect(changed.json().steps[0].changes).toEqual([
      { type: "script_changed", node: 1, text: "Node 1: its script is to be uploaded" }
    ])
    await apply(path)
    expect(uploads()).toBe(first + 1)
    expect((await plan(path, "--check")).code).toBe(0)
  })

  test("list every problem of every file before anything is sent", async () => {
    const bad = { name: "Bad", nodes: [{ number: 0, type: "LOOP" }], links: [] }
    const { path } = folderOf({
      "one.json": bad,
      "two.json": { ...bad, name: "Worse", nodes: [] },
      "ok.json": oneNode()
    })
    const said = await apply(path)
    expect([said.code, said.json().error.code]).toEqual([2, "InvalidPipeline"])
    expect(said.json().error.message).toMatch(/one\.json: .*two\.json: /)
  })

  test.each([
    [
      "two files with the same name",
      { "a.json": oneNode("", "Same"), "b.json": oneNode("", "Same") },
      'both called "Same"'
    ],
    ["a lock that cannot be read", { "axp.lock.json": "{" }, "The lock cannot be read"],
    ["invalid JSON", { "a.json": "{" }, "a.json is not JSON"]
  ])("refuse %s with a message", async (_, files, sentence) => {
    const said = await plan(folderOf(files).path)
    expect([said.code, said.json().error.message]).toMatchObject([2, expect.stringContaining(sentence)])
  })

  test("a missing folder is reported", async () => {
    const said = await plan("nowhere")
    expect([said.code, said.json().error.message]).toEqual([2, "Folder not found: nowhere"])
  })
})

test.each([
  ["with versions", true],
  ["without versions", false]
])("the plan is empty after apply for generated pipelines, on a server %s", async (_, extensions) => {
  const own = await makeWorld({ extensions })
  try {
    await expect(emptyAfterApply(own, 12)).resolves.toBeUndefined()
  } finally {
    await own.close()
  }
})
