/**
 * A folder like that of a user of the published sdk: the package in `node_modules` with its published exports, and
 * the portable program, built for processes, for browsers and for workers.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type InputOptions, type OutputOptions, rolldown } from "rolldown"

const name = "@aixplain-ts/sdk"
const root = fileURLToPath(new URL("../../../../", import.meta.url))
const program = (entry: string): string => fileURLToPath(new URL(`program/${entry}.ts`, import.meta.url))

export interface Consumer extends Disposable {
  readonly folder: string
  /** For Node, Bun and Deno: imports the sdk by its name. */
  readonly process: string
  /** For browsers: an ES module with its lazy chunks, in a separate folder. */
  readonly browser: string
  /** For workers: one ES module. */
  readonly worker: string
  /** One script that assigns `program` and imports nothing. */
  readonly script: string
  /** Runs that script without Node's globals. */
  readonly sealed: string
}

const build = async (input: InputOptions, output: OutputOptions): Promise<void> => {
  const bundle = await rolldown({ logLevel: "warn", ...input })
  await bundle.write(output)
  await bundle.close()
}

/** Needs the built sdk. */
export const makeConsumer = async (): Promise<Consumer> => {
  const dist = join(root, "packages/sdk/dist")
  if (!existsSync(join(dist, "index.js"))) throw new Error("The sdk is not built: run `pnpm build` first.")
  const folder = mkdtempSync(join(tmpdir(), "runtimes-"))
  const installed = join(folder, "node_modules", name)
  mkdirSync(installed, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(root, "packages/sdk/package.json"), "utf8"))
  const { exports } = manifest.publishConfig
  writeFileSync(
    join(installed, "package.json"),
    JSON.stringify({ name, version: manifest.version, type: "module", sideEffects: manifest.sideEffects, exports })
  )
  cpSync(dist, join(installed, "dist"), { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "someone", private: true, type: "module" }))
  mkdirSync(join(folder, "files"))

  const paths = {
    process: join(folder, "program.mjs"),
    browser: join(folder, "browser"),
    worker: join(folder, "worker.mjs"),
    script: join(folder, "script.js"),
    sealed: join(folder, "sealed.mjs")
  }
  const web = { platform: "browser", resolve: { alias: { [name]: join(installed, "dist/index.js") } } } as const
  await build({ input: program("process"), platform: "node", external: [name] }, { file: paths.process, format: "esm" })
  await build({ input: program("sealed"), platform: "node" }, { file: paths.sealed, format: "esm" })
  await build({ ...web, input: program("main") }, { dir: paths.browser, format: "esm" })
  const single = { codeSplitting: false } as const
  await build({ ...web, input: program("worker") }, { file: paths.worker, format: "esm", ...single })
  await build({ ...web, input: program("main") }, { file: paths.script, format: "iife", name: "program", ...single })
  return { folder, ...paths, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
