import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineAsset, type Platform, startPlatform } from "@aixplain-ts/platform"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { axp } from "../../src/axp.ts"

const root = fileURLToPath(new URL("../../../../", import.meta.url))
const reviews = join(root, "examples/pipelines/guest-reviews.json")
let platform: Platform
let folder: string
/** Ends when the test says so: a run in the middle of its work. */
let gate = Promise.withResolvers<void>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "axp-"))
  platform = await startPlatform({
    assets: [
      defineAsset({
        id: "slow",
        function: "paraphrasing",
        run: async ({ text }: { text: string }, { signal }) => {
          const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
          await Promise.race([gate.promise, aborted])
          return { data: text.toUpperCase() }
        }
      }),
      defineAsset({
        id: "broken",
        function: "paraphrasing",
        run: () => {
          throw new Error("the model is out of order")
        }
      })
    ]
  })
})
afterAll(async () => {
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content))
  return path
}

/** INPUT Text → one asset → OUTPUT Result. */
const oneNode = (assetId: string): object => ({
  name: `With ${assetId || "a built-in"}`,
  nodes: [
    {
      number: 0,
      label: "Text",
      type: "INPUT",
      dataType: ["text"],
      outputValues: [{ code: "input", dataType: "text" }]
    },
    {
      number: 1,
      label: "Work",
      type: "ASSET",
      function: assetId === "" ? "text-normalization" : "paraphrasing",
      functionType: "ai",
      assetId,
      inputValues: [
        { code: "text", dataType: "text" },
        { code: "language", dataType: "label", value: "en" }
      ],
      outputValues: [{ code: "data", dataType: "label" }]
    },
    { number: 2, label: "Result", type: "OUTPUT", dataType: ["label"], inputValues: [{ code: "output" }] }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

const stored = async (assetId: string): Promise<string> => {
  const said = await axp(["pipelines", "create", file(`${assetId || "built-in"}.json`, oneNode(assetId))], { platform })
  return said.json().id
}

describe("axp pipelines", () => {
  test("creates, lists, shows, updates, deploys and deletes", async () => {
    const created = await axp(["pipelines", "create", reviews, "--name", "Reviews"], { platform })
    expect([created.code, created.json().name, created.json().status]).toEqual([0, "Reviews", "draft"])
    const { id } = created.json()
    const listed = await axp(["pipelines", "list", "--query", "Reviews"], { platform })
    expect(listed.json()).toEqual({ items: [{ id, name: "Reviews", status: "draft" }], next: null })
    const shown = await axp(["pipelines", "get", id], { platform })
    expect(shown.json().nodes).toHaveLength(9)
    const text = await axp(["pipelines", "get", id, "-o", "text"], { platform })
    expect(text.stdout).toMatch(/inputs\s+Reviews\noutputs\s+Language, Mood, Clean text/)
    const updated = await axp(["pipelines", "update", id, reviews, "--name", "Reviews 2"], { platform })
    expect([updated.code, updated.json().name]).toEqual([0, "Reviews 2"])
    expect((await axp(["pipelines", "deploy", id], { platform })).json()).toEqual({ id, status: "onboarded" })
    expect((await axp(["pipelines", "deploy", id], { platform })).json().error.code).toBe("AlreadyDeployed")
    expect((await axp(["pipelines", "delete", id, "--yes"], { platform })).json()).toEqual({ id, deleted: true })
    const gone = await axp(["pipelines", "get", id], { platform })
    expect([gone.code, gone.json().error.code]).toEqual([4, "NotFound"])
  })

  test("asks before it deletes, and does nothing where nobody answers", async () => {
    const id = await stored("")
    const unasked = await axp(["pipelines", "delete", id], { platform })
    expect([unasked.code, unasked.json().error.hint]).toEqual([2, "Say it with --yes."])
    expect((await axp(["pipelines", "delete", id], { platform, answer: "n" })).code).toBe(2)
    expect((await axp(["pipelines", "get", id], { platform })).code).toBe(0)
    expect((await axp(["pipelines", "delete", id], { platform, answer: "y" })).code).toBe(0)
  })

  test("refuses a file that cannot run before anything is sent", async () => {
    const cycle = { ...oneNode(""), links: [{ from: 1, to: 1, paramMapping: [{ from: "data", to: "text" }] }] }
    const said = await axp(["pipelines", "create", file("cycle.json", cycle)], { platform })
    expect([said.code, said.json().error.code]).toEqual([2, "Usage"])
    expect(said.stderr).toMatch(/cycle/i)
  })
})

describe("axp run", () => {
  test("prints the outputs of a stored pipeline, with a text file as its input", async () => {
    const created = await axp(["pipelines", "create", reviews], { platform })
    const input = `Reviews=@${join(root, "examples/texts/guest-reviews.txt")}`
    const said = await axp(["run", created.json().id, "-i", input], { platform })
    expect(said.code).toBe(0)
    expect(said.json()).toMatchObject({ status: "SUCCESS", usedCredits: 0 })
    expect(said.json().outputs.Mood).toHaveLength(36)
  })

  test("prints one output bare where a person reads", async () => {
    const said = await axp(["run", await stored(""), "Ｈello", "-o", "text"], { platform })
    expect([said.code, said.stdout]).toEqual([0, "Hello\n"])
  })

  test("reads an input from standard input", async () => {
    const said = await axp(["run", await stored(""), "-i", "Text=-"], { platform, stdin: "from a pipe" })
    expect(said.json().outputs).toEqual({ Result: "from a pipe" })
  })

  test("without a key runs a file in this process and says so", async () => {
    const said = await axp(["run", file("here.json", oneNode("")), "hello"])
    expect([said.code, said.json().outputs]).toEqual([0, { Result: "hello" }])
    expect(said.stderr).toContain("No API key is set: running on the embedded platform, in this process.")
  })

  test("with a key leaves no draft behind, unless --keep asks for it", async () => {
    const path = file("draft.json", { ...oneNode(""), name: "A passing draft" })
    expect((await axp(["run", path, "hello"], { platform })).code).toBe(0)
    const after = await axp(["pipelines", "list", "--query", "A passing draft"], { platform })
    expect(after.json().items).toEqual([])
    const kept = await axp(["run", path, "hello", "--keep"], { platform })
    expect(kept.stderr).toMatch(/The draft stays: pipeline [0-9a-f]{24}/)
  })

  test("with --async prints a reference that runs watch takes up", async () => {
    const said = await axp(["run", await stored(""), "hello", "--async"], { platform })
    expect(said.code).toBe(0)
    expect(said.json()).toMatchObject({ v: 1, id: expect.any(String), url: expect.any(String) })
    const watched = await axp(["runs", "watch", file("ref.json", said.stdout)], { platform })
    expect([watched.code, watched.json().outputs]).toEqual([0, { Result: "hello" }])
  })

  test("as NDJSON prints one event a line, then the result", async () => {
    const said = await axp(["run", await stored(""), "hello", "-o", "ndjson"], { platform })
    const lines = said.lines()
    expect(lines[0]).toMatchObject({ type: "run.submitted" })
    expect(lines.at(-2)).toMatchObject({ type: "run.finished", status: "SUCCESS" })
    expect(lines.at(-1)).toMatchObject({ status: "SUCCESS", outputs: { Result: "hello" } })
  })

  test("with --save writes each output to a file", async () => {
    const said = await axp(["run", await stored(""), "hello", "--save", "out"], { platform, cwd: folder })
    expect(said.code).toBe(0)
    expect(readFileSync(join(folder, "out/Result.txt"), "utf8")).toBe("hello")
  })
})

describe("exit codes", () => {
  test("5 for a run that failed, with the server's reason", async () => {
    const said = await axp(["run", await stored("broken"), "hello"], { platform })
    expect([said.code, said.json().error.code]).toEqual([5, "RunFailed"])
    expect(said.stderr).toContain("the model is out of order")
  })

  test("3 for a key that the server does not know, and for two that differ", async () => {
    const wrong = await axp(["pipelines", "list"], { platform, env: { AIXPLAIN_API_KEY: "wrong" } })
    expect([wrong.code, wrong.json().error.code]).toEqual([3, "Unauthorized"])
    const two = await axp(["pipelines", "list"], { platform, env: { TEAM_API_KEY: "another" } })
    expect([two.code, two.stderr]).toEqual([3, expect.stringContaining("both set and differ")])
  })

  test.each([
    ["an unknown command", ["fly"]],
    ["a noun without a verb", ["pipelines"]],
    ["an unknown option", ["pipelines", "list", "--colour"]],
    ["a malformed id", ["pipelines", "get", "123"]],
    ["a bare number as a duration", ["run", "6544ffbdf4644a9f6c2363a6", "x", "--timeout", "20"]],
    ["a file that is not there", ["run", "nowhere.json", "x"]],
    ["no input at all", ["run", "6544ffbdf4644a9f6c2363a6"]],
    ["an unknown format", ["pipelines", "list", "-o", "xml"]]
  ])("2 for %s, with a sentence on stderr and JSON on stdout", async (_, argv) => {
    const said = await axp(argv, { platform })
    expect(said.code).toBe(2)
    expect(said.json().error).toMatchObject({ code: "Usage", message: expect.stringMatching(/\.$/), next: [] })
    expect(said.stderr.trim()).not.toBe("")
  })

  test("4 for an id that the server does not know", async () => {
    expect((await axp(["run", "6544ffbdf4644a9f6c2363a6", "x"], { platform })).code).toBe(4)
  })

  test("7 when the time is up while the run goes on, with the command that resumes it", async () => {
    gate = Promise.withResolvers()
    const said = await axp(["run", await stored("slow"), "hello", "--timeout", "300ms"], { platform })
    expect([said.code, said.json().error.code]).toEqual([7, "DeadlineExceeded"])
    const next = said.json().error.next[0] as string
    gate.resolve()
    const resumed = await axp(next.split(" ").slice(1), { platform })
    expect([resumed.code, resumed.json().outputs]).toEqual([0, { Result: "HELLO" }])
  })

  test("8 after the first Ctrl-C, and the resume command that was printed works", async () => {
    gate = Promise.withResolvers()
    const said = await axp(["run", await stored("slow"), "hello"], {
      platform,
      signalsAfter: ({ stderr }) => (stderr.includes("run ") ? ["SIGINT"] : [])
    })
    expect(said.code).toBe(8)
    const resume = /axp (runs resume \S+)/.exec(said.stderr)?.[1] ?? ""
    gate.resolve()
    const resumed = await axp(resume.split(" "), { platform })
    expect([resumed.code, resumed.json().outputs]).toEqual([0, { Result: "HELLO" }])
  })

  test("130 after the second Ctrl-C, and the run was cancelled", async () => {
    gate = Promise.withResolvers()
    const said = await axp(["run", await stored("slow"), "hello"], {
      platform,
      signalsAfter: ({ stderr }) =>
        stderr.includes("Ctrl-C again") ? ["SIGINT", "SIGINT"] : stderr.includes("run ") ? ["SIGINT"] : []
    })
    expect(said.code).toBe(130)
    const run = /axp runs resume (\S+)/.exec(said.stderr)?.[1] ?? ""
    const resumed = await axp(["runs", "watch", run], { platform })
    expect([resumed.code, resumed.json().error.code]).toEqual([6, "RunCancelled"])
  })
})

test("axp runs lists, shows and cancels", async () => {
  gate = Promise.withResolvers()
  const id = await stored("slow")
  const { id: run } = (await axp(["run", id, "hello", "--async"], { platform })).json()
  const listed = await axp(["runs", "list", "--pipeline", id], { platform })
  expect(listed.json().items.map((item: { id: string }) => item.id)).toEqual([run])
  const state = await axp(["runs", "get", run], { platform })
  expect(state.json()).toMatchObject({ status: "IN_PROGRESS", nodes: expect.any(Array) })
  expect((await axp(["runs", "cancel", run, "--yes"], { platform })).json()).toEqual({
    id: run,
    cancelled: "requested"
  })
  expect((await axp(["runs", "watch", run], { platform })).code).toBe(6)
})

test("axp files upload prints the URL that goes into a run", async () => {
  const said = await axp(["files", "upload", file("note.txt", "a note")], { platform })
  expect([said.code, said.json().url]).toEqual([0, expect.stringMatching(/^s3:\/\//)])
})

test("no key is ever written anywhere", async () => {
  const outputs = await Promise.all([
    axp(["pipelines", "list"], { platform }),
    axp(["pipelines", "list"], { platform, env: { BACKEND_URL: "http://127.0.0.1:1" } }),
    axp(["runs", "get", "nonsense"], { platform }),
    axp(["--help"], { platform })
  ])
  expect(outputs.map(({ stderr, stdout }) => stdout + stderr).join("")).not.toContain(platform.apiKey)
})
