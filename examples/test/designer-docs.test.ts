import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Pipeline } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("../../", import.meta.url))
const folder = `${root}examples/.test/designer-docs`
const pages = ["docs/designer.md", "packages/designer/README.md"]

const snippets = pages.flatMap((page) =>
  Array.from(
    readFileSync(`${root}${page}`, "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm),
    ([, source = ""], index) => ({
      name: `${page.replaceAll("/", "-")}-${index + 1}.ts`,
      source
    })
  )
)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
writeFileSync(
  `${folder}/tsconfig.json`,
  JSON.stringify({
    extends: "../../tsconfig.json",
    include: ["*.ts"],
    references: [],
    compilerOptions: { composite: false, incremental: false, noEmit: true, emitDeclarationOnly: false, rootDir: root }
  })
)
for (const { name, source } of snippets) writeFileSync(`${folder}/${name}`, source)

describe("the snippets of the designer's guide", () => {
  it("compile", () => {
    const { stdout, status } = spawnSync(`${root}node_modules/.bin/tsc`, ["-p", folder], { encoding: "utf8" })
    expect(stdout).toBe("")
    expect(status).toBe(0)
  }, 120_000)

  it.each(snippets)("$name describes pipelines without problems", async ({ name }) => {
    const exported: Record<string, Partial<Pipeline>> = await import(`${folder}/${name}`)
    const problems = Object.values(exported).flatMap((value) => value.problems ?? [])
    expect(problems).toEqual([])
  })
})
