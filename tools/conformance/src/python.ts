/**
 * The vendor's Python SDK in a virtual environment of its own: installed once into `.venv/`, then used to run the
 * scripts in `python/` against a platform. Where it cannot be installed, says why in one sentence.
 */
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
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

/** A Python that has `aixplain` in this version, made if it is not there. Never rejects for a missing network. */
export const installSdk = async (version: string): Promise<Installed> => {
  const folder = `${here}.venv/aixplain-${version}`
  const python = `${folder}/bin/python`
  if (existsSync(`${folder}/ready`)) return { python }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${here}.venv`, { recursive: true })
  try {
    await run("python3", ["-m", "venv", folder])
  } catch {
    return { missing: "There is no python3 with venv here. Install python3 and python3-venv." }
  }
  try {
    const quiet = ["--quiet", "--disable-pip-version-check", "--timeout", "20", "--retries", "2"]
    await run(python, ["-m", "pip", "install", ...quiet, `aixplain==${version}`], { maxBuffer: 1 << 26 })
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
    if (!unreachable.test(said)) throw new Error(`pip could not install aixplain ${version}: ${said}`, { cause: error })
    return { missing: `PyPI cannot be reached, so aixplain ${version} is not there. Run this again with a network.` }
  }
  writeFileSync(`${folder}/ready`, "")
  return { python }
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
      CONFORMANCE: JSON.stringify({ ...settings, origin })
    }
  })
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}")
}
