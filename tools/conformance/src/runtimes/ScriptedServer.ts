/**
 * An independent server for testing the client from outside: it answers from the contract's examples, follows a
 * script (drop, hang, refuse, garble, …) and records every request. It shares no code with client or platform.
 */
import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { contentOf, pipelineOf, type RouteKind, routeOf, runId, succeeded } from "./wire.ts"

/** What the server does with one request. Each route takes its steps in order; after the last one requests succeed. */
export type Step =
  | "ok"
  /** The body is read, then the connection is closed (`fin`) or reset (`rst`) without an answer. */
  | { readonly drop: "fin" | "rst" }
  /** Closed as soon as the headers have arrived. */
  | { readonly drop: "head" }
  /** Never answered. */
  | { readonly hang: true }
  /** The head of an answer and half of its body; then nothing, or a reset. */
  | { readonly half: "hang" | "rst" }
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      /** `Retry-After` as a date, this many seconds from now. */
      readonly retryAfterDate?: number
      readonly json?: unknown
      readonly text?: string
    }

/** The settings of a scripted server. `{origin}` in texts is its address. */
export interface Script {
  /** Value of `aixplain-extensions`; none by default, as the hosted server has none. */
  readonly extensions?: string
  readonly steps?: { readonly [K in RouteKind]?: readonly Step[] }
  /** Outputs of successful runs, by label. */
  readonly outputs?: Readonly<Record<string, unknown>>
  /** The events of an event stream. */
  readonly events?: readonly unknown[]
  /** Origin to use in poll URLs instead of the server's. */
  readonly pollOrigin?: string
}

/** One request as it arrived. */
export interface Seen {
  readonly kind: RouteKind
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Text of the body, its first 64 KiB. */
  readonly body: string
  readonly bytes: number
  readonly sha256: string
  /** Milliseconds since the server started. */
  readonly at: number
  /** Number of the connection that it used, counted from 1. */
  readonly connection: number
}

const kept = 64 * 1024

export class ScriptedServer {
  readonly #script: Script
  readonly #server: Server
  readonly #seen: Seen[] = []
  readonly #counts = new Map<RouteKind, number>()
  readonly #runs = new Map<string, string>()
  readonly #connections = new WeakMap<Socket, number>()
  readonly #sockets = new Set<Socket>()
  readonly #began = performance.now()
  readonly #idle: (() => void)[] = []
  #preflights = 0
  #started = 0
  #opened = 0
  #port = 0

  constructor(script: Script = {}) {
    this.#script = script
    this.#server = createServer((request, response) => void this.#take(request, response))
    this.#server.on("connection", (socket) => {
      this.#opened += 1
      this.#connections.set(socket, this.#opened)
      this.#sockets.add(socket)
      socket.once("close", () => this.#sockets.delete(socket))
      socket.on("error", () => {})
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Requests in the order of their arrival; preflights are counted apart. */
  get seen(): readonly Seen[] {
    return this.#seen
  }

  /** Runs this server carried out, whether or not their answer arrived. */
  get started(): number {
    return this.#started
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#sockets.size
  }

  get preflights(): number {
    return this.#preflights
  }

  of(kind: RouteKind): readonly Seen[] {
    return this.#seen.filter((one) => one.kind === kind)
  }

  /** Listens; on the same port again after `refuse`. */
  async listen(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject).listen(this.#port, "127.0.0.1", resolve)
    })
    this.#port = (this.#server.address() as AddressInfo).port
    return this
  }

