/** The generator over a copy of the package: what it writes is what it checks, and drift is said in one sentence. */
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const generator = fileURLToPath(new URL("../generate.ts", import.meta.url))
const apiTypes = fileURLToPath(new URL("../../../packages/api-types", import.meta.url))

const run = (...args: readonly string[]): { readonly status: number | null; readonly stderr: string } =>
  spawnSync(process.execPath, [generator, ...args], { encoding: "utf8" })

describe("generate", () => {
  let copy: string
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "api-types-"))
    cpSync(join(apiTypes, "openapi"), join(copy, "openapi"), { recursive: true })
    cpSync(join(apiTypes, "src"), join(copy, "src"), { recursive: true })
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  const change = (name: string, from: string, to: string): void => {
    const file = join(copy, name)
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to))
  }

  it("names each file that a change of the document left behind, and mends them", () => {
    change("openapi/openapi.yaml", "enum: [draft, onboarded]", "enum: [draft, onboarded, archived]")
    const drift = run("--check", copy)
    expect(drift.status).toBe(1)
    expect(drift.stderr.trim().split("\n")).toEqual(
      ["document.gen.ts", "openapi.gen.ts"].map(
        (name) =>
          `${join(copy, "src", name)} does not match openapi/openapi.yaml: run \`pnpm gen\` and commit the result.`
      )
    )
    expect(run(copy).status).toBe(0)
    expect(run("--check", copy).status).toBe(0)
    expect(readFileSync(join(copy, "src/openapi.gen.ts"), "utf8")).toContain('"draft" | "onboarded" | "archived"')
  })

  it("notices an edit of a generated file", () => {
    change("src/openapi.gen.ts", "export interface paths", "export interface Paths")
    expect(run("--check", copy).status).toBe(1)
  })

  it("refuses an open union that it cannot express", () => {
    change("openapi/openapi.yaml", "        - type: string\n", "        - type: integer\n")
    const refused = run(copy)
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toContain("x-open")
  })
})
