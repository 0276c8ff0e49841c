import { execFile, execFileSync } from "node:child_process"
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { axp } from "../../src/axp.ts"
import { lineByLine, makeWorld, oneNode, root, type World } from "../../src/cliWorld.ts"

const reviews = join(root, "examples/pipelines/guest-reviews.json")
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const create = async (name: string, document: unknown): Promise<string> =>
  (await world.axp(["pipelines", "create", world.file(name, document)])).json().id

/** Returns its input. */
const echo = {
  name: "Echo",
  nodes: [
    { number: 0, type: "INPUT", label: "Text", dataType: ["text"] },
    { number: 1, type: "OUTPUT", label: "Out" }
  ],
  links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
}

const uploads = (): number => world.platform.requests.count({ path: "/sdk/file/upload" })

const drafts = async (query: string): Promise<string[]> =>
  (await world.axp(["pipelines", "list", "--query", query])).json().items.map((item: { id: string }) => item.id)

describe("the input of axp run", () => {
  test("is a text file's content for a text input", async () => {
    const input = `Reviews=@${join(root, "examples/texts/guest-reviews.txt")}`
    const said = await world.axp(["run", await create("reviews.json", readFileSync(reviews, "utf8")), "-i", input])
    expect(said.code).toBe(0)
    expect(said.json()).toMatchObject({ status: "SUCCESS", usedCredits: 0 })
    expect(said.json().outputs.Mood).toHaveLength(36)
  })

  test("is read from standard input for a dash", async () => {
    const id = await world.stored()
    const labelled = await world.axp(["run", id, "-i", "Text=-"], { stdin: "from a pipe" })
    expect(labelled.json().outputs).toEqual({ Result: "from a pipe" })
    expect((await world.axp(["run", id, "-"], { stdin: "bare" })).json().outputs).toEqual({ Result: "bare" })
    const twice = await world.axp(["run", id, "-i", "Text=-", "-i", "Other=-"], { stdin: "once" })
    expect([twice.code, twice.json().error.message]).toMatchObject([2, expect.stringContaining("one input only")])
  })

  test("is never treated as a file name", async () => {
    world.file("talk.txt", "the content")
    const said = await world.axp(["run", await world.stored(), "talk.txt"])
    expect(said.json().outputs).toEqual({ Result: "talk.txt" })
  })

  test("is uploaded if the pipeline takes media, even if the file could be text", async () => {
    const document = {
      name: "Media",
      nodes: [
        { number: 0, label: "Clip", type: "INPUT", dataType: ["video"], outputValues: [{ code: "input" }] },
        { number: 1, label: "Same", type: "OUTPUT", dataType: ["video"], inputValues: [{ code: "output" }] }
      ],
      links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
    }
    world.file("clip.mp4", "these bytes are UTF-8")
    const id = await create("media.json", document)
    for (const pipeline of [id, "media.json"]) {
      const before = uploads()
      await world.axp(["run", pipeline, "-i", "Clip=@clip.mp4"])
      expect(uploads()).toBeGreaterThan(before)
    }
  })

  test.each([
    ["Latin 1", "caf\xE9", "LATIN1"],
    ["UTF-16", "\xFF\xFEh\x00i\x00", "UTF-16"],
    ["UTF-16 without a byte-order mark", "h\x00i\x00", "UTF-8"],
    ["a picture", "\x89PNG\r\n\x1A\n", "UTF-8"]
  ])("is refused for a text input if it is not UTF-8: %s", async (_, bytes, hint) => {
    world.file("other.txt", Buffer.from(bytes, "latin1"))
    const id = await world.stored()
    const stdin = Buffer.from(bytes, "latin1")
    const before = uploads()
    for (const said of [
      await world.axp(["run", id, "-i", "Text=@other.txt"]),
      await world.axp(["run", id, "-i", "Text=-"], { stdin }),
      await world.axp(["run", id, "-"], { stdin })
    ]) {
      expect([said.code, said.json().error.message]).toEqual([2, expect.stringContaining("is not UTF-8 text")])
      expect(said.json().error.hint).toContain(hint)
    }
    expect(uploads()).toBe(before)
  })

  test.each([
    ["linked to an output", {}, 2],
    ["linked to an output for text", { dataType: ["text"] }, 2],
    ["linked to an output for audio", { dataType: ["audio"] }, 0]
  ])("of an input without a type is refused if it is not UTF-8 text, unless a file fits: %s", async (_, more, code) => {
    const [input, output] = echo.nodes
    const { dataType: _type, ...untyped } = input as { dataType?: readonly string[] }
    const document = { ...echo, nodes: [untyped, { ...output, ...more }] }
    world.file("other.wav", Buffer.from("caf\xE9", "latin1"))
    const id = await create("untyped.json", document)
    for (const name of ["Text", "0"]) {
      const before = uploads()
      const said = await world.axp(["run", id, "-i", `${name}=@other.wav`, "--async"])
      expect([name, said.code, uploads() - before]).toEqual([name, code, code === 0 ? 1 : 0])
    }
  })

  test("is uploaded for an audio input that is named by its number", async () => {
    const id = await create("number.json", {
      ...echo,
      nodes: echo.nodes.map((node) => ({ ...node, dataType: ["audio"] }))
    })
    world.file("talk.wav", "these bytes are UTF-8")
    const before = uploads()
    expect((await world.axp(["run", id, "-i", "0=@talk.wav", "--async"])).code).toBe(0)
    expect(uploads()).toBe(before + 1)
  })

  test("is read completely, without its byte-order mark", async () => {
    world.file("marked.txt", "\uFEFFcafé 😀\n")
    const said = await world.axp(["run", world.file("echo.json", echo), "-i", "Text=@marked.txt"])
    expect([said.code, said.json().outputs.Out]).toEqual([0, "café 😀\n"])
  })

  test("is uploaded if it is text that does not fit into one request", async () => {
    const text = "a line of text\n".repeat(800_000)
    world.file("long.txt", text)
    const before = uploads()
    const said = await world.axp(["run", await world.stored("slow"), "-i", "Text=@long.txt", "--async"])
    expect([said.code, uploads()]).toEqual([0, before + 1])
    const typed = await world.axp(["run", await world.stored("slow"), "-", "--async"], { stdin: text })
    expect([typed.code, uploads()]).toEqual([0, before + 2])
    await Promise.all([said, typed].map((one) => world.axp(["runs", "cancel", one.json().id])))
  })

  test("may be a pipe or a device", async () => {
    const pipe = join(world.folder, "pipe")
    execFileSync("mkfifo", [pipe])
    const written = promisify(execFile)("sh", ["-c", `printf 'from a pipe' > ${pipe}`])
    const said = await world.axp(["run", world.file("echo.json", echo), "-i", "Text=@pipe"])
    await written
    expect([said.code, said.json().outputs.Out]).toEqual([0, "from a pipe"])
    const uploaded = promisify(execFile)("sh", ["-c", `printf 'from a pipe' > ${pipe}`])
    const file = await world.axp(["files", "upload", "pipe"])
    await uploaded
    expect([file.code, file.json().size]).toEqual([0, 11])
    expect((await world.axp(["run", world.file("echo.json", echo), "-i", "Text=@/dev/null"])).code).toBe(0)
  })

  test("must name an input of the pipeline", async () => {
    world.file("note.txt", "hi")
    const said = await world.axp(["run", await world.stored(), "-i", "Txt=@note.txt"])
    expect([said.code, said.json().error]).toMatchObject([
      2,
      { message: 'The pipeline has no input "Txt".', hint: 'Did you mean "Text"? Its inputs: Text.' }
    ])
  })

  test("is checked before any request", async () => {
    const asked: unknown[] = []
    const said = await world.axp(["run", "6544ffbdf4644a9f6c2363a6", "-i", "Text=@nofile"], {
      fetch: (...request) => {
        asked.push(request)
        return fetch(...request)
      }
    })
    expect([said.code, said.json().error.message, asked]).toEqual([2, "File not found: nofile", []])
  })

  test.each([
    ["an input without a label", ["-i", "=x"], "has no label"],
    ["a folder", ["-i", "Text=@."], ". is a folder, not a file."],
    ["a missing file", ["-i", "Text=@nowhere.txt"], "File not found: nowhere.txt"],
    ["two texts", ["one", "two"], 'Unexpected argument: "two".'],
    ["a text together with labels", ["one", "-i", "Text=two"], "A text and inputs by label cannot be combined."]
  ])("is refused with a message for %s", async (_, argv, sentence) => {
    const said = await world.axp(["run", "6544ffbdf4644a9f6c2363a6", ...argv])
    expect([said.code, said.json().error.message]).toMatchObject([2, expect.stringContaining(sentence)])
  })
})

