/**
 * The vendor's Python SDK in a virtual environment of its own: installed once into `.venv/`, then used to run the
 * scripts in `python/` against a platform. Where it cannot be installed, says why in one sentence.
 */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { cached, pip } from "./cached.ts"

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

/** A Python that has `aixplain` in this version. Never rejects for a missing network. */
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
