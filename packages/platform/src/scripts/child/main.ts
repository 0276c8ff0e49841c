/**
 * Entry of a sandbox process: turns into one engine, then runs one script after the other until its stdin closes.
 *
 * The server starts it with Node's permission model on, no environment and little memory (`internal/process.ts`). It has
 * no message for "read a file" or "fetch": it gets a script and data, and gives data back.
 */
import { Console } from "node:console"
import process from "node:process"
import vm from "node:vm"
import { encodeFrame, FrameReader } from "../internal/frames.ts"
import type { Call, Printed, Ready, Reply, Start } from "../internal/messages.ts"
import { type Engine, Late, type Limited, type Started } from "./Engine.ts"

const FRAME_LIMIT = 1 << 30

// The watch dog of `vm` stops loops that never come back to the event loop, inside WebAssembly too, so a process whose
// server was killed in the middle of one does not run for ever. The server's own timer is for one that got out of hand.
const holder = globalThis as { __work?: () => void }
const script = new vm.Script("__work()")
const limited: Limited = (millis, work) => {
  const results: ReturnType<typeof work>[] = []
  holder.__work = () => {
    results.push(work())
  }
  try {
    script.runInThisContext({ timeout: Math.max(1, Math.ceil(millis)) })
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new Late()
    throw error
  } finally {
    delete holder.__work
  }
  return results[0] as ReturnType<typeof work>
}

const send = (head: Ready | Reply | Printed, body?: Uint8Array): void => {
  for (const part of encodeFrame(head, body)) process.stdout.write(part)
}

/** The call that is being run. */
let present = 0
const tell = (text: string): void => {
  // In one piece: the time limit may end the script in between, and half a frame would break the next one.
  process.stdout.write(Buffer.concat([...encodeFrame({ type: "printed", id: present, text } satisfies Printed)]))
}

const start = async (head: Start): Promise<Engine> => {
  const started: Started =
    head.engine === "python"
      ? await (await import("./python.ts")).startPython(head, tell)
      : await (await import("./javascript.ts")).startJavaScript(head, tell)
  send({ type: "ready" }, started.snapshot)
  return started.engine
}

const serve = async (engine: Engine, call: Call, request: Uint8Array): Promise<void> => {
  present = call.id
  const { body, ...outcome } = engine.run(call, request, limited)
  send({ type: "reply", id: call.id, ...outcome }, body)
  if (!outcome.spent) await engine.reset()
}

// stdout belongs to the frames.
globalThis.console = new Console(process.stderr)
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error.stack ?? String(error)}\n`)
  process.exit(70)
})

const reader = new FrameReader(FRAME_LIMIT)
let engine: Promise<Engine> | undefined
let queue: Promise<unknown> = Promise.resolve()
process.stdin.on("data", (chunk: Uint8Array) => {
  for (const { head, body } of reader.push(chunk)) {
    if (engine === undefined) {
      queue = engine = start(head as Start)
      continue
    }
    const started = engine
    queue = queue.then(async () => serve(await started, head as Call, body))
  }
})
// The server is gone, or wants this process gone.
process.stdin.on("end", () => process.exit(0))
process.stdin.on("error", () => process.exit(0))
