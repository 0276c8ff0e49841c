/**
 * Processes that are measured: pinned to a core if the system supports it, called over IPC, stopped by the bench that
 * started them. Also finds what is measured: the built bundle if it exists, else the sources.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"

export const root = fileURLToPath(new URL("../../../", import.meta.url))
const taskset = ["/usr/bin/taskset", "/bin/taskset"].find((path) => existsSync(path))

/** Whether processes can be pinned to a core on this system. */
export const canPin = taskset !== undefined

export interface StartOptions {
  /** Number of the core that it is pinned to. */
  readonly core?: number
  readonly nodeOptions?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Text for its standard input. */
  readonly input?: string
  /** Milliseconds after which it is killed. */
  readonly limit?: number
}

const commandOf = (command: string, args: readonly string[], core: number | undefined): [string, string[]] =>
  core === undefined || taskset === undefined ? [command, [...args]] : [taskset, ["-c", String(core), command, ...args]]

/** Only the environment variables that a program needs: no API key of the user reaches a child. */
const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] ?? "",
  ...more
})

/** Runs a program to its end and returns its stdout; rejects with its stderr if it fails. */
export const run = (command: string, args: readonly string[], options: StartOptions = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(...commandOf(command, args, options.core), {
      env: environment(options.env),
      stdio: "pipe",
      timeout: options.limit ?? 300_000,
      ...(options.cwd !== undefined && { cwd: options.cwd })
    })
    child.stdin.on("error", () => {}).end(options.input ?? "")
    let stdout = ""
    let stderr = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
    child.on("error", reject)
    child.on("close", (code) =>
      code === 0 ? resolve(stdout) : reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr}`))
    )
  })

/** The last line that a program printed, as JSON. */
export const lastJson = (stdout: string): unknown => JSON.parse(stdout.trim().split("\n").at(-1) ?? "null")

/** In a program that `runNode` started: its settings. */
export const settingsOf = (): unknown => JSON.parse(readFileSync(0, "utf8"))

/** One-shot program: settings in, one JSON value out. */
export const runNode = async <A>(file: URL, settings: object, options: StartOptions = {}): Promise<A> =>
  lastJson(
    await run(process.execPath, [...(options.nodeOptions ?? []), fileURLToPath(file)], {
      ...options,
      input: JSON.stringify(settings)
    })
  ) as A

/** A child process that answers calls until it is stopped. */
export class Helper implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #n = 0

  constructor(file: URL, options: StartOptions = {}) {
    const [command, args] = commandOf(
      process.execPath,
      [...(options.nodeOptions ?? []), fileURLToPath(file)],
      options.core
    )
    this.#child = spawn(command, args, {
      env: environment(options.env),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced"
    })
    this.#child.on("message", (message: { id: number; result?: never; error?: string }) => {
      const call = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if (message.error === undefined) call?.resolve(message.result as never)
      else call?.reject(new Error(message.error))
    })
    this.#child.on("exit", (code, signal) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`The helper ended: ${code ?? signal}`))
      this.#waiting.clear()
    })
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  ask<A>(name: string, argument?: unknown): Promise<A> {
    const id = ++this.#n
    return new Promise<A>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#child.send({ id, name, argument })
    })
  }

  /** Kills it at once, as a crash would. */
  kill(): Promise<void> {
    return this.#end("SIGKILL")
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    await this.ask("stop").catch(() => {})
    await this.#end("SIGTERM")
  }

  #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve()
    const ended = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()))
    const late = setTimeout(() => this.#child.kill("SIGKILL"), 10_000)
    this.#child.kill(signal)
    return ended.finally(() => clearTimeout(late))
  }
}

interface Question {
  readonly id: number
  readonly name: string
  readonly argument: never
}

/** In a helper: answers the calls of the process that started it. */
export const answer = (calls: Readonly<Record<string, (argument: never) => unknown>>): void => {
  const reply = async ({ argument, id, name }: Question): Promise<void> => {
    try {
      process.send?.({ id, result: await calls[name]!(argument) })
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  process.on("message", (question: Question) => void reply(question))
  process.on("disconnect", () => process.exit())
}

const entries = {
  sdk: { built: "packages/sdk/dist/index.node.js", source: "packages/sdk/src/index.ts" },
  platform: { built: "packages/platform/dist/index.js", source: "packages/platform/src/index.ts" },
  cli: { built: "packages/cli/dist/main.js", source: "packages/cli/src/main.ts" }
} as const

/** Where a package is measured from: its bundle, as users get it, or its sources if it is not built. */
export const entryOf = (
  name: keyof typeof entries
): { readonly url: string; readonly built: boolean; readonly note: string } => {
  const { built, source } = entries[name]
  const file = root + built
  if (!existsSync(file))
    return { url: pathToFileURL(root + source).href, built: false, note: `${name} from its sources (not built)` }
  const newest = Math.max(
    ...globSync(`${root}packages/{${name === "platform" ? "platform" : `core,${name}`},designer}/src/**/*.ts`).map(
      (path) => statSync(path).mtimeMs
    )
  )
  const stale = newest > statSync(file).mtimeMs ? "; sources have changed since, run `pnpm build` first" : ""
  return { url: pathToFileURL(file).href, built: true, note: `${name} as built${stale}` }
}
