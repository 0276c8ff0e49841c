/**
 * The studio's build for tests, always in a temporary folder: a copy of turbo's build if that is newer than every source
 * and complete, else a new one. So a test never sees an old page, and a build in `dist`, which deletes its files and
 * writes them again, does not take them from a page that is being tested.
 */
import { execFile } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const app = fileURLToPath(new URL("./", import.meta.resolve("@aixplain-ts/studio/package.json")))
/** Sources of the build: the app and the packages that it bundles. */
const sources = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "package.json",
  "../../packages/sdk/src",
  "../../packages/core/src",
  "../../packages/designer/src"
]

const newest = (path: string): number => {
  const entry = statSync(path)
  return entry.isFile() ? entry.mtimeMs : Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/** Whether a build has every file that its page and its manifest name. */
const isComplete = (directory: string): boolean => {
  const manifest = JSON.parse(readFileSync(join(directory, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>
  const files = Object.values(manifest).flatMap(({ assets = [], css = [], file }) => [file].concat(css, assets))
  const entry = manifest["index.html"]?.file
  return (
    entry !== undefined &&
    readFileSync(join(directory, "index.html"), "utf8").includes(entry) &&
    files.every((file) => statSync(join(directory, file)).size > 0)
  )
}

/** Paths, sizes and times of all files. */
const stateOf = (directory: string): string =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((file) => [file, statSync(join(directory, file))] as const)
    .map(([file, { mtimeMs, size }]) => `${file} ${size} ${mtimeMs}`)
    .join("\n")

/** Copies a build. Returns false if it is older than the sources, or if it is being written. */
export const copyBuild = (from: string, to: string): boolean => {
  try {
    const made = statSync(join(from, "index.html")).mtimeMs
    if (made < Math.max(...sources.map((path) => newest(join(app, path))))) return false
    const before = stateOf(from)
    cpSync(from, to, { recursive: true })
    return before === stateOf(from) && isComplete(to)
  } catch {
    // A file was deleted between two of these calls, or the build is missing.
    return false
  }
}

export interface StudioBuild {
  readonly directory: string
  /** Deletes the temporary build. */
  readonly remove: () => void
}

export const studioBuild = async (): Promise<StudioBuild> => {
  const directory = mkdtempSync(join(tmpdir(), "studio-"))
  const remove = (): void => rmSync(directory, { recursive: true, force: true })
  if (copyBuild(join(app, "dist"), directory)) return { directory, remove }
  const vite = fileURLToPath(new URL("bin/vite.js", import.meta.resolve("vite/package.json")))
  // A separate process: in this one NODE_ENV is "test", and React's development build would be bundled.
  const env = { ...process.env, NODE_ENV: "production" }
  const options = ["--logLevel", "error", "--emptyOutDir", "--outDir", directory]
  await promisify(execFile)(process.execPath, [vite, "build", ...options], { cwd: app, env })
  return { directory, remove }
}
