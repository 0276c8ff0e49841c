/**
 * The programs of docs/python.md: the page shows exactly these files, and the TypeScript ones print what they should.
 * `tools/conformance` tests that the Python ones print the same (they need the vendor's SDK).
 */
import { readdirSync, readFileSync, rmSync } from "node:fs"
import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Platform, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const folder = at("../python/")
const document = join(folder, "mood.json")
const page = readFileSync(at("../../docs/python.md"), "utf8")
const blocks = (language: string): string[] =>
  Array.from(page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm")), ([, code = ""]) => code)
const files = (extension: string): string[] => readdirSync(folder).filter((name) => name.endsWith(extension))

describe("the page", () => {
  it.each([
    ["ts", ".ts"],
    ["python", ".py"]
  ])("shows every %s program as it is, and no other", (language, extension) => {
    const programs = files(extension).map((name) => readFileSync(join(folder, name), "utf8"))
    expect(blocks(language).toSorted()).toEqual(programs.toSorted())
  })

  it("has a TypeScript program for each Python one", () => {
    expect(files(".ts").map((name) => name.replace(".ts", ".py"))).toEqual(files(".py"))
  })
})

describe("the program", () => {
  let platform: Platform
  let temporary: string
  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), "python-"))
    await writeFile(join(temporary, "review.txt"), "I love it")
    await writeFile(join(temporary, "reviews.csv"), "Review\nI love it\nI hate it\n")
    platform = await startPlatform({
      corpora: [{ id: "corpus", name: "Reviews", file: join(temporary, "reviews.csv") }]
    })
  })
  afterAll(async () => {
    await platform.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  /** What it prints, run as `node <name>.ts <a new pipeline's id> …`. */
  const run = async (name: string, ...more: readonly string[]): Promise<string[]> => {
    vi.stubEnv("AIXPLAIN_API_KEY", platform.apiKey)
    vi.stubEnv("BACKEND_URL", platform.url)
    const said: string[] = []
    const log = vi.spyOn(console, "log").mockImplementation((...words) => void said.push(words.join(" ")))
    const before = process.argv
    onTestFinished(() => {
      process.argv = before
      log.mockRestore()
      vi.unstubAllEnvs()
    })
    process.argv = [process.execPath, name, ...more]
    await import(`../python/${name}.ts`)
    return said
  }
  const client = (): Aixplain => new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const created = async (name?: string): Promise<string> =>
    (await client().pipelines.create(document, name === undefined ? {} : { name })).id

  it("run-by-labels prints the mood", async () => {
    expect(await run("run-by-labels", await created())).toEqual(["POSITIVE"])
  })

  it("start-and-follow resumes from the stored reference", async () => {
    expect(await run("start-and-follow", await created())).toEqual(["SUCCESS"])
  })

  it("file-input uploads the file", async () => {
    expect(await run("file-input", await created(), join(temporary, "review.txt"))).toEqual(["POSITIVE"])
  })

  it("url-input passes the URL to the run", async () => {
    const { downloadUrl = "" } = await client().files.upload(join(temporary, "review.txt"))
    expect(await run("url-input", await created(), downloadUrl)).toEqual(["POSITIVE"])
  })

  it("many-inputs prints one mood per item", async () => {
    expect(await run("many-inputs", await created())).toEqual(["POSITIVE", "NEGATIVE"])
  })

  it("data-asset runs over a column", async () => {
    expect(await run("data-asset", await created(), "corpus")).toEqual(["POSITIVE\nNEGATIVE"])
  })

  it("create-from-json stores a draft", async () => {
    expect(await run("create-from-json", document)).toEqual(["Mood from a file draft"])
  })

  it("save-and-deploy changes the pipeline in place and deploys it", async () => {
    const id = await created("Mood")
    expect(await run("save-and-deploy", id, document)).toEqual(["Mood, second edition onboarded"])
    expect((await client().pipelines.get(id)).status).toBe("onboarded")
  })

  it("list-and-filter prints what matches", async () => {
    await created("Mood of the list")
    expect(await run("list-and-filter")).toContain("Mood of the list draft")
  })

  it("download-outputs writes a file for each segment", async () => {
    expect(await run("download-outputs", await created(), temporary)).toEqual(["Mood-0.txt", "Mood-1.txt"])
    expect(readFileSync(join(temporary, "Mood-1.txt"), "utf8")).toBe("NEGATIVE")
  })

  it("errors prints why the run failed", async () => {
    const [said] = await run("errors", await created())
    expect(said).toMatch(/^failed: .*tlh/)
  })
})
