import { describe, expect, test } from "vitest"
import { parseDuration } from "../src/duration.ts"
import { commands } from "../src/commands/index.ts"
import { globalOptions } from "../src/globalOptions.ts"
import { inProcess } from "../src/inProcess.ts"
import { pipelineId, unreachable } from "./support/server.ts"

const env = { AIXPLAIN_API_KEY: "key", BACKEND_URL: "http://memory.test" }

describe("an invalid command line", () => {
  test.each<[string, readonly string[], string, string]>([
    ["an unknown command", ["fly"], "Unknown command: axp fly", "axp --help lists them"],
    ["a typing mistake", ["pipelnes", "list"], "Unknown command: axp pipelnes", "Did you mean axp pipelines?"],
    ["two letters in the wrong order", ["rnu", "x", "-i", "a=b"], "Unknown command: axp rnu", "Did you mean axp run?"],
    [
      "the beginning of a word",
      ["pipelines", "val"],
      "Unknown command: axp pipelines val",
      "Did you mean axp pipelines validate?"
    ],
    ["a noun without a command", ["runs"], "axp runs needs a command.", "One of: list, get, watch, resume, cancel."],
    ["options without a command", ["-o", "json"], "No command given.", "axp --help"],
    ["combined short options without a command", ["-qo", "json"], "No command given.", "axp --help"],
    [
      "an option without its value and without a command",
      ["--base-url"],
      "--base-url needs a value.",
      "--base-url <url>"
    ],
    ["an unknown option", ["pipelines", "list", "--colour"], "Unknown option: --colour", "put -- before it"],
    ["a misspelt option", ["run", "x", "--timout", "2s"], "Unknown option: --timout", "Did you mean --timeout?"],
    ["an unknown short option", ["run", "x", "-z"], "Unknown option: -z", "axp run … -- -z"],
    ["a word with one dash", ["run", "x", "-dash"], "Unknown option: -dash", "axp run … -- -dash"],
    ["-h in a longer word", ["run", "x", "-hello"], "Unknown option: -hello", "--"],
    ["-h among other short options", ["run", "x", "-qh"], "Unknown option: -qh", "--"],
    ["an option before the command", ["--frobnicate"], "Unknown option: --frobnicate", "--help"],
    ["an option without its value", ["run", "x", "--timeout"], "--timeout needs a value.", "--timeout <20m>"],
    ["an option in place of a value", ["run", "x", "-i", "-q"], "-i needs a value, and -q looks like", "--input=-q"],
    ["a value for a boolean option", ["run", "x", "--async=yes"], "--async takes no value.", "--async alone"],
    ["an unknown format", ["pipelines", "list", "-o", "xml"], 'Invalid output format: "xml".', "-o json"],
    ["an unknown format in the same word", ["pipelines", "list", "-oh"], 'Invalid output format: "h".', "-o json"],
    ["a malformed id of a pipeline to delete", ["pipelines", "delete", "123"], 'Invalid pipeline id: "123".', "24 hex"],
    ["a name where an id is required", ["runs", "list", "--pipeline", "abc"], 'Invalid pipeline id: "abc".', "24 hex"],
    ["an empty id", ["runs", "list", "--pipeline", ""], 'Invalid pipeline id: "".', "24 hex"],
    ["a file where a stored pipeline is required", ["pipelines", "get", "x.json"], '"x.json" is a file', "id or name"],
    ["an empty name", ["pipelines", "get", " "], "The name of the pipeline is empty.", "id or name"],
    ["a malformed run id", ["runs", "get", "foo"], 'Invalid run id: "foo".', "UUID"],
    ["a status word as a run id", ["runs", "watch", "SUCCESS"], 'Invalid run id: "SUCCESS".', "UUID"],
    ["an address without a run id", ["runs", "cancel", "http://memory.test/runs/foo"], "Invalid run id", "UUID"],
    [
      "an address of another server without a run id",
      ["runs", "get", "http://elsewhere.test/assets/pipeline/execution/check/r1"],
      "Invalid run id",
      "UUID"
    ],
    ["an unknown status", ["runs", "list", "--status", "FAILD"], 'Invalid --status: "FAILD".', "Did you mean FAILED?"],
    [
      "an unknown function",
      ["pipelines", "list", "--function", "translaton"],
      'Unknown function: "translaton".',
      "Did you mean translation?"
    ],
    ["one argument too many", ["pipelines", "list", "x"], 'Unexpected argument: "x".', "two examples"],
    ["a bare number as a duration", ["run", pipelineId, "x", "--timeout", "20"], "--timeout 20 has no unit.", "20m"],
    ["a timeout of 0", ["run", pipelineId, "x", "--timeout", "0s"], "--timeout must be longer than 0.", "--async"],
    ["a word as a duration", ["run", pipelineId, "x", "--timeout", "soon"], 'for --timeout: "soon".', "20m"],
    [
      "an unknown schedule",
      ["run", pipelineId, "x", "--schedule", "often"],
      'Invalid --schedule: "often".',
      "adaptive"
    ],
    ["a page size out of range", ["runs", "list", "--limit", "500"], 'from 1 to 100 (got "500")', ""],
    ["an invalid time", ["runs", "list", "--since", "2026-99-01"], 'Invalid --since: "2026-99-01".', "ISO time"],
    ["no input", ["run", pipelineId], "No input given.", "Text=…"],
    ["no pipeline", ["run"], "No pipeline given.", "name or file"],
    ["a text and inputs", ["run", pipelineId, "x", "-i", "a=b"], "cannot be combined", "labels"],
    ["an input without a value", ["run", pipelineId, "-i", "X"], "-i X has no value.", "label=value"],
    ["an input without a label", ["run", pipelineId, "-i", "=X"], "-i =X has no label.", "label=value"],
    ["an input without a path", ["run", pipelineId, "-i", "X=@"], "-i X=@ has no path after the @.", "label=@file"],
    ["an input that is a folder", ["run", pipelineId, "-i", "X=@."], ". is a folder, not a file.", "path of a file"],
    ["an input file that does not exist", ["run", pipelineId, "-i", "X=@nowhere"], "File not found: nowhere", "path"],
    ["a folder to upload", ["files", "upload", "."], ". is a folder, not a file.", "path of a file"],
    ["nothing to upload", ["files", "upload", ""], "The path is empty.", "path of a file"],
    ["a pipeline file that does not exist", ["run", "nowhere.json", "x"], "File not found: nowhere.json", "path"],
    ["a path that does not exist", ["run", "./nowhere", "x"], "File not found: ./nowhere", "path"],
    ["--local for a stored pipeline", ["run", pipelineId, "x", "--local"], "--local takes a pipeline file.", "stored"],
    ["types without a folder", ["pipelines", "types"], "Missing option: --out", "--out"],
    ["a folder without a name", ["dev", "--data", ""], "--data is empty.", "Leave it out"],
    ["an invalid port", ["dev", "--port", "http"], 'Invalid --port: "http".', "65535"]
  ])("is reported with a message and a hint: %s", async (_, argv, message, hint) => {
    const asked: unknown[] = []
    const said = await inProcess(argv, {
      env,
      fetch: (...request) => {
        asked.push(request)
        return unreachable()
      }
    })
    expect([said.code, asked]).toEqual([2, []])
    expect(said.json().error).toMatchObject({ code: "Usage", message: expect.stringContaining(message), next: [] })
    expect(said.json().error.hint ?? "").toContain(hint)
    expect(said.stderr).toContain(message)
  })

  test("is reported in the format that it asks for, if that can be read", async () => {
    for (const argv of [
      ["fly", "-o", "json"],
      ["-ojson", "fly"],
      ["fly", "--output=json"]
    ])
      expect((await inProcess(argv, { tty: true })).json().error.code).toBe("Usage")
    expect((await inProcess(["fly", "-o", "text"])).stdout).toBe("")
  })
})

