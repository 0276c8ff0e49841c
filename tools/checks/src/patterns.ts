/**
 * The regular expressions of the sources, and what is known of them. Proving one can take seconds, so `linear.txt` holds
 * those that are proved: `test` proves what is not in it, `test:full` proves all of it again and writes it with `-u`.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { extname } from "node:path"
import { fileURLToPath } from "node:url"
import { document } from "@aixplain-ts/api-types/document"
import { checkSync } from "recheck"
import { parseAst } from "rolldown/parseAst"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** Patterns that are put together at run time, and what keeps them linear. */
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
/** Files that put patterns together at run time. */
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

const list = new URL("../linear.txt", import.meta.url)
export const proved = new Set(existsSync(list) ? readFileSync(list, "utf8").split("\n") : [])

/** What is wrong with one; nothing when it is linear. */
export const problemOf = ({ source, flags, where }: Found): string | undefined => {
  const result = checkSync(source, flags.replaceAll(/[gyd]/g, ""), { timeout: 20_000, randomSeed: 1 })
  if (result.status === "safe") return undefined
  return `${where} /${source}/${flags}: ${result.status === "vulnerable" ? result.complexity.summary : result.error.kind}`
}
