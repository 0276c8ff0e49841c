/**
 * Every regular expression of the sources takes time linear in what it is given, also where it finds nothing: text that
 * comes from outside reaches most of them. `recheck` proves it, or shows a string that takes long.
 */
import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { document } from "@aixplain-ts/api-types/document"
import { checkSync } from "recheck"
import { parseAst } from "rolldown/parseAst"
import { expect, it } from "vitest"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** What runs inside the sandbox of scripts; the package has no entry for it. */
const { EPILOGUE, PRELUDE } = (await import(
  new URL("../../../packages/platform/src/scripts/child/prelude.ts", import.meta.url).href
)) as { readonly EPILOGUE: string; readonly PRELUDE: string }

/** Patterns that are put together at run time, and what keeps them linear. */
const built: Readonly<Record<string, string>> = {
  "packages/platform/src/http/Contract.ts": "the contract's own patterns, which are checked below",
  "packages/platform/src/scripts/child/javascript.ts": "a file name, escaped, and a number"
}

interface Found {
  readonly source: string
  readonly flags: string
  readonly where: string
}

const patterns: Found[] = []
const builders = new Set<string>()

const collect = (text: string, file: string, lang: "ts" | "tsx" | "js"): void => {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    if (Array.isArray(value)) return value.forEach(visit)
    const node = value as Record<string, unknown>
    const regex = node["regex"] as { readonly pattern: string; readonly flags: string } | undefined
    if (node["type"] === "Literal" && regex !== undefined) {
      const line = text.slice(0, node["start"] as number).split("\n").length
      patterns.push({ source: regex.pattern, flags: regex.flags, where: `${file}:${line}` })
    }
    const callee = node["callee"] as { readonly type?: string; readonly name?: string } | undefined
    if (callee?.type === "Identifier" && callee.name === "RegExp") builders.add(file)
    for (const key of Object.keys(node)) visit(node[key])
  }
  visit(parseAst(text, { lang }))
}

const contractPatterns = (value: unknown, where: string): void => {
  if (typeof value !== "object" || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (key === "pattern" && typeof item === "string") patterns.push({ source: item, flags: "u", where })
    else contractPatterns(item, `${where}/${key}`)
  }
}

it("every regular expression is linear", { timeout: 120_000 }, () => {
  const files = globSync("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.endsWith(".gen.ts")
  )
  expect(files.length).toBeGreaterThan(300)
  for (const file of files)
    collect(readFileSync(`${root}${file}`, "utf8"), file.replaceAll("\\", "/"), file.endsWith("x") ? "tsx" : "ts")
  collect(`${PRELUDE}${EPILOGUE}`, "the prelude of scripts", "js")
  contractPatterns(document, "the contract")
  expect(patterns.length).toBeGreaterThan(150)

  const slow = patterns.flatMap(({ source, flags, where }) => {
    // Found patterns only move the start of the next search; that is all `g` and `y` and `d` do.
    const result = checkSync(source, flags.replaceAll(/[gyd]/g, ""), { timeout: 20_000, randomSeed: 1 })
    if (result.status === "safe") return []
    const why = result.status === "vulnerable" ? result.complexity.summary : result.error.kind
    return [`${where} /${source}/${flags}: ${why}`]
  })
  expect(slow).toEqual([])
})

it("patterns are not put together at run time, but for those named here", () => {
  expect([...builders].toSorted()).toEqual(Object.keys(built).toSorted())
})

it("the check itself finds a quadratic pattern", () => {
  expect(checkSync(String.raw`\s+$`, "").status).toBe("vulnerable")
  expect(checkSync(String.raw`\{\{([^}]+)\}\}`, "u").status).toBe("vulnerable")
})
