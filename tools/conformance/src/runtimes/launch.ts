/** Starts the portable program in a runtime and collects its lines. */
import { spawn } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, join, normalize } from "node:path"
import { chromium } from "playwright-core"
import type { Consumer } from "./consumer.ts"
import type { Line, ProgramOptions, RuntimeName } from "./program/main.ts"

export interface Launched {
  readonly lines: readonly Line[]
  /** Why the output is incomplete; undefined if the program ended normally. */
  readonly broken?: string
}

/** No runtime takes longer, even together with others on two cores. */
const limit = 120_000

const options = (runtime: RuntimeName, control: string, folder?: string): ProgramOptions => ({
  runtime,
  control,
  ...(folder !== undefined && { folder })
})

interface Process {
  readonly out: string
  readonly error: string
  readonly code: number | null
}

const processOf = (path: string, args: readonly string[], cwd: string): Promise<Process> =>
  new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: limit, env: environment(cwd) })
    let [out, error] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text))
    child.on("error", reject).on("close", (code) => resolve({ out, error, code }))
  })

/** Runs a process to its end; its output is the program's lines. */
const collected = async (path: string, args: readonly string[], cwd: string): Promise<Launched> => {
  const { out, error, code } = await processOf(path, args, cwd)
  const lines = out.split("\n").flatMap((text) => (text.startsWith("{") ? [JSON.parse(text) as Line] : []))
  return code === 0 ? { lines } : { lines, broken: `it ended with ${String(code)}: ${error.slice(-2_000)}` }
}

/** No environment variables of this machine, in particular no keys. */
const environment = (home: string): NodeJS.ProcessEnv => ({
  HOME: home,
  PATH: process.env["PATH"],
  TMPDIR: join(home, "files"),
  DENO_NO_UPDATE_CHECK: "1",
  NO_COLOR: "1"
})

/** Permissions for Deno: the loopback network, one folder, and the folder for temporary files. */
const denoFlags = (folder: string): readonly string[] => [
  "run",
  "--no-prompt",
  "--no-lock",
  "--node-modules-dir=manual",
  "--allow-net=127.0.0.1",
  `--allow-read=${folder}`,
  `--allow-write=${folder}`,
  // The folder for temporary files, where a stream of unknown length is buffered.
  "--allow-env=TMPDIR,TMP,TEMP"
]

/** Node, Bun and Deno. */
export const inProcess = async (
  runtime: "node" | "bun" | "deno",
  path: string,
  consumer: Consumer,
  control: string
): Promise<Launched> => {
  const given = JSON.stringify(options(runtime, control, join(consumer.folder, "files")))
  const before = runtime === "deno" ? denoFlags(consumer.folder) : []
  return collected(path, [...before, consumer.process, given], consumer.folder)
}

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html" }

const page = "<!doctype html><title>program</title>"

/** A page on another origin, so that every request of the client is cross-origin. */
export const inChromium = async (path: string, consumer: Consumer, control: string): Promise<Launched> => {
  const server = createServer((request, response) => {
    const name = normalize(request.url ?? "/").replace(/^\/$/, "index.html")
    response.setHeader("content-type", types[extname(name)] ?? "text/plain")
    try {
      response.end(name === "index.html" ? page : readFileSync(join(consumer.browser, name)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] })
  const lines: Line[] = []
  const tooLong = setTimeout(() => void browser.close(), limit)
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.exposeFunction("say", (line: Line) => void lines.push(line))
    const done = tab.evaluate(
      `import("/main.js").then(({ main }) => main(${JSON.stringify(options("browser", control))}, say))`
    )
    await done
    return { lines }
  } catch (error) {
    return { lines, broken: String(error) }
  } finally {
    clearTimeout(tooLong)
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}

/** Node without its globals: code bundled for browsers must not need `node:`, `process` or `Buffer`. */
export const inSealed = (path: string, consumer: Consumer, control: string): Promise<Launched> =>
  collected(path, [consumer.sealed, consumer.script, JSON.stringify(options("sealed", control))], consumer.folder)

const workerdConfig = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .program), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const program :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-01-01"
);
`

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return port
}

/** The runtime of an edge platform, without its Node compatibility. */
export const inWorkerd = async (path: string, consumer: Consumer, control: string): Promise<Launched> => {
  const port = await freePort()
  writeFileSync(join(consumer.folder, "worker.capnp"), workerdConfig(port))
  const child = spawn(path, ["serve", "worker.capnp"], { cwd: consumer.folder, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text))
  const closed = new Promise<void>((resolve) => void child.once("close", () => resolve()))
  try {
    const body = JSON.stringify(options("worker", control))
    const response = await firstAnswer(`http://127.0.0.1:${port}/`, body, closed)
    if (!response.ok) return { lines: [], broken: `${response.status}: ${await response.text()} ${said}` }
    return { lines: (await response.json()) as Line[] }
  } catch (error) {
    return { lines: [], broken: `${String(error)} ${said}` }
  } finally {
    child.kill()
    await closed
  }
}

/** Polls until the server listens. */
const firstAnswer = async (url: string, body: string, closed: Promise<void>): Promise<Response> => {
  let isClosed = false
  void closed.then(() => (isClosed = true))
  for (;;) {
    try {
      return await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(limit) })
    } catch (error) {
      const refused = (error as { readonly cause?: { readonly code?: string } }).cause?.code === "ECONNREFUSED"
      if (!refused || isClosed) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