describe.each(commands)("axp $name", ({ name, options }) => {
  const words = name.split(" ")
  const valued = Object.entries({ ...globalOptions, ...options }).filter(([, { type }]) => type === "string")
  const switches = Object.entries({ ...globalOptions, ...options }).filter(([, { type }]) => type === "boolean")

  test.each<[string, readonly (readonly string[])[]]>([
    ["an unknown option", [["--frobnicate"], ["--frobnicate=x"], ["-Z"], ["-Zx"], ["-what"], ["-hx"], ["-xh"]]],
    ["arguments that it does not take", [["a", "b", "c"]]],
    ["an option without its value", valued.map(([option]) => [`--${option}`])],
    ["an option in place of a value", valued.map(([option]) => [`--${option}`, "--quiet"])],
    ["a value for a boolean option", switches.map(([option]) => [`--${option}=x`])]
  ])("refuses %s with 2, before any request", async (_, lines) => {
    for (const line of lines) {
      const asked: unknown[] = []
      const said = await inProcess([...words, ...line], {
        env,
        fetch: (...request) => {
          asked.push(request)
          return unreachable()
        }
      })
      expect([said.code, asked], line.join(" ")).toEqual([2, []])
    }
  })
})

test("global options may precede the command", async () => {
  for (const before of [
    ["-o", "text", "--base-url", "http://memory.test"],
    ["-qo", "text"],
    ["-otext", "-q"]
  ]) {
    const said = await inProcess([...before, "pipelines", "delete", "123"], { env })
    expect([said.code, said.stdout, said.stderr]).toEqual([2, "", expect.stringContaining("Invalid pipeline id")])
  }
})

describe("durations", () => {
  test.each<[string, number]>([
    ["2s", 2_000],
    ["20m", 1_200_000],
    ["1.5 h", 5_400_000],
    ["300ms", 300],
    ["1d", 86_400_000],
    ["20 minutes", 1_200_000],
    ["1 second", 1_000]
  ])("%s is %d ms", (text, millis) => {
    expect(parseDuration(text, "--timeout")).toBe(millis)
  })

  test.each(["20", "0.5", "", "-2s", "2x", "s"])('"%s" is refused', (text) => {
    expect(() => parseDuration(text, "--timeout")).toThrow(/--timeout/)
  })
})
