/**
 * The programs of docs/python.md in both languages, each in its own process: the Python one with the vendor's SDK and
 * the TypeScript one with ours print what they should, and store on the server what they should, including every
 * preset.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { type Platform, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { installSdk } from "../src/python.ts"

const folder = fileURLToPath(new URL("../../../examples/python/", import.meta.url))
const document = join(folder, "mood.json")
const corpusId = "65b0c0f0a1b2c3d4e5f60001"

const { missing, python = "" } = await installSdk("0.2.48")
if (missing !== undefined) process.stderr.write(`\nSKIPPED, the Python programs of docs/python.md: ${missing}\n\n`)

/** What each program prints. Error messages differ by language, and the list grows with every pipeline. */
const printed: Readonly<Record<string, RegExp>> = {
  "create-from-json": /^Mood from a file draft\n$/,
  "data-asset": /^POSITIVE\nNEGATIVE\n$/,
  "download-outputs": /^Mood-0\.txt\nMood-1\.txt\n$/,
  errors: /^failed: \S/,
  "file-input": /^POSITIVE\n$/,
  "list-and-filter": /^Mood draft\n/m,
  "many-inputs": /^POSITIVE\nNEGATIVE\n$/,
  "run-by-labels": /^POSITIVE\n$/,
  "save-and-deploy": /^Mood, second edition onboarded\n$/,
  "start-and-follow": /^SUCCESS\n$/,
  "url-input": /^POSITIVE\n$/
}

/** A different document: presets instead of the second input. */
const secondEdition = (): object => {
  const { nodes, links } = JSON.parse(readFileSync(document, "utf8"))
  const [input, , sentiment, output] = nodes
  const inputValues = [
    { code: "text", dataType: "text" },
    { code: "language", dataType: "label", value: "es" },
    { code: "settings", dataType: "text", value: "strict" }
  ]
  return {
    nodes: [input, { ...sentiment, label: "Sentiment of the second edition", inputValues }, output],
    links: links.filter(({ from }: { from: number }) => from !== 1)
  }
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
    writeFileSync(join(temporary, "second.json"), JSON.stringify(secondEdition()))
    url = (await client().files.upload(join(temporary, "review.txt"))).downloadUrl ?? ""
  })
  afterAll(async () => {
    await platform.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  const client = (): Aixplain => new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })

  /** Arguments after the pipeline's id, if the program takes one. */
  const more: Readonly<Record<string, () => readonly string[]>> = {
    "file-input": () => [join(temporary, "review.txt")],
    "url-input": () => [url],
    "data-asset": () => [corpusId],
    "save-and-deploy": () => [join(temporary, "second.json")],
    "download-outputs": () => [mkdtempSync(join(temporary, "outputs-"))]
  }

  const print = async (command: string, program: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(command, [resolve(folder, program), ...args], {
      cwd: temporary,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: temporary,
        LOG_LEVEL: "CRITICAL",
        TEAM_API_KEY: platform.apiKey,
        BACKEND_URL: platform.url,
        AIXPLAIN_ALLOW_INSECURE_URLS: "1",
        AIXPLAIN_UPLOAD_HOST_ALLOWLIST: "127.0.0.1"
      }
    })
    return stdout
  }

  const stored = async (path: string): Promise<Record<string, unknown>> =>
    (await fetch(`${platform.url}/sdk/pipelines/${path}`, { headers: { "x-api-key": platform.apiKey } })).json()

  /** A pipeline without its id and dates. */
  const content = async (id: string): Promise<Record<string, unknown>> => {
    const { name, status, nodes, links } = await stored(id)
    return { name, status, nodes, links }
  }
  const contentOf = async (path: string, name: string, status: string): Promise<Record<string, unknown>> => {
    const { id } = await client().pipelines.create(path, { name })
    return { ...(await content(id)), status }
  }

  const names = readdirSync(folder).flatMap((name) => (name.endsWith(".py") ? [name.replace(".py", "")] : []))
  const programs = names.flatMap((name) => [
    { name, language: "Python", command: python, file: `${name}.py` },
    { name, language: "TypeScript", command: process.execPath, file: `${name}.ts` }
  ])

  it("each program has an expected output", () => {
    expect(Object.keys(printed).toSorted()).toEqual(names.toSorted())
  })

  const all = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    for await (const pipeline of client().pipelines.list()) ids.push(pipeline.id ?? "")
    return ids
  }

  it.each(programs)("$name in $language prints and stores what it should", async ({ name, command, file }) => {
    const { id } = await client().pipelines.create(document)
    const args = name === "create-from-json" ? [document] : [id, ...(more[name]?.() ?? [])]
    const expected = {
      made: name === "create-from-json" ? [await contentOf(document, "Mood from a file", "draft")] : [],
      stored:
        name === "save-and-deploy"
          ? await contentOf(join(temporary, "second.json"), "Mood, second edition", "onboarded")
          : await content(id)
    }
    const others = new Set(await all())

    expect(await print(command, file, args)).toMatch(printed[name] as RegExp)

    const made = (await all()).filter((one) => !others.has(one))
    expect({ made: await Promise.all(made.map(content)), stored: await content(id) }).toEqual(expected)
  })

  it.each(programs.filter(({ name }) => name === "download-outputs"))(
    "$name in $language writes the outputs",
    async ({ command, file }) => {
      const { id } = await client().pipelines.create(document)
      const into = mkdtempSync(join(temporary, "outputs-"))
      await print(command, file, [id, into])
      expect([0, 1].map((n) => readFileSync(join(into, `Mood-${n}.txt`), "utf8"))).toEqual(["POSITIVE", "NEGATIVE"])
    }
  )

  describe("get() and then deploy() in Python", () => {
    const deployed = async (languages: readonly string[]): Promise<readonly unknown[]> => {
      const { nodes, links } = secondEdition() as { nodes: { inputValues: object[] }[]; links: object[] }
      const [input, sentiment, output] = nodes
      const copies = languages.map((value, index) => ({
        ...sentiment,
        number: 2 + index * 10,
        label: `Sentiment ${value}`,
        inputValues: [
          { code: "text", dataType: "text" },
          { code: "language", dataType: "label", value }
        ]
      }))
      const more = copies.slice(1).map(({ number }) => ({
        from: 0,
        to: number,
        paramMapping: [{ from: "input", to: "text" }]
      }))
      const path = join(temporary, "presets.json")
      writeFileSync(path, JSON.stringify({ nodes: [input, ...copies, output], links: [...links, ...more] }))
      const { id } = await client().pipelines.create(path, { name: "Presets" })
      const program = join(temporary, "deploy.py")
      writeFileSync(program, `from aixplain.factories import PipelineFactory\nPipelineFactory.get("${id}").deploy()\n`)
      await print(python, program, [])
      const stored = await content(id)
      expect(stored["status"]).toBe("onboarded")
      return (stored["nodes"] as { inputValues: { code: string; value?: unknown }[] }[]).flatMap(({ inputValues }) =>
        inputValues.flatMap(({ code, value }) => (code === "language" ? [value] : []))
      )
    }

    it("keep the preset of a model with one node, because the server lists it first", async () => {
      expect(await deployed(["es"])).toEqual(["es"])
    })

    it("lose presets that differ between two nodes of one model, as the page warns", async () => {
      const languages = await deployed(["de", "it"])
      expect(languages.length).toBe(2)
      expect(new Set(languages).size).toBe(1)
    })
  })
})
