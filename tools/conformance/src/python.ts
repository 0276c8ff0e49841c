/**
 * The vendor's Python SDK in a separate virtual environment: installed once into `.venv/`, then used to run the
 * scripts in `python/` against a platform. If it cannot be installed, a sentence says why.
 */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { cached, pip } from "./cached.ts"

const run = promisify(execFile)
const here = fileURLToPath(new URL("../", import.meta.url))

/** The outcome of one case: its value, or the exception it raised. */
export interface PythonOutcome {
  readonly value?: any
  readonly raises?: string
  readonly says?: string
}

export type Installed =
  | { readonly python: string; readonly missing?: never }
  | { readonly python?: never; readonly missing: string }

/** A Python with `aixplain` in this version. Does not reject without a network. */
export const installSdk = async (version: string): Promise<Installed> => {
  const { folder, missing } = await cached(`aixplain-${version}`, (aside) => pip(aside, [`aixplain==${version}`]))
  return missing === undefined ? { python: `${folder}/bin/python` } : { missing }
}

export interface PythonRun {
  readonly python: string
  /** Name of a file in `python/`. */
  readonly script: string
  /** Where it runs: the SDK writes a cache there, and the scripts their files. */
  readonly cwd: string
  readonly origin: string
  readonly apiKey: string
  /** Passed to the script as JSON. */
  readonly settings: object
}

/** Runs one script of cases to its end and returns the outcomes by the name of the case. */
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
      // From 0.2.48 on the SDK must be allowed to connect and upload to a local server without TLS.
      AIXPLAIN_ALLOW_INSECURE_URLS: "1",
      AIXPLAIN_UPLOAD_HOST_ALLOWLIST: new URL(origin).hostname,
      CONFORMANCE: JSON.stringify({ ...settings, origin })
    }
  })
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}")
}