describe("the answer of axp run", () => {
  test("is one bare output as text, or several by label", async () => {
    const said = await world.axp(["run", await world.stored(), "Ｈello", "-o", "text"])
    expect([said.code, said.stdout]).toEqual([0, "Hello\n"])
    const several = await world.axp(["run", reviews, "Lovely room.", "-o", "text"])
    expect(several.stdout).toMatch(/^Language: en\nMood: POSITIVE\nClean text: Lovely room\.\n$/)
  })

  test("joins the pieces of a long text by what stood between them", async () => {
    const id = await create("echo.json", echo)
    for (const text of ["the quick brown fox runs on and on ".repeat(90).trim(), "line\r\n".repeat(400).trim()]) {
      const said = await world.axp(["run", id, text, "-o", "text"])
      expect(said.stdout).toBe(`${text}\n`)
      const { id: run, outputs } = (await world.axp(["run", id, text])).json()
      expect(outputs.Out.length).toBeGreaterThan(1)
      expect((await world.axp(["runs", "get", run, "-o", "text"])).stdout).toContain(text)
    }
  })

  test("contains a failed segment as { error } in its position", async () => {
    const said = await world.axp(["run", await create("lines.json", lineByLine("half")), "all\nbut\nthis"])
    expect(said.code).toBe(0)
    expect(said.json().outputs.Result).toEqual(["ALL", { error: expect.stringContaining("no word with b") }, "THIS"])
    expect(said.stderr).toContain("1 failed")
  })

  test("with --async is a reference that runs watch, get and resume accept", async () => {
    const said = await world.axp(["run", await world.stored(), "hello", "--async"])
    expect(said.code).toBe(0)
    expect(said.json()).toMatchObject({ v: 1, id: expect.any(String), url: expect.any(String) })
    world.file("ref.json", said.stdout)
    for (const command of ["watch", "get", "resume"]) {
      const again = await world.axp(["runs", command, "ref.json"])
      expect([again.code, again.json().outputs]).toEqual([0, { Result: "hello" }])
    }
    expect((await world.axp(["runs", "get", "-"], { stdin: said.stdout })).code).toBe(0)
    expect((await world.axp(["runs", "get", said.json().url])).code).toBe(0)
  })

  test("as NDJSON is one event per line, then the result", async () => {
    const said = await world.axp(["run", await world.stored(), "hello", "-o", "ndjson"])
    const lines = said.lines()
    expect(lines[0]).toMatchObject({ type: "run.submitted", run: expect.any(String), at: expect.any(String) })
    expect(lines.at(-2)).toMatchObject({ type: "run.finished", status: "SUCCESS" })
    expect(lines.at(-1)).toMatchObject({ status: "SUCCESS", outputs: { Result: "hello" } })
  })

  test("with --save is also written to files with distinct names", async () => {
    const document = oneNode()
    const nodes = document["nodes"] as { label: string; number: number }[]
    const links = document["links"] as object[]
    nodes.push({ ...nodes[2]!, number: 3, label: "Re/sult" }, { ...nodes[2]!, number: 4, label: "Re:sult" })
    for (const to of [3, 4]) links.push({ from: 1, to, paramMapping: [{ from: "data", to: "output" }] })
    const said = await world.axp(["run", world.file("three.json", document), "hello", "--save", "out"])
    expect(said.code).toBe(0)
    for (const name of ["Result.txt", "Re_sult.txt", "Re_sult (2).txt"])
      expect(readFileSync(join(world.folder, "out", name), "utf8")).toBe("hello")
  })

  test("of a failed run contains the error and the partial result", async () => {
    const said = await world.axp(["run", await world.stored("broken"), "hello"])
    expect(said.json()).toMatchObject({
      status: "FAILED",
      id: expect.any(String),
      url: expect.any(String),
      error: { code: "RunFailed", message: expect.stringContaining("the model is out of order") }
    })
    const next = said.json().error.next[0].split(" ").slice(1)
    const shown = await world.axp(next)
    expect([shown.code, shown.json().status]).toEqual([0, "FAILED"])
  })
})

