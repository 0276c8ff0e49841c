// The initial load of `@aixplain-ts/sdk` in a web app: the entry and its static imports, minified, each file gzipped
// at level 9, built with the three most common bundlers. Fails above the limit.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build as esbuild } from "esbuild"
import { rolldown } from "rolldown"
import { build as vite } from "vite"

const LIMIT_KIB = 45
const sdk = fileURLToPath(new URL("../packages/sdk/dist/index.js", import.meta.url))
const source = `export { Aixplain, Pipeline, file, isAixplainError } from ${JSON.stringify(sdk)}`

/** One emitted file: its code, and the names of the files that it imports statically. */
interface File {
  readonly name: string
  readonly code: string
  readonly imports: readonly string[]
  readonly isEntry: boolean
}

type Bundler = (entry: string, out: string) => Promise<readonly File[]>

/** The part of Rollup's output that rolldown and Vite share. */
interface Emitted {
  readonly type: string
  readonly fileName: string
  readonly code?: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

const files = (output: readonly Emitted[]): readonly File[] =>
  output
    .filter((item) => item.type === "chunk")
    .map(({ code = "", fileName, imports = [], isEntry = false }) => ({ name: fileName, code, imports, isEntry }))

const bundlers: Readonly<Record<string, Bundler>> = {
  rolldown: async (entry) => {
    const bundle = await rolldown({ input: entry, platform: "browser" })
    return files((await bundle.generate({ format: "esm", minify: true })).output)
  },
  esbuild: async (entry, out) => {
    const { metafile } = await esbuild({
      entryPoints: [entry],
      bundle: true,
      splitting: true,
      minify: true,
      format: "esm",
      platform: "browser",
      outdir: out,
      metafile: true,
      logLevel: "error"
    })
    return Promise.all(
      Object.entries(metafile.outputs).map(async ([path, output]) => ({
        name: basename(path),
        code: await readFile(join(out, basename(path)), "utf8"),
        imports: output.imports.filter(({ kind }) => kind === "import-statement").map((item) => basename(item.path)),
        isEntry: output.entryPoint !== undefined && basename(path) === "entry.js"
      }))
    )
  },
  vite: async (entry) => {
    const result = await vite({
      configFile: false,
      root: dirname(entry),
      logLevel: "error",
      build: { write: false, rollupOptions: { input: entry, preserveEntrySignatures: "strict" } }
    })
    const [first] = Array.isArray(result) ? result : [result]
    if (first === undefined || !("output" in first)) throw new Error("Vite produced no output.")
    return files(first.output)
  }
}

const kib = (code: string): number => gzipSync(code, { level: 9 }).length / 1024

const folder = await mkdtemp(join(tmpdir(), "aixplain-size-"))
try {
  const entry = join(folder, "entry.js")
  await writeFile(entry, source)
  for (const [name, bundle] of Object.entries(bundlers)) {
    const chunks = await bundle(entry, join(folder, name))
    const first = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.name))
    if (first.size !== 1) throw new Error(`${name} made ${first.size} entries.`)
    for (const one of first)
      for (const other of chunks.find((chunk) => chunk.name === one)?.imports ?? []) first.add(other)
    const eager = chunks.filter((chunk) => first.has(chunk.name))
    const total = eager.reduce((sum, chunk) => sum + kib(chunk.code), 0)
    const parts = eager.map((chunk) => `${chunk.name} ${kib(chunk.code).toFixed(1)}`).join(", ")
    console.log(`@aixplain-ts/sdk by ${name}: ${total.toFixed(1)} KiB gz (limit ${LIMIT_KIB}): ${parts}`)
    if (total > LIMIT_KIB) process.exitCode = 1
  }
} finally {
  await rm(folder, { recursive: true })
}
