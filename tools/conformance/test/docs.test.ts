/**
 * All snippets of the documentation compile as one program, and the complete ones run against a platform. Errors are
 * reported with page and line.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { seeded } from "../src/seeded.ts"
import { inPages, type Snippet, snippets, writeSnippets } from "../src/snippets.ts"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Snippets that are compiled but not run, by a part of their code, each with the reason. */
const notRun: readonly (readonly [part: string, reason: string])[] = [
  ["port: 8799", "It listens on one port, which may be taken."],
  ['from "vitest"', "It is a test: examples/test/test-kit.test.ts runs it."],
  ["https://platform-api.aixplain.com", "It connects to the vendor's server."],
  ["process.argv", "It is a file of examples/python, whose test runs it."],
  ["session: true", "It runs in a page that the platform serves, such as the studio, which has separate tests."],
  ['file: "reviews.csv"', "It names files of the reader."]
]

const isRun = ({ code }: Snippet): boolean => notRun.every(([part]) => !code.includes(part))

describe("the snippets of the documentation", () => {
  beforeAll(() => void writeSnippets())

  it("exist on the first pages of the documentation", () => {
    const pages = new Set(snippets.map(({ page }) => page))
    for (const page of ["README.md", "docs/python.md", "docs/sdk.md", "packages/sdk/README.md"])
      expect(pages).toContain(page)
  })

  it("compile", () => {
    const tsc = at("../../../node_modules/.bin/tsc")
    const { status, stdout } = spawnSync(tsc, ["-p", writeSnippets(), "--pretty", "false"], { encoding: "utf8" })
    expect(inPages(stdout)).toEqual([])
    expect(status).toBe(0)
  })

  describe("run", () => {
    let stop: () => Promise<void>
    beforeAll(async () => {
      const { close, platform } = await seeded("6544ffbdf4644a9f6c2363a6", at("../../../examples/python/mood.json"))
      vi.stubEnv("AIXPLAIN_API_KEY", platform.apiKey)
      vi.stubEnv("BACKEND_URL", platform.url)
      vi.spyOn(console, "log").mockImplementation(() => {})
      const aixplain = new Aixplain()
      vi.stubGlobal("aixplain", aixplain)
      vi.stubGlobal("startPlatform", startPlatform)
      vi.stubGlobal("pipeline", aixplain.pipelines.ref("6544ffbdf4644a9f6c2363a6"))
      // Files that a snippet writes are deleted afterwards.
      const here = process.cwd()
      const folder = mkdtempSync(join(tmpdir(), "snippets-"))
      process.chdir(folder)
      stop = async () => {
        process.chdir(here)
        await close()
        rmSync(folder, { recursive: true, force: true })
      }
    })
    afterAll(async () => {
      await stop()
      vi.unstubAllEnvs()
      vi.unstubAllGlobals()
      vi.restoreAllMocks()
    })

    it.each(snippets.filter(isRun).map((snippet) => [snippet.name, snippet.file] as const))("%s", async (_, file) => {
      await expect(import(file)).resolves.toBeDefined()
    })
  })

  it("are skipped only for reasons that still apply", () => {
    const unused = notRun.filter(([part]) => !snippets.some(({ code }) => code.includes(part)))
    expect(unused).toEqual([])
  })
})