describe("a pipeline file", () => {
  test("without a key runs in this process, with a note on stderr", async () => {
    const path = world.file("here.json", oneNode())
    const said = await axp(["run", path, "hello"], { cwd: world.folder })
    expect([said.code, said.json().outputs]).toEqual([0, { Result: "hello" }])
    expect(said.stderr).toContain("No API key is set: running on the embedded platform, in this process.")
    const later = await axp(["run", path, "hello", "--async"], { cwd: world.folder })
    expect([later.code, later.json().error.message]).toMatchObject([
      2,
      expect.stringContaining("--async needs a server")
    ])
  })

  test("with a key deletes its draft, except with --keep", async () => {
    const path = world.file("draft.json", { ...oneNode(), name: "A passing draft" })
    expect((await world.axp(["run", path, "hello"])).code).toBe(0)
    expect(await drafts("A passing draft")).toEqual([])
    const kept = await world.axp(["run", path, "hello", "--keep"])
    const id = /The draft stays: pipeline ([0-9a-f]{24})/.exec(kept.stderr)?.[1]
    expect(await drafts("A passing draft")).toEqual([id])
  })

  test("keeps its draft if the run continues on the server: with --async, and after a timeout", async () => {
    const path = world.file("later.json", { ...oneNode("slow"), name: "A lasting draft" })
    world.shut()
    const submitted = await world.axp(["run", path, "hello", "--async"])
    expect([submitted.code, submitted.stderr]).toMatchObject([0, expect.stringContaining("The draft stays")])
    const late = await world.axp(["run", path, "hello", "--timeout", "2s"])
    expect([late.code, late.stderr]).toMatchObject([7, expect.stringContaining("The draft stays")])
    expect(await drafts("A lasting draft")).toHaveLength(2)
    world.open()
  })

  test("deletes its draft after a failed run", async () => {
    const path = world.file("fails.json", { ...oneNode("broken"), name: "A failing draft" })
    expect((await world.axp(["run", path, "hello"])).code).toBe(5)
    expect(await drafts("A failing draft")).toEqual([])
  })

  test("in TypeScript is the default export, else the only pipeline that is exported", async () => {
    const said = await world.axp(["run", join(root, "examples/pipelines/mood.ts"), "Never again, it was awful"])
    expect([said.code, Object.keys(said.json().outputs)]).toEqual([0, expect.any(Array)])
    const named = "const p = (name) => ({ problems: [], toJSON: () => ({ ...document, name }) })"
    const source = `const document = ${JSON.stringify(oneNode())}\n${named}\n`
    world.file("only.mjs", `${source}export const one = p("one")\nexport const other = 12`)
    expect((await world.axp(["run", "only.mjs", "hello"])).json().outputs).toEqual({ Result: "hello" })
    world.file("two.mjs", `${source}export const one = p("one")\nexport const two = p("two")`)
    const two = await world.axp(["run", "two.mjs", "hello"])
    expect([two.code, two.json().error]).toMatchObject([2, { message: "two.mjs exports 2 pipelines." }])
    world.file("thrown.mjs", "throw new Error('not today')")
    const thrown = await world.axp(["run", "thrown.mjs", "hello"])
    expect([thrown.code, thrown.json().error.message]).toEqual([2, "thrown.mjs cannot be loaded: not today"])
  })

  test("finds its scripts relative to its folder, whatever the working folder", async () => {
    mkdirSync(join(world.folder, "elsewhere"), { recursive: true })
    const example = join(root, "examples/pipelines/script.ts")
    const said = await world.axp(["run", example, "one\ntwo", "--async"], { cwd: join(world.folder, "elsewhere") })
    expect(said.code).toBe(0)
  })
})
