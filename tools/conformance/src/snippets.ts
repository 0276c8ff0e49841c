/** The TypeScript snippets of the documentation, each as a module with its page and line. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const folder = `${root}tools/conformance/.test/snippets`

export interface Snippet {
  /** `docs/python.md:42`, the line of its first line. */
  readonly name: string
  readonly page: string
  readonly line: number
  readonly code: string
  /** Path of the module. */
  readonly file: string
}

const pages = (): string[] => globSync(["README.md", "docs/**/*.md", "packages/*/README.md"], { cwd: root }).toSorted()

/** Everything fenced as `ts`, whatever follows on that line. */
export const snippets: readonly Snippet[] = pages().flatMap((page) => {
  const text = readFileSync(`${root}${page}`, "utf8")
  return Array.from(text.matchAll(/^```(?:ts|typescript)\b.*\n([\s\S]*?)^```\s*$/gm), (match) => {
    const line = text.slice(0, match.index).split("\n").length + 1
    const file = `${folder}/${page.replaceAll(/[/.]/g, "-")}-${line}.ts`
    return { name: `${page}:${line}`, page, line, code: match[1] ?? "", file }
  })
})

/** Names that snippets may use without declaring them. */
const assumed = `
import type { AssetDefinition, startPlatform as start } from "@aixplain-ts/platform"
import type { Aixplain, Pipeline } from "@aixplain-ts/sdk"
declare global {
  const aixplain: Aixplain
  const pipeline: Pipeline
  const startPlatform: typeof start
  const busy: AssetDefinition
}
`

const config = {
  extends: "../../tsconfig.json",
  // The platform declares libraries that have no types.
  include: ["*.ts", "../../../../packages/platform/src/**/*.d.ts"],
  references: [],
  compilerOptions: {
    composite: false,
    incremental: false,
    noEmit: true,
    emitDeclarationOnly: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    moduleDetection: "force",
    rootDir: root,
    // A snippet may show a library that only the client depends on.
    paths: { "openapi-fetch": ["../../../../packages/core/node_modules/openapi-fetch/dist/index.d.mts"] }
  }
}

/** Writes all snippets as modules of one program; returns its folder. */
export const writeSnippets = (): string => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config))
  writeFileSync(`${folder}/assumed.d.ts`, assumed)
  for (const { code, file } of snippets) writeFileSync(file, code)
  return folder
}

/** Compiler errors with the page and line of the snippet. */
export const inPages = (output: string): string[] =>
  output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((text) => {
      const [, name = "", line = ""] = /^(.*?)\((\d+),\d+\): /.exec(text) ?? []
      const snippet = snippets.find(({ file }) => name !== "" && file.endsWith(name.split("/").at(-1) ?? ""))
      if (snippet === undefined) return text
      return `${snippet.page}:${snippet.line + Number(line) - 1}: ${text.replace(/^.*?\): /, "")}`
    })
