import { describe, expect, test } from "vitest"
import { parseDuration } from "../src/Duration.ts"
import { inProcess } from "../src/InProcess.ts"
import { pipelineId } from "./support/server.ts"

const env = { AIXPLAIN_API_KEY: "key", BACKEND_URL: "http://memory.test" }

describe("a command line that makes no sense", () => {
  test.each<[string, readonly string[], string, string]>([
    ["an unknown command", ["fly"], 'axp has no command "fly".', "axp --help lists them"],
    ["a typing mistake", ["pipelnes", "list"], 'axp has no command "pipelnes".', "Did you mean axp pipelines?"],
    [
      "half a word",
      ["pipelines", "val"],
      'axp pipelines has no command "val".',
      "Did you mean axp pipelines validate?"
    ],
    ["a noun alone", ["runs"], "axp runs needs to know what to do.", "One of: list, get, watch, resume, cancel."],
    ["an unknown option", ["pipelines", "list", "--colour"], "axp pipelines list has no option --colour.", "--help"],
    ["a misspelt option", ["run", "x", "--timout", "2s"], "axp run has no option --timout.", "Did you mean --timeout?"],
    ["an unknown short option", ["run", "x", "-z"], "axp run has no option -z.", "--help"],
    ["an option before the command", ["--frobnicate"], "--frobnicate is no option of axp.", "--help"],
    ["an option without its value", ["run", "x", "--timeout"], "--timeout needs a value.", "--timeout <20m>"],
    ["an option in place of a value", ["run", "x", "-i", "-q"], "-i needs a value, and -q looks like", "--input=-q"],
    ["a value for a switch", ["run", "x", "--async=yes"], "--async takes no value.", "--async alone"],
    ["an unknown format", ["pipelines", "list", "-o", "xml"], "-o xml is no output format.", "-o json"],
    ["a malformed id", ["pipelines", "get", "123"], '"123" is no pipeline id.', "24 hex characters"],
    ["one argument too many", ["pipelines", "list", "x"], '"x" is one argument too many.', "two examples"],
    ["a bare number as a duration", ["run", pipelineId, "x", "--timeout", "20"], "--timeout 20 has no unit.", "20m"],
    ["a word as a duration", ["runs", "watch", "x", "--timeout", "soon"], '--timeout "soon" is no duration.', "20m"],
    ["an unknown schedule", ["run", pipelineId, "x", "--schedule", "often"], "--schedule often is none.", "adaptive"],
    ["a page size out of range", ["runs", "list", "--limit", "500"], "--limit 500 is no number from 1 to 100.", ""],
    ["a time that is none", ["runs", "list", "--since", "2026-99-01"], "--since 2026-99-01 is no time.", "ISO time"],
    ["no input", ["run", pipelineId], "There is no input.", "Text=…"],
    ["no pipeline", ["run"], "There is no pipeline to run.", "id or file"],
    ["a file that is not there", ["run", "nowhere.json", "x"], "There is no file nowhere.json.", "path"],
    ["no folder for types", ["pipelines", "types"], "It needs a folder to write to.", "--out"],
    ["a folder without a name", ["dev", "--data", ""], "--data names no folder.", "Leave it out"],
    ["a port that is none", ["dev", "--port", "http"], "--port http is no port.", "65535"]
  ])("is answered with a sentence: %s", async (_, argv, message, hint) => {
    const said = await inProcess(argv, { env })
    expect(said.code).toBe(2)
    expect(said.json().error).toMatchObject({ code: "Usage", message: expect.stringContaining(message), next: [] })
    expect(said.json().error.hint ?? "").toContain(hint)
    expect(said.stderr).toContain(message)
  })

  test("is answered in the format that it asked for, as far as it can be read", async () => {
    for (const argv of [
      ["fly", "-o", "json"],
      ["-ojson", "fly"],
      ["fly", "--output=json"]
    ])
      expect((await inProcess(argv, { tty: true })).json().error.code).toBe("Usage")
    expect((await inProcess(["fly", "-o", "text"])).stdout).toBe("")
  })
})

test("options of every command may stand before it", async () => {
  const said = await inProcess(["-o", "text", "--base-url", "http://memory.test", "pipelines", "get", "123"], { env })
  expect([said.code, said.stdout, said.stderr]).toMatchObject([2, "", expect.stringContaining("no pipeline id")])
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
