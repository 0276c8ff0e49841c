/**
 * The packed packages in Jest, as docs/runtimes.md says: the sdk and the designer without configuration, the platform
 * and
 * core with Jest's ES module mode. Needs the build.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { installPacked, version } from "../src/packed.ts"

let folder: string
beforeAll(() => {
  const others = { effect: version("effect"), jest: "30.5.2" }
  folder = installPacked(["api-types", "designer", "core", "sdk", "platform"], others, {})
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs Jest on one file. Returns its output; throws if its exit code is not 0. */
const jest = (name: string, source: string, options: readonly string[] = [], nodeOptions = ""): string => {
  mkdirSync(join(folder, "test"), { recursive: true })
  writeFileSync(join(folder, "test", name), source)
  const env = { PATH: process.env["PATH"], HOME: folder, NODE_OPTIONS: nodeOptions }
  const argv = ["node_modules/jest/bin/jest.js", "--cacheDirectory", join(folder, "cache"), ...options, name]
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, env, encoding: "utf8" })
  if (status !== 0) throw new Error(stdout + stderr)
  return stderr
}

const client = `
const { Aixplain, isAixplainError } = require("@aixplain-ts/sdk")
const { definePipeline } = require("@aixplain-ts/designer")
const { toSvg } = require("@aixplain-ts/designer/diagram")
require("@aixplain-ts/api-types")

const check = "http://x.test/assets/pipeline/execution/check/6c0d6e8e-14a6-4f4a-8a27-8a5a3b0c4c2f"
const segment = { index: 0, success: true, is_url: false, output_type: "text", response: "POSITIVE" }
const data = [{ node_id: 2, label: "Mood", segments: [segment] }]
const answering = async (_, init) =>
  init.method === "POST"
    ? Response.json({ status: "IN_PROGRESS", url: check })
    : Response.json({ status: "SUCCESS", completed: true, data })
const to = (fetch) => new Aixplain({ apiKey: "k12345678", baseUrl: "http://x.test", fetch }).pipelines

test("a pipeline as code is drawn", () => {
  const mood = definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
    Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
  }))
  expect(mood.problems).toEqual([])
  expect(toSvg(mood.document)).toContain("<svg")
})
test("a run gives its outputs", async () => {
  const result = await to(answering).ref("0".repeat(24)).run("I love it")
  expect(await result.output("Mood").text()).toBe("POSITIVE")
})
test("an upload is put", async () => {
  const sent = []
  const fetch = async (url, init) => {
    sent.push(init.method)
    return Response.json({ key: "a/b.txt", uploadUrl: "https://bucket.s3.us-east-1.amazonaws.com/a/b.txt" })
  }
  await new Aixplain({ apiKey: "k12345678", baseUrl: "http://x.test", fetch }).files.upload(new Blob(["a"]))
  expect(sent).toEqual(["POST", "PUT"])
})
test("a failure is an AixplainError", async () => {
  const failure = await to(async () => new Response("", { status: 403 })).get("0".repeat(24)).catch((error) => error)
  expect([isAixplainError(failure), failure.reason._tag]).toEqual([true, "Forbidden"])
})
`

test("the sdk and the designer run in Jest without configuration", () => {
  expect(jest("client.test.js", client)).toContain("4 passed")
})

test("the sdk and the designer run in Jest with browser exports, as with jsdom", () => {
  const options = ["--testEnvironmentOptions", '{"customExportConditions":["browser"]}']
  expect(jest("browser.test.js", client, options)).toContain("4 passed")
})

test("the platform and core run in Jest with its ES module mode", () => {
  const source = `
import { Runs } from "@aixplain-ts/core"
import { definePipeline } from "@aixplain-ts/designer"
import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"

test("a pipeline runs on a platform in this process", async () => {
  const platform = await startPlatform()
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const mood = definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
    Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
  }))
  const { outputs } = await (await aixplain.pipelines.create(mood)).run({ Review: "I love it, the best" })
  expect(await outputs.Mood.text()).toBe("POSITIVE")
  expect(Runs).toBeDefined()
  await platform.close()
})
`
  const options = ["--testMatch", "**/*.test.mjs", "--transform", "{}"]
  expect(jest("platform.test.mjs", source, options, "--experimental-vm-modules")).toContain("1 passed")
})
