/**
 * One sandbox process as the server holds it: starts it, gives it one call at a time, and kills it when it is late, when
 * the caller gives up, or when it says anything out of turn. Knows nothing of languages or of other processes.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { encodeFrame, FrameReader, type Frame } from "./frames.ts"
import type { Command } from "./locate.ts"
import type { Call, Printed, Ready, Reply, SandboxEngine, Start } from "./messages.ts"

/** The process ended, or had to be ended, before it answered. */
export class ProcessLost extends Error {
  /** `late`: by the server's timer. `aborted`: by the caller. `crashed`: by itself. */
  readonly reason: "late" | "aborted" | "crashed"
  constructor(reason: ProcessLost["reason"], detail: string) {
    super(detail)
    this.reason = reason
  }
}

export interface Answer extends Reply {
  readonly body: Uint8Array
}

const MIB = 1 << 20
/** A snapshot is 31 MiB. */
const READY_LIMIT = 96 * MIB
const STDERR_KEPT = 4096
/** How long after its own deadline a process may still answer. */
const GRACE = 1000
const START_LIMIT = 60_000

interface Waiting {
  readonly resolve: (frame: Frame) => void
  readonly reject: (error: ProcessLost) => void
  readonly printed?: Listener
}

/** Hears what a script prints while it runs, up to so many characters. */
interface Listener {
  readonly id: number
  readonly hear: (text: string) => void
  left: number
}

const isPrinted = (head: unknown): head is Printed => {
  const printed = head as Partial<Printed> | null
  return printed?.type === "printed" && typeof printed.id === "number" && typeof printed.text === "string"
}

const isReply = (head: unknown): head is Reply => {
  const reply = head as Partial<Reply> | null
  const { failure } = reply ?? {}
  const told = failure === undefined || (typeof failure?.kind === "string" && typeof failure.message === "string")
  return reply?.type === "reply" && typeof reply.log === "string" && Array.isArray(reply.attempts) && told
}

/** @throws Error when the process says more than a log can be, or speaks of another call. */
const hear = (listener: Listener, { id, text }: Printed): void => {
  listener.left -= text.length
  if (id !== listener.id || listener.left < 0) throw new Error("it printed out of turn")
  listener.hear(text)
}

export class SandboxProcess {
  readonly engine: SandboxEngine
  /** Resolves with a memory snapshot, if the process made one. Rejects when it does not come up. */
  readonly ready: Promise<Uint8Array | undefined>
  /** Calls answered so far. */
  calls = 0
  readonly exited: Promise<void>
  readonly #child: ChildProcess
  #reader = new FrameReader(READY_LIMIT)
  #waiting: Waiting | undefined
  #stderr = ""
  #lost: ProcessLost | undefined

  constructor(command: Command, start: Start) {
    this.engine = start.engine
    this.#child = spawn(command.file, command.arguments, {
      // Scripts see UTC, and nothing of the server's environment.
      env: { TZ: "UTC" },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true
    })
    const { stdin, stdout, stderr } = this.#child
    this.exited = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        this.#lose("crashed", `it ended with ${signal ?? `code ${code}`}${this.#stderr && `: ${this.#stderr}`}`)
        resolve()
      })
      this.#child.once("error", (error) => {
        this.#lose("crashed", `it could not be started: ${error.message}`)
        if (this.#child.pid === undefined) resolve()
      })
    })
    stdin?.on("error", () => undefined)
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT)
    })
    stdout?.on("data", (chunk: Uint8Array) => this.#receive(chunk))
    this.ready = this.#start(start)
    this.ready.catch(() => undefined)
  }

  /** The process is of no use any more. */
  get lost(): boolean {
    return this.#lost !== undefined
  }

  /** Node's memory ran out, as its last words tell. */
  get starved(): boolean {
    return /heap out of memory|Allocation failed|allocation failure/i.test(this.#stderr)
  }

  /** @throws ProcessLost */
  async call(
    call: Call,
    request: Uint8Array,
    limit: number,
    signal?: AbortSignal,
    printed: (text: string) => void = () => {}
  ): Promise<Answer> {
    if (this.#reader.limit !== limit) this.#reader = new FrameReader(limit)
    const giveUp = (): void => this.kill("aborted")
    signal?.addEventListener("abort", giveUp, { once: true })
    // After the turn's input: a server that was busy itself finds the answer waiting.
    const timer = setTimeout(() => setImmediate(() => done || this.kill("late")), call.timeout + GRACE)
    let done = false
    try {
      const { head: reply, body } = await this.#exchange(call, request, { id: call.id, hear: printed, left: limit })
      if (!isReply(reply) || reply.id !== call.id) {
        this.kill("crashed")
        throw new ProcessLost("crashed", "it answered out of turn")
      }
      this.calls++
      return { ...reply, body }
    } finally {
      done = true
      clearTimeout(timer)
      signal?.removeEventListener("abort", giveUp)
    }
  }

  kill(reason: ProcessLost["reason"] = "aborted"): void {
    this.#lose(reason, "it was killed")
    this.#child.kill("SIGKILL")
  }

  /** Whether a waiting server is kept alive by this process. */
  hold(busy: boolean): void {
    const { stdin, stdout, stderr } = this.#child
    for (const part of [this.#child, stdin, stdout, stderr] as ({ ref(): void; unref(): void } | null)[]) {
      if (busy) part?.ref()
      else part?.unref()
    }
  }

  async #start(start: Start): Promise<Uint8Array | undefined> {
    const timer = setTimeout(() => this.kill("late"), START_LIMIT)
    try {
      const { head, body } = await this.#exchange(start)
      if ((head as Partial<Ready> | null)?.type !== "ready") this.kill("crashed")
      return body.length > 0 ? body : undefined
    } finally {
      clearTimeout(timer)
    }
  }

  #exchange(head: unknown, body?: Uint8Array, printed?: Listener): Promise<Frame> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) return reject(this.#lost)
      this.#waiting = { resolve, reject, ...(printed === undefined ? {} : { printed }) }
      for (const part of encodeFrame(head, body)) this.#child.stdin?.write(part)
    })
  }

  #receive(chunk: Uint8Array): void {
    if (this.#lost !== undefined) return
    try {
      for (const frame of this.#reader.push(chunk)) {
        const waiting = this.#waiting
        if (waiting?.printed !== undefined && isPrinted(frame.head)) {
          hear(waiting.printed, frame.head)
          continue
        }
        this.#waiting = undefined
        if (waiting === undefined) throw new Error("it spoke without being asked")
        waiting.resolve(frame)
      }
    } catch (error) {
      this.#lose("crashed", error instanceof Error ? error.message : String(error))
      this.#child.kill("SIGKILL")
    }
  }

  #lose(reason: ProcessLost["reason"], detail: string): void {
    if (this.#lost !== undefined) return
    this.#lost = new ProcessLost(reason, detail)
    this.#waiting?.reject(this.#lost)
    this.#waiting = undefined
  }
}
