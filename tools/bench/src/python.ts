/** Python programs to compare with: each in its own virtual environment in the system's temporary folder. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { lastJson, run, type StartOptions } from "./processes.ts"

export const cache = join(tmpdir(), "aixplain-ts-bench")

/** Path of a Python that has the requirement installed; installs it at the first call. */
export const pythonWith = async (requirement: string, say: (line: string) => void): Promise<string> => {
  const folder = join(cache, requirement.replaceAll(/[^\w.]+/g, "-"))
  const python = join(folder, "bin/python")
  if (existsSync(join(folder, "ready"))) return python
  say(`installing ${requirement} into ${folder}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  await run("python3", ["-m", "venv", folder])
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement])
  writeFileSync(join(folder, "ready"), "")
  return python
}

/** Path of one of this tool's Python programs, by its file name. */
export const pythonFile = (name: string): string => fileURLToPath(new URL(`../python/${name}`, import.meta.url))

/** Runs one of this tool's Python programs: settings in, one JSON value out. */
export const runPython = async <A>(
  python: string,
  name: string,
  settings: object,
  options: StartOptions = {}
): Promise<A> =>
  lastJson(
    await run(python, [pythonFile(name)], { ...options, env: { ...options.env, BENCH: JSON.stringify(settings) } })
  ) as A
