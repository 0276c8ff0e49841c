import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type StudioBuild, studioBuild } from "../../src/studio/build.ts"

/** What a first visit may load, gzipped; a page with a graph may load so much in all. */
const budgets = { firstRoute: 190_000, graphRoutes: 340_000 }

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

describe("the studio's size", () => {
  let build: StudioBuild
  let manifest: Readonly<Record<string, Chunk>>
  beforeAll(async () => {
    build = await studioBuild()
    manifest = JSON.parse(readFileSync(join(build.directory, ".vite/manifest.json"), "utf8")) as typeof manifest
  }, 60_000)
  afterAll(() => build.remove())

  /** Everything that is loaded when these chunks are. */
  const loadedWith = (keys: readonly string[]): ReadonlySet<string> => {
    const files = new Set<string>()
    const seen = new Set(keys)
    for (const key of seen) {
      const chunk = manifest[key]
      if (chunk === undefined) throw new Error(`The manifest has no ${key}.`)
      files.add(chunk.file)
      for (const file of chunk.css ?? []) files.add(file)
      for (const imported of chunk.imports ?? []) seen.add(imported)
    }
    return files
  }
  const gzipped = (files: ReadonlySet<string>): number =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(build.directory, file)), { level: 9 }).length, 0)

  test("of the first page stays within its budget, and it loads no graph", () => {
    const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true)
    expect(entry).toEqual(["index.html"])
    const files = loadedWith(entry)
    expect(gzipped(files)).toBeLessThan(budgets.firstRoute)
    const code = [...files].map((file) => readFileSync(join(build.directory, file), "utf8")).join("\n")
    expect(code).not.toContain("react-flow__")
  })

  test.each(["src/features/pipeline/PipelinePage.tsx", "src/features/run/RunPage.tsx"])(
    "of %s stays within its budget, first page included",
    (route) => {
      expect(gzipped(loadedWith(["index.html", route]))).toBeLessThan(budgets.graphRoutes)
    }
  )

  test("has nothing that a strict content policy would stop", () => {
    const page = readFileSync(join(build.directory, "index.html"), "utf8")
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=|style=/)
    const scripts = Object.values(manifest).filter(({ file }) => file.endsWith(".js"))
    const evaluating = scripts.filter(({ file }) =>
      /new Function\(|\beval\(/.test(readFileSync(join(build.directory, file), "utf8"))
    )
    expect(evaluating).toEqual([])
  })
})
