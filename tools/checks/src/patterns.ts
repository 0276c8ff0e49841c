/**
 * Collects and checks the regular expressions of the sources. Proving one can take seconds, so `linear.txt` lists
 * those that are proved: `test` proves only others, `test:full` proves all again and writes the list with `LINEAR=write`.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { extname } from "node:path"
import { fileURLToPath } from "node:url"
import { document } from "@aixplain-ts/api-types/document"
import { checkSync } from "recheck"
import { parseAst } from "rolldown/parseAst"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** Patterns that are built at run time, and what keeps them linear. */
export const built: Readonly<Record<string, string>> = {
  "packages/platform/src/http/contract.ts": "the contract's own patterns, which are checked below",
  "packages/platform/src/scripts/child/javascript.ts": "a file name, escaped, and a number"
}

export interface Found {
  readonly source: string
  readonly flags: string
  readonly where: string
}

const patterns: Found[] = []
/** Files that build patterns at run time. */
export const builders = new Set<string>()

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

export const files = globSync("{packages,apps}/*/src/**/*.{js,ts,tsx}", { cwd: root }).filter(
  (file) => !file.endsWith(".gen.ts")
)
for (const file of files)
  collect(
    readFileSync(`${root}${file}`, "utf8"),
    file.replaceAll("\\", "/"),
    extname(file).slice(1) as "js" | "ts" | "tsx"
  )
contractPatterns(document, "the contract")

export { patterns }

/** How `linear.txt` writes one. Found patterns only move the start of the next search; that is all `g`, `y`, `d` do. */
export const lineOf = ({ source, flags }: Found): string =>
  `/${source.replaceAll("\n", "\\n")}/${flags.replaceAll(/[gyd]/g, "")}`

export const listFile = new URL("../linear.txt", import.meta.url)
export const proved = new Set(existsSync(listFile) ? readFileSync(listFile, "utf8").split("\n") : [])

/** Why a pattern is not linear; undefined if it is. */
export const problemOf = ({ source, flags, where }: Found): string | undefined => {
  const result = checkSync(source, flags.replaceAll(/[gyd]/g, ""), { timeout: 120_000, randomSeed: 1 })
  if (result.status === "safe") return undefined
  return `${where} /${source}/${flags}: ${result.status === "vulnerable" ? result.complexity.summary : result.error.kind}`
}
