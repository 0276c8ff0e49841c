/** The generator: its output, the documents it refuses, and how it reports drift. */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { generated } from "../generated.ts"

const yaml = readFileSync(new URL("../../../packages/api-types/openapi/openapi.yaml", import.meta.url), "utf8")
const changed = (from: string, to: string): string => {
  expect(yaml).toContain(from)
  return yaml.replace(from, to)
}

describe("Generated files", () => {
  it("types follow the document, and known values of open unions stay visible next to any text", async () => {
    const files = await generated(changed("enum: [draft, onboarded]", "enum: [draft, onboarded, archived]"))
    expect(files["src/openapi.gen.ts"]).toContain('PipelineStatus: "draft" | "onboarded" | "archived"')
    expect(files["src/schemas.gen.ts"]).toContain('type: components["schemas"]["NodeKind"] | (string & {})')
    expect(files["src/document.gen.ts"]).toContain('"archived"')
  })

  it.each([
    [
      "with an alternative that cannot be expressed",
      "x-open: true\n          anyOf:\n            - $ref",
      "x-open: true\n          anyOf:\n            - not"
    ],
    ["where it would have no effect", "items: { anyOf: [{ $ref", "items: { x-open: true, anyOf: [{ $ref"]
  ])("an open union is refused %s", async (_, from, to) => {
    await expect(generated(changed(from, to))).rejects.toThrow("x-open")
  })
})

it("the types for openapi-fetch contain no intersection with an empty object, which it would map over", async () => {
  const { "src/openapi.gen.ts": types = "" } = await generated(yaml)
  expect(types).toContain("export interface paths")
  expect(types).not.toMatch(/string\s*&/)
})

describe("The command", () => {
  const folder = mkdtempSync(join(tmpdir(), "api-types-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ["openapi", "src"]) mkdirSync(join(folder, name))
  writeFileSync(join(folder, "openapi/openapi.yaml"), yaml)

  const command = fileURLToPath(new URL("../generate.ts", import.meta.url))
  const run = (...args: readonly string[]): { readonly status: number | null; readonly stderr: string } =>
    spawnSync(process.execPath, [command, ...args, folder], { encoding: "utf8" })

  it("writes the files, names the file that drifted, and exits with 1", async () => {
    expect(run()).toMatchObject({ status: 0, stderr: "" })
    const types = join(folder, "src/openapi.gen.ts")
    const text = readFileSync(types, "utf8")
    expect(text).toBe((await generated(yaml))["src/openapi.gen.ts"])
    writeFileSync(types, text.replace("export interface paths", "export interface Paths"))
    expect(run("--check")).toMatchObject({
      status: 1,
      stderr: `${types} does not match openapi/openapi.yaml: run \`pnpm gen\` and commit the result.\n`
    })
  }, 120_000)
})
