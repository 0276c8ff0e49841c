import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { makeWorld, oneNode, root, type World } from "../../src/cliWorld.ts"

const reviews = join(root, "examples/pipelines/guest-reviews.json")
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe("axp pipelines", () => {
  test("creates, lists, shows, updates, deploys and deletes", async () => {
    const created = await world.axp(["pipelines", "create", reviews, "--name", "Reviews"])
    expect([created.code, created.json().name, created.json().status]).toEqual([0, "Reviews", "draft"])
    const { id } = created.json()
    const listed = await world.axp(["pipelines", "list", "--query", "Reviews"])
    expect(listed.json()).toEqual({ items: [{ id, name: "Reviews", status: "draft" }], next: null })
    const shown = await world.axp(["pipelines", "get", id])
    expect(shown.json().nodes).toHaveLength(9)
    const text = await world.axp(["pipelines", "get", id, "-o", "text"])
    expect(text.stdout).toMatch(/inputs\s+Reviews \(text\)\noutputs\s+Language \(label\), Mood \(label\), Clean text/)
    const updated = await world.axp(["pipelines", "update", id, reviews, "--name", "Reviews 2"])
    expect([updated.code, updated.json().name]).toEqual([0, "Reviews 2"])
    expect((await world.axp(["pipelines", "deploy", id])).json()).toEqual({ id, status: "onboarded" })
    const again = await world.axp(["pipelines", "deploy", id])
    expect([again.code, again.json()]).toEqual([0, { id, status: "onboarded" }])
    expect(again.stderr).toContain("deployed already")
    expect((await world.axp(["pipelines", "delete", id, "--yes"])).json()).toEqual({ id, deleted: true })
    const gone = await world.axp(["pipelines", "get", id])
    expect([gone.code, gone.json().error]).toMatchObject([4, { code: "NotFound", next: ["axp pipelines list"] }])
  })

  test("shows each warning of a saved file once, whether the file or the server has it", async () => {
    const echo = {
      nodes: [
        { number: 0, type: "INPUT", label: "A" },
        { number: 1, type: "OUTPUT", label: "B" }
      ]
    }
    const links = [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
    const file = world.file("echo.json", { name: "Echo", ...echo, links })
    const created = await world.axp(["pipelines", "create", file])
    const updated = await world.axp(["pipelines", "update", created.json().id, file])
    for (const said of [created, updated]) {
      const { message } = said.json().problems[0]
      expect([said.code, said.stderr.split(message).length - 1]).toEqual([0, 1])
    }
  })

  test("keeps a deployed pipeline deployed when its document is updated", async () => {
    const { id } = (await world.axp(["pipelines", "create", reviews, "--asset"])).json()
    expect((await world.axp(["pipelines", "update", id, reviews])).json().status).toBe("onboarded")
  })

  test("pages through a long list with the token of the previous page", async () => {
    for (const name of ["one", "two", "three"])
      await world.axp(["pipelines", "create", world.file("paged.json", oneNode("", `Paged ${name}`))])
    const seen: string[] = []
    let next: string | null = null
    do {
      const more: string[] = next === null ? [] : ["--page", next]
      const page = (await world.axp(["pipelines", "list", "--query", "Paged", "--limit", "2", ...more])).json()
      seen.push(...page.items.map((item: { name: string }) => item.name))
      next = page.next
    } while (next !== null)
    expect(seen.toSorted()).toEqual(["Paged one", "Paged three", "Paged two"])
  })

  test("create accepts what get prints, including unknown members", async () => {
    const document = { ...oneNode("", "Whole"), description: "kept", nodes: oneNode()["nodes"] }
    const { id } = (await world.axp(["pipelines", "create", world.file("whole.json", document)])).json()
    const got = await world.axp(["pipelines", "get", id])
    expect(got.json()).toMatchObject({ name: "Whole", description: "kept" })
    const copy = await world.axp(["pipelines", "create", world.file("copy.json", got.stdout)])
    const again = (await world.axp(["pipelines", "get", copy.json().id])).json()
    expect([again.description, again.nodes, again.links]).toEqual(["kept", got.json().nodes, got.json().links])
  })

  test("a document without a name gets the name of its file", async () => {
    const { name: _name, ...document } = oneNode()
    const created = await world.axp(["pipelines", "create", world.file("no-name.json", document)])
    expect(created.json().name).toBe("no-name")
  })

  test("asks before it deletes, and does nothing without an answer", async () => {
    const id = await world.stored()
    const unasked = await world.axp(["pipelines", "delete", id])
    expect([unasked.code, unasked.json().error.hint]).toEqual([2, "Confirm it with --yes."])
    expect((await world.axp(["pipelines", "delete", id], { answer: "n" })).code).toBe(1)
    expect((await world.axp(["pipelines", "get", id])).code).toBe(0)
    expect((await world.axp(["pipelines", "delete", id], { answer: "y" })).code).toBe(0)
  })

  test("refuses a file that cannot run before any request, with the command that lists the problems", async () => {
    const cycle = { ...oneNode(), links: [{ from: 1, to: 1, paramMapping: [{ from: "data", to: "text" }] }] }
    const said = await world.axp(["pipelines", "create", world.file("cycle.json", cycle)])
    expect([said.code, said.json().error.code]).toEqual([2, "InvalidPipeline"])
    expect(said.stderr).toMatch(/cycle/i)
    const listed = await world.axp(said.json().error.next[0].split(" ").slice(1))
    expect([listed.code, listed.json().problems[0]]).toMatchObject([2, { code: "cycle", level: "error" }])
  })
})

describe("axp pipelines validate", () => {
  test("exits with 0 for a pipeline that can run, in a file or stored, and lists its warnings", async () => {
    const noSource = { ...oneNode(), links: [(oneNode()["links"] as object[])[1]] }
    const said = await world.axp(["pipelines", "validate", world.file("warned.json", noSource)])
    expect(said.code).toBe(0)
    expect(said.json().problems.map((problem: { level: string }) => problem.level)).toContain("warning")
    const stored = await world.axp(["pipelines", "validate", await world.stored(), "-o", "text"])
    expect([stored.code, stored.stdout]).toEqual([0, ""])
    expect(stored.stderr).toContain("With a built-in has no problems.")
  })

  test("prints every problem on a line with its hint below, as text", async () => {
    const bad = { name: "Bad", nodes: [{ number: 0, type: "LOOP" }], links: [{ from: 0, to: 7, paramMapping: [] }] }
    const said = await world.axp(["pipelines", "validate", world.file("bad.json", bad), "-o", "text"])
    expect(said.code).toBe(2)
    expect(said.stdout.match(/^error /gm)?.length).toBe(3)
    expect(said.stderr).toContain("Bad cannot run: 3 errors")
  })
})

describe("axp pipelines show", () => {
  test("lists inputs, outputs and nodes with their sources, also for a TypeScript file", async () => {
    const said = await world.axp(["pipelines", "show", join(root, "examples/pipelines/mood.ts")])
    const { inputs, outputs } = said.json()
    expect(Object.values(inputs)).toEqual([{ type: "text" }])
    expect(Object.values(outputs).every((port: any) => port.optional)).toBe(true)
    const stored = await world.axp(["pipelines", "show", await world.stored(), "-o", "text"])
    expect(stored.stdout).toMatch(/1 +ASSET +Work +text-normalization +0\n/)
  })

  test("prints a diagram, in a pipe as it is, or as JSON with -o json", async () => {
    const id = await world.stored()
    const svg = await world.axp(["pipelines", "show", id, "--diagram", "svg"])
    expect(svg.stdout).toMatch(/^<svg [\s\S]*<\/svg>\s*$/)
    expect(svg.stdout).toContain("With a built-in")
    const mermaid = await world.axp(["pipelines", "show", id, "--diagram", "mermaid", "-o", "json"])
    expect(mermaid.json()).toMatchObject({ format: "mermaid", diagram: expect.stringMatching(/^flowchart/) })
    expect((await world.axp(["pipelines", "show", id, "--diagram", "dot"])).code).toBe(2)
  })
})

test("axp pipelines types writes one file per stored pipeline, and the same files the second time", async () => {
  const own = await makeWorld()
  try {
    for (const name of ["Review triage", "Review triage", "Größe!", "../evil"])
      await own.axp(["pipelines", "create", own.file("typed.json", oneNode("", name))])
    mkdirSync(join(own.folder, "types"))
    const said = await own.axp(["pipelines", "types", "--out", "types"])
    const files = said.json().items.map((item: { file: string }) => item.file)
    expect(files.toSorted()).toEqual(["evil.ts", "größe.ts", "review-triage-2.ts", "review-triage.ts"])
    expect(existsSync(join(own.folder, "evil.ts"))).toBe(false)
    const { reviewTriage } = await import(join(own.folder, "types/review-triage.ts"))
    expect(reviewTriage).toMatchObject({ name: "Review triage", inputs: { Text: { type: "text" } } })
    expect(readFileSync(join(own.folder, "types/review-triage.ts"), "utf8")).toContain("as const")
    const again = await own.axp(["pipelines", "types", "--out", "types"])
    expect(again.json().items.every((item: { changed: boolean }) => !item.changed)).toBe(true)
  } finally {
    await own.close()
  }
})
