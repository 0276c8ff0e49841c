import { readFileSync } from "node:fs"
import { get } from "node:http"
import { join } from "node:path"
import { type Platform, startPlatform } from "@aixplain-ts/platform"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type StudioBuild, studioBuild } from "../../src/studio/build.ts"

/** Limits in bytes for a first visit, and for a page with a graph, including the first page. */
const budgets = { firstRoute: 190_000, graphRoutes: 340_000 }

/** The encodings of browsers, and of the simplest client with compression. */
const encodings = ["gzip, deflate, br, zstd", "gzip"]

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

describe("the studio's size", () => {
  let build: StudioBuild
  let manifest: Readonly<Record<string, Chunk>>
  let platform: Platform
  beforeAll(async () => {
    build = await studioBuild()
    platform = await startPlatform({ studio: { directory: build.directory } })
    manifest = JSON.parse(readFileSync(join(build.directory, ".vite/manifest.json"), "utf8")) as typeof manifest
  }, 60_000)
  afterAll(async () => {
    await platform.close()
    build.remove()
  })

  /** All chunks that are loaded together with these. */
  const loadedWith = (keys: readonly string[]): ReadonlySet<string> => {
    const files = new Set<string>()
    const seen = new Set(keys)
    for (const key of seen) {
      const chunk = manifest[key]
      if (chunk === undefined) throw new Error(`The manifest has no chunk ${key}.`)
      files.add(chunk.file)
      for (const file of chunk.css ?? []) files.add(file)
      for (const imported of chunk.imports ?? []) seen.add(imported)
    }
    return files
  }
  /** Transferred bytes, for a client that accepts these encodings. */
  const sent = async (files: ReadonlySet<string>, encoding: string): Promise<number> => {
    const sizes = await Promise.all(
      ["", ...files].map(
        (file) =>
          new Promise<number>((resolve, reject) => {
            const headers = { accept: "text/html", "accept-encoding": encoding }
            get(`${platform.url}/${file}`, { headers }, (response) => {
              let size = 0
              response.on("data", (chunk: Buffer) => (size += chunk.length))
              response.on("end", () => resolve(size))
            }).on("error", reject)
          })
      )
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  test("of the first page, compressed, is within its budget, and it does not load the graph", async () => {
    const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true)
    expect(entry).toEqual(["index.html"])
    const files = loadedWith(entry)
    for (const encoding of encodings) expect(await sent(files, encoding)).toBeLessThan(budgets.firstRoute)
    const code = [...files].map((file) => readFileSync(join(build.directory, file), "utf8")).join("\n")
    expect(code).not.toContain("react-flow__")
  })

  test.each(["src/features/pipeline/PipelinePage.tsx", "src/features/run/RunPage.tsx"])(
    "of %s, compressed, is within its budget, including the first page",
    async (route) => {
      for (const encoding of encodings)
        expect(await sent(loadedWith(["index.html", route]), encoding)).toBeLessThan(budgets.graphRoutes)
    }
  )

  test("contains nothing that a strict content policy would block", () => {
    const page = readFileSync(join(build.directory, "index.html"), "utf8")
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=|style=/)
    const scripts = Object.values(manifest).filter(({ file }) => file.endsWith(".js"))
    const evaluating = scripts.filter(({ file }) =>
      /new Function\(|\beval\(/.test(readFileSync(join(build.directory, file), "utf8"))
    )
    expect(evaluating).toEqual([])
  })
})
