/**
 * The vendor's Python SDK in a virtual environment of its own: installed once into `.venv/`, then used to run the
 * scripts in `python/` against a platform. Where it cannot be installed, says why in one sentence.
 */
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)
const here = fileURLToPath(new URL("../", import.meta.url))

/** What became of one case: its value, or the exception it raised. */
export interface PythonOutcome {
  readonly value?: any
  readonly raises?: string
  readonly says?: string
}

export type Installed =
  | { readonly python: string; readonly missing?: never }
  | { readonly python?: never; readonly missing: string }

/** What pip says when nobody answers; anything else is a mistake of ours and fails. */
const unreachable = /connection|timed? ?out|max retries|name resolution|network is unreachable|proxy|ssl/i

/**
 * A Python that has `aixplain` in this version, made if it is not there: aside, and then put in its place, so that two
 * test files that ask at once do not disturb each other. Never rejects for a missing network.
 */
export const installSdk = async (version: string): Promise<Installed> => {
  const folder = `${here}.venv/aixplain-${version}`
  const ready = { python: `${folder}/bin/python` }
  if (existsSync(folder)) return ready
  mkdirSync(`${here}.venv`, { recursive: true })
  const aside = mkdtempSync(`${folder}-`)
  try {
    const missing = await install(aside, version)
    if (missing !== undefined) return { missing }
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return ready
}

/** Gives the sentence that says why it cannot be done here. */
const install = async (folder: string, version: string): Promise<string | undefined> => {
  try {
    await run("python3", ["-m", "venv", folder])
  } catch {
    return "There is no python3 with venv here. Install python3 and python3-venv."
  }
  try {
    const quiet = ["--quiet", "--disable-pip-version-check", "--timeout", "20", "--retries", "2"]
    const pip = ["-m", "pip", "install", ...quiet, `aixplain==${version}`]
    await run(`${folder}/bin/python`, pip, { maxBuffer: 1 << 26 })
    return undefined
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
    if (!unreachable.test(said)) throw new Error(`pip could not install aixplain ${version}: ${said}`, { cause: error })
    return `PyPI cannot be reached, so aixplain ${version} is not there. Run this again with a network.`
  }
}

export interface PythonRun {
  readonly python: string
  /** Name of a file in `python/`. */
  readonly script: string
  /** Where it runs: the SDK writes a cache there, and the scripts their files. */
  readonly cwd: string
  readonly origin: string
  readonly apiKey: string
  /** Handed to the script as JSON. */
  readonly settings: object
}

/** Runs one script of cases to its end and gives each outcome by the case's name. */
export const runCases = async (options: PythonRun): Promise<Readonly<Record<string, PythonOutcome>>> => {
  const { apiKey, cwd, origin, python, script, settings } = options
  const { stdout } = await run(python, [`${here}python/${script}`], {
    cwd,
    maxBuffer: 1 << 26,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: cwd,
      PYTHONPATH: `${here}python`,
      PYTHONDONTWRITEBYTECODE: "1",
      TEAM_API_KEY: apiKey,
      BACKEND_URL: origin,
      // From 0.2.48 on the SDK asks for leave to talk, and to upload, to a local server without TLS.
      AIXPLAIN_ALLOW_INSECURE_URLS: "1",
      AIXPLAIN_UPLOAD_HOST_ALLOWLIST: new URL(origin).hostname,
      CONFORMANCE: JSON.stringify({ ...settings, origin })
    }
  })
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}")
}