  /** Refuses connections from now on; `listen` uses the same port again. */
  async refuse(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()))
  }

  /** Resolves once this many requests of a kind have arrived. */
  async until(kind: RouteKind, count: number): Promise<void> {
    while (this.of(kind).length < count) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  /** Resolves once no connection is open. */
  async untilClosed(): Promise<void> {
    for (const socket of this.#sockets) await new Promise<void>((resolve) => void socket.once("close", () => resolve()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.refuse()
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", socket } = request
    response.setHeader("access-control-allow-origin", "*")
    if (method === "OPTIONS") {
      this.#preflights += 1
      response.setHeader("access-control-allow-methods", "GET, POST, PUT, DELETE")
      response.setHeader("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "*")
      response.writeHead(204).end()
      return
    }
    response.setHeader("access-control-expose-headers", "aixplain-extensions, etag, retry-after, retry-after-ms")
    if (this.#script.extensions !== undefined) response.setHeader("aixplain-extensions", this.#script.extensions)
    const kind = routeOf(method, url)
    const nth = this.#counts.get(kind) ?? 0
    this.#counts.set(kind, nth + 1)
    const step: Step = this.#script.steps?.[kind]?.[nth] ?? "ok"
    const at = performance.now() - this.#began
    if (isDrop(step, "head")) {
      socket.destroy()
      this.#remember(request, kind, at, Buffer.alloc(0), 0, createHash("sha256"))
      return
    }
    const hash = createHash("sha256")
    let bytes = 0
    let body = Buffer.alloc(0)
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        bytes += chunk.byteLength
        hash.update(chunk)
        if (body.byteLength < kept) body = Buffer.concat([body, chunk]).subarray(0, kept)
      }
    } catch {
      return
    }
    const seen = this.#remember(request, kind, at, body, bytes, hash)
    this.#answer(seen, step, response)
  }

  #remember(
    request: IncomingMessage,
    kind: RouteKind,
    at: number,
    body: Buffer,
    bytes: number,
    hash: ReturnType<typeof createHash>
  ): Seen {
    const seen: Seen = {
      kind,
      at,
      bytes,
      method: request.method ?? "GET",
      path: request.url ?? "/",
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: body.toString("utf8"),
      sha256: hash.digest("hex"),
      connection: this.#connections.get(request.socket) ?? 0
    }
    this.#seen.push(seen)
    for (const wake of this.#idle.splice(0)) wake()
    return seen
  }

  /** A run starts unless the request is refused, or repeats one with the same key and the server honours keys. */
  #start(seen: Seen): string {
    const key = this.#script.extensions?.includes("idempotency-key") ? seen.headers["idempotency-key"] : undefined
    const known = key === undefined ? undefined : this.#runs.get(key)
    if (known !== undefined) return known
    this.#started += 1
    const id = runId(this.#started)
    if (key !== undefined) this.#runs.set(key, id)
    return id
  }

  #answer(seen: Seen, step: Step, response: ServerResponse): void {
    const refused = typeof step === "object" && "status" in step && (step.status ?? 200) >= 300
    const run = seen.kind === "run" && !refused ? this.#start(seen) : ""
    const socket = response.socket
    if (isDrop(step, "fin")) return void socket?.end()
    if (isDrop(step, "rst")) return void socket?.resetAndDestroy()
    if (typeof step === "object" && "hang" in step) return
    const plain = typeof step === "object" && !("half" in step) && !("drop" in step) ? step : {}
    if (plain.retryAfterDate !== undefined)
      response.setHeader("retry-after", new Date(Date.now() + plain.retryAfterDate * 1_000).toUTCString())
    for (const [name, value] of Object.entries(plain.headers ?? {})) response.setHeader(name, this.#fill(value))
    if (seen.kind === "file" && plain.status === undefined) {
      const content = contentOf(Number(seen.path.split("/").at(-1)))
      response.writeHead(200, { "content-type": "application/octet-stream", "content-length": content.byteLength })
      if (!(typeof step === "object" && "half" in step)) return void response.end(content)
      return void response.write(content.subarray(0, content.byteLength / 2), () => finish(step, socket))
    }
    if (seen.kind === "events" && plain.status === undefined) {
      response.writeHead(200, { "content-type": "text/event-stream" })
      for (const [index, event] of (this.#script.events ?? []).entries())
        response.write(`id: ${index + 1}\ndata: ${this.#fill(JSON.stringify(event))}\n\n`)
      return void response.end()
    }
    const text = plain.text ?? (plain.json !== undefined ? JSON.stringify(plain.json) : this.#usual(seen, run))
    const whole = Buffer.from(this.#fill(text))
    const status = plain.status ?? (seen.kind === "run" ? 201 : 200)
    const type = text.startsWith("<") ? "text/html" : "application/json"
    if (typeof step === "object" && "half" in step) {
      response.writeHead(status, { "content-type": type, "content-length": whole.byteLength })
      return void response.write(whole.subarray(0, whole.byteLength / 2), () => finish(step, socket))
    }
    if (seen.kind === "check" && seen.headers["prefer"] !== undefined) response.setHeader("preference-applied", "wait")
    response.writeHead(status, { "content-type": type }).end(whole)
  }

  #usual(seen: Seen, run: string): string {
    switch (seen.kind) {
      case "run":
        return JSON.stringify({
          url: `${this.#script.pollOrigin ?? this.url}/assets/pipeline/execution/check/${run}`,
          status: "IN_PROGRESS",
          batchMode: true
        })
      case "check":
        return JSON.stringify(succeeded(this.#script.outputs ?? { Mood: "POSITIVE" }))
      case "target":
        return JSON.stringify({ key: "1/talk.bin", uploadUrl: `${this.url}/put/1`, downloadUrl: `${this.url}/file/10` })
      case "pipeline":
        return JSON.stringify(pipelineOf(seen.path.split(/[/?]/).at(-1) ?? ""))
      default:
        return "{}"
    }
  }

  #fill(text: string): string {
    return text.replaceAll("{origin}", this.url)
  }
}

const isDrop = (step: Step, how: "fin" | "rst" | "head"): boolean =>
  typeof step === "object" && "drop" in step && step.drop === how

const finish = (step: { readonly half: "hang" | "rst" }, socket: Socket | null): void => {
  if (step.half === "rst") socket?.resetAndDestroy()
}

/** A listening server; dispose of it when done. */
export const scripted = (script: Script = {}): Promise<ScriptedServer> => new ScriptedServer(script).listen()
