/**
 * Tools of other languages and registries, installed once into `.venv/`. If one cannot be installed (without a network,
 * without Go), a sentence says why, and its tests are skipped with it.
 */
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)
const root = fileURLToPath(new URL("../.venv", import.meta.url))

export type Cached =
  | { readonly folder: string; readonly missing?: never }
  | { readonly folder?: never; readonly missing: string }

/** Fills a folder; returns a sentence if that is impossible on this machine. */
export type Install = (folder: string) => Promise<string | undefined>

/**
 * The folder that `install` filled, now or earlier. It is filled under another name and then renamed, so that two
 * test files can request it at once.
 */
export const cached = async (name: string, install: Install): Promise<Cached> => {
  const folder = join(root, name)
  if (existsSync(folder)) return { folder }
  mkdirSync(root, { recursive: true })
  const aside = mkdtempSync(`${folder}-`)
  try {
    const missing = await install(aside)
    if (missing !== undefined) return { missing }
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return { folder }
}

/** Messages of installers without a network; any other failure fails the test. */
const unreachable =
  /connection|timed? ?out|max retries|name resolution|network is unreachable|proxy|ssl|ENOTFOUND|EAI_AGAIN|ECONN|no such host/i

const fetched = async (what: string, registry: string, work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
    if (!unreachable.test(said)) throw new Error(`${what} could not be installed: ${said}`, { cause: error })
    return `${registry} cannot be reached, so ${what} cannot be installed. Run this again with a network.`
  }
}

/** A virtual environment with these packages. */
export const pip = async (folder: string, packages: readonly string[]): Promise<string | undefined> => {
  try {
    await run("python3", ["-m", "venv", folder])
  } catch {
    return "python3 with venv was not found. Install python3 and python3-venv."
  }
  const quiet = ["--quiet", "--disable-pip-version-check", "--timeout", "20", "--retries", "2"]
  return fetched(packages.join(", "), "PyPI", () =>
    run(`${folder}/bin/python`, ["-m", "pip", "install", ...quiet, ...packages], { maxBuffer: 1 << 26 })
  )
}

/** A folder whose `node_modules` has these packages, apart from this workspace. */
export const npm = async (folder: string, packages: readonly string[]): Promise<string | undefined> => {
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }')
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=2"]
  return fetched(packages.join(", "), "The npm registry", () =>
    run("npm", ["install", ...quiet, ...packages], { cwd: folder, maxBuffer: 1 << 26 })
  )
}

/** A folder with the program of this Go package. */
export const goInstall = async (folder: string, program: string): Promise<string | undefined> => {
  if (!(await has("go", ["version"]))) return "Go was not found."
  return fetched(program, "The Go module proxy", () =>
    run("go", ["install", program], { env: { ...process.env, GOBIN: folder }, maxBuffer: 1 << 26 })
  )
}

/** Whether this machine has the program. */
export const has = (program: string, args: readonly string[]): Promise<boolean> =>
  run(program, args).then(
    () => true,
    () => false
  )
