/** The TypeScript snippets of the documentation, each as a module of its own that knows where it came from. */
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
  /** Where it was written as a module. */
  readonly file: string
}

const pages = (): string[] => globSync(["README.md", "docs/**/*.md", "packages/*/README.md"], { cwd: root }).toSorted()

/** Everything fenced as `ts`; whatever else follows on that line does not count. */
export const snippets: readonly Snippet[] = pages().flatMap((page) => {
  const text = readFileSync(`${root}${page}`, "utf8")
  return Array.from(text.matchAll(/^```(?:ts|typescript)\b.*\n([\s\S]*?)^```\s*$/gm), (match) => {
    const line = text.slice(0, match.index).split("\n").length + 1
    const file = `${folder}/${page.replaceAll(/[/.]/g, "-")}-${line}.ts`
    return { name: `${page}:${line}`, page, line, code: match[1] ?? "", file }
  })
})

/** Names that snippets may use without saying where they come from. */
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
  // The platform tells the compiler about libraries without types of their own.
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

/** Writes all of them as modules of one program; gives its folder. */
export const writeSnippets = (): string => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config))
  writeFileSync(`${folder}/assumed.d.ts`, assumed)
  for (const { code, file } of snippets) writeFileSync(file, code)
  return folder
}

/** The compiler's complaints with the page and line that they are about. */
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
