/**
 * The programs of docs/python.md in both languages, each as a process of its own: the Python one with the vendor's SDK
 * and the TypeScript one with ours print the same.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { type Platform, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { installSdk } from "../src/python.ts"

const folder = fileURLToPath(new URL("../../../examples/python/", import.meta.url))
const document = join(folder, "mood.json")
const corpusId = "65b0c0f0a1b2c3d4e5f60001"

const { missing, python = "" } = await installSdk("0.2.47")
if (missing !== undefined) process.stderr.write(`\nSKIPPED, the Python programs of docs/python.md: ${missing}\n\n`)

/** Errors are worded otherwise, and the list grows with every program that makes a pipeline. */
const essence = (name: string, text: string): string => {
  if (name === "errors") return text.slice(0, "failed:".length)
  return name === "list-and-filter" ? String(text.includes("Mood draft\n")) : text
}

describe.skipIf(missing !== undefined)("in Python and in TypeScript", () => {
  let platform: Platform
  let temporary: string
  let url: string
  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), "programs-"))
    writeFileSync(join(temporary, "review.txt"), "I love it")
    writeFileSync(join(temporary, "reviews.csv"), "Review\nI love it\nI hate it\n")
    platform = await startPlatform({
      corpora: [{ id: corpusId, name: "Reviews", file: join(temporary, "reviews.csv") }]
    })
    url = (await client().files.upload(join(temporary, "review.txt"))).downloadUrl ?? ""
  })
  afterAll(async () => {
    await platform.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  const client = (): Aixplain => new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })

  /** What follows the pipeline's id, where the program takes one. */
  const more: Readonly<Record<string, () => readonly string[]>> = {
    "file-input": () => [join(temporary, "review.txt")],
    "url-input": () => [url],
    "data-asset": () => [corpusId],
    "save-and-deploy": () => [document],
    "download-outputs": () => [temporary]
  }

  const print = async (command: string, program: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(command, [join(folder, program), ...args], {
      cwd: temporary,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: temporary,
        LOG_LEVEL: "CRITICAL",
        TEAM_API_KEY: platform.apiKey,
        BACKEND_URL: platform.url
      }
    })
    return stdout
  }

  const names = readdirSync(folder).flatMap((name) => (name.endsWith(".py") ? [name.replace(".py", "")] : []))
  it.each(names)("%s prints the same", async (name) => {
    const own = async (): Promise<readonly string[]> => {
      if (name === "create-from-json") return [document]
      const { id } = await client().pipelines.create(document)
      return [id, ...(more[name]?.() ?? [])]
    }
    const inPython = await print(python, `${name}.py`, await own())
    const inTypeScript = await print(process.execPath, `${name}.ts`, await own())
    expect(inPython).not.toBe("")
    expect(essence(name, inTypeScript)).toBe(essence(name, inPython))
  })
})
