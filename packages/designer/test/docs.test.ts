import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { describe, expect, it, vi } from "vitest"
import { folder, pictures } from "../scripts/pictures.ts"

describe("the pictures of the documentation", () => {
  it("are what is drawn today (else run scripts/pictures.ts)", () => {
    const drawn = pictures()
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(Object.keys(drawn)))
    for (const [file, svg] of Object.entries(drawn))
      expect(readFileSync(new URL(file, folder), "utf8")).toBe(`${svg}\n`)
  })
})

describe.each(["documents", "diagrams"])("the snippets of docs/%s.md", (page) => {
  const text = readFileSync(new URL(`../../../docs/${page}.md`, import.meta.url), "utf8")
  const snippets = Array.from(text.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code!)

  it("are there", () => {
    expect(snippets.length).toBeGreaterThan(0)
  })

  it.each(snippets.map((code, index) => [index + 1, code] as const))(
    "number %i does what it says",
    async (index, code) => {
      const here = new URL("../.test/docs/", import.meta.url)
      mkdirSync(here, { recursive: true })
      const file = new URL(`${page}-${index}.ts`, here)
      writeFileSync(file, code)
      const lines: unknown[] = []
      const log = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(line))
      try {
        await import(/* @vite-ignore */ file.href)
      } finally {
        log.mockRestore()
      }
      const said = Array.from(code.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm), ([, line]) => line!)
      expect(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)))).toEqual(said)
    }
  )
})
