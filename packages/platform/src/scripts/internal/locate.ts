/**
 * Finds what a sandbox process runs (its entry, the interpreters' packages) and works out the command that starts it.
 *
 * Everything is resolved here, in the server: a sealed process may read the folders named on its command line while it
 * starts, and nothing afterwards.
 */
import { execFile } from "node:child_process"
import { existsSync, readFileSync, realpathSync } from "node:fs"
import { delimiter, dirname, isAbsolute, join } from "node:path"
import process from "node:process"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { PYODIDE_VERSION } from "../child/imports.ts"
import { ScriptError } from "../ScriptError.ts"
import type { SandboxEngine } from "./messages.ts"

/** An interpreter on this machine. */
export interface Interpreter {
  /** File URLs by the names that the process asks for. */
  readonly modules: Readonly<Record<string, string>>
  /** Folders that the process has to read while it starts. */
  readonly folders: readonly string[]
}

/** Folder of an installed package as it really lies on the disk, looked up from `from` as Node does. */
const folderOf = (name: string, from: string): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name)
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate)
    if (folder === dirname(folder)) return undefined
  }
}

const here = dirname(fileURLToPath(import.meta.url))

const urlOf = (...path: [string, ...string[]]): string => pathToFileURL(join(...path)).href

const QUICKJS = "quickjs-emscripten-core"
const QUICKJS_BUILD = "@jitl/quickjs-wasmfile-release-sync"

/** @throws ScriptError `unavailable` with the package to install. */
export const findInterpreter = (engine: SandboxEngine, from = here): Interpreter =>
  engine === "python" ? findPyodide(from) : findQuickJS(from)

const findPyodide = (from: string): Interpreter => {
  const folder = folderOf("pyodide", from)
  const install = `install pyodide@${PYODIDE_VERSION} beside @aixplain-ts/platform`
  if (folder === undefined) throw new ScriptError("unavailable", `Python scripts need the package pyodide: ${install}.`)
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }
  if (version !== PYODIDE_VERSION)
    throw new ScriptError("unavailable", `Python scripts are not sealed with pyodide ${version}: ${install}.`)
  return { modules: { pyodide: urlOf(folder, "pyodide.mjs"), pyodideFolder: folder }, folders: [folder] }
}

const findQuickJS = (from: string): Interpreter => {
  const core = folderOf(QUICKJS, from)
  const build = folderOf(QUICKJS_BUILD, from)
  const types = core === undefined ? undefined : folderOf("@jitl/quickjs-ffi-types", core)
  if (core === undefined || build === undefined || types === undefined) {
    const message = `JavaScript scripts need the packages ${QUICKJS} and ${QUICKJS_BUILD}: install them beside @aixplain-ts/platform.`
    throw new ScriptError("unavailable", message)
  }
  return {
    modules: {
      quickjs: urlOf(core, "dist/index.mjs"),
      quickjsFfi: urlOf(build, "dist/ffi.mjs"),
      quickjsLoader: urlOf(build, "dist/emscripten-module.mjs"),
      quickjsWasm: urlOf(build, "dist/emscripten-module.wasm")
    },
    // Node looks for the types package beside the core package; it may be a link there.
    folders: [core, build, types, join(dirname(core), "@jitl")]
  }
}

/**
 * The entry of a sandbox process, a separate file also where the package is bundled: `scripts/child/main` beside this
 * module's folder, or below or beside the chunk that this module ended up in.
 */
export const findEntry = (from = import.meta.url): string => {
  const extension = from.endsWith(".ts") ? ".ts" : ".js"
  const places = ["../child/main", "./child/main", "./scripts/child/main", "../scripts/child/main"]
  for (const place of places) {
    const path = fileURLToPath(new URL(place + extension, from))
    if (existsSync(path)) return path
  }
  throw new ScriptError("unavailable", `Scripts cannot run: ${places[0]}${extension} is missing from the package.`)
}

/** Folders of the entry's own imports, and the package.json that tells Node they are modules. */
const entryFolders = (entry: string): string[] => {
  const folders = [join(dirname(entry), "..")]
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(join(folder, "package.json"))) continue
    folders.push(join(folder, "package.json"))
    // A bundler puts shared chunks beside the entry's folder or above it, but never above the package's dist.
    if (entry.endsWith(".js") && existsSync(join(folder, "dist"))) folders.push(join(folder, "dist"))
    return folders
  }
  return folders
}

export interface Command {
  readonly file: string
  readonly arguments: readonly string[]
}

export interface CommandOptions {
  readonly entry: string
  readonly interpreter: Interpreter
  readonly snapshot?: string
  /** Bytes of WebAssembly memory that one script may use. */
  readonly memory: number
  /** Programs in front of Node that take more rights away. */
  readonly wrapper: readonly string[]
}

const PAGE = 65_536
const MIB = 1 << 20

/** Node with everything off that can be off. */
export const commandFor = ({ entry, interpreter, snapshot, memory, wrapper }: CommandOptions): Command => {
  const readable = [...entryFolders(entry), ...interpreter.folders, ...(snapshot === undefined ? [] : [snapshot])]
  const [first, ...others] = wrapper
  const node = [
    "--permission",
    ...readable.map((path) => `--allow-fs-read=${path}`),
    "--disallow-code-generation-from-strings",
    // Emscripten grows a fifth at a time; the gate holds the exact limit.
    `--wasm-max-mem-pages=${Math.ceil((memory * 1.25) / PAGE)}`,
    "--max-old-space-size=128",
    "--no-addons",
    "--no-warnings",
    entry
  ]
  return first === undefined
    ? { file: process.execPath, arguments: node }
    : { file: first, arguments: [...others, process.execPath, ...node] }
}

const run = promisify(execFile)

/** Absolute path of a program; the sandbox's own environment has no PATH. */
const programPath = (name: string): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => isAbsolute(path) && existsSync(path))

interface Layer {
  readonly program: string
  readonly arguments: (memory: number) => readonly string[]
  readonly gives: string
}

const LAYERS: readonly Layer[] = [
  {
    program: "prlimit",
    arguments: (memory) => ["--core=0", "--fsize=0", `--data=${memory + 2048 * MIB}`],
    gives: "no core dumps, no written files, bounded data"
  },
  { program: "unshare", arguments: () => ["--map-root-user", "--net"], gives: "no network" }
]

export interface Wrapper {
  readonly command: readonly string[]
  /** What it adds, for people. */
  readonly gives: readonly string[]
}

/** Linux programs that lock a process up further, as far as they are there and may be used. */
export const findWrapper = async (memory: number): Promise<Wrapper> => {
  const command: string[] = []
  const gives: string[] = []
  if (process.platform !== "linux") return { command, gives }
  const probe = programPath("true")
  for (const layer of LAYERS) {
    const path = programPath(layer.program)
    if (path === undefined || probe === undefined) continue
    const part = [path, ...layer.arguments(memory)]
    const [file = path, ...rest] = [...command, ...part]
    try {
      await run(file, [...rest, probe], { timeout: 2000, env: {} })
    } catch {
      continue
    }
    command.push(...part)
    gives.push(`${layer.program} (${layer.gives})`)
  }
  return { command, gives }
}
