/**
 * Turns what a sandbox process says about a call into segments or into one sentence. What it says is not trusted: a
 * script shares the interpreter with the code that reports on it.
 */
import type { Attempt } from "../child/imports.ts"
import { ScriptError, type ScriptFailure } from "../ScriptError.ts"
import type { ScriptResult, ScriptSegment } from "../ScriptRunner.ts"
import type { SandboxLimits } from "./messages.ts"
import type { Answer, ProcessLost } from "./process.ts"
import { outputSegments, type Returned, readAnswer, segmentsIn } from "./segments.ts"

export interface Circumstances extends Returned {
  readonly timeout: number
  readonly limits: SandboxLimits
}

/** How a driver describes a failure: in a reply's head, or as the answer of the interpreter. */
interface Described {
  readonly kind: string
  readonly message: string
  /** An error that a refused system call leads to. */
  readonly system?: boolean
  readonly line?: number
}

/** What a driver may call a failure; the rest is for the process and the server to find. */
const DRIVER_KINDS = new Set(["syntax", "exception", "result", "memory", "size"])
const MESSAGE = 1000
const NATIVE: Attempt = "call native code"

type Parsed = { readonly segments: readonly ScriptSegment[] } | { readonly failure: Described }

/** @throws ScriptError */
export const explain = (
  answer: Pick<Answer, "failure" | "attempts" | "starved" | "log" | "body">,
  about: Circumstances
): ScriptResult => {
  const { log } = answer
  const parsed = answer.failure === undefined ? parse(answer.body, about) : { failure: answer.failure }
  if ("failure" in parsed) {
    const { kind, message } = describe(parsed.failure, answer, about)
    throw new ScriptError(kind, plain(message), log)
  }
  try {
    return { segments: outputSegments(parsed.segments, about), log }
  } catch (error) {
    throw error instanceof ScriptError ? new ScriptError(error.kind, error.message, log) : error
  }
}

/** The outcome of a call whose process was lost. */
export const loss = (reason: ProcessLost["reason"], starved: boolean, about: Circumstances): ScriptError => {
  const kinds = { late: "timeout", aborted: "aborted", crashed: starved ? "memory" : "exception" } as const
  const message = `${about.name} broke its sandbox process, which was replaced.`
  const told = describe({ kind: kinds[reason], message }, { attempts: [], starved: false }, about)
  return new ScriptError(told.kind, told.message)
}

const parse = (body: Uint8Array, { name, limits }: Circumstances): Parsed => {
  const failure = (kind: string, message = ""): Parsed => ({ failure: { kind, message } })
  if (body.length > limits.result) return failure("size")
  let answer: unknown
  try {
    answer = readAnswer(body)
  } catch {
    return failure("result", `${name} returned an answer that is not JSON.`)
  }
  const described = answer as Partial<Described> | null
  if (typeof described?.kind === "string" && typeof described.message === "string") {
    const kind = DRIVER_KINDS.has(described.kind) ? described.kind : "exception"
    return { failure: { ...(described as Described), kind } }
  }
  const segments = segmentsIn(answer)
  return segments === undefined
    ? failure("result", `${name} returned an answer that is not a list of segments.`)
    : { segments }
}

const describe = (
  described: Described,
  { attempts, starved }: Pick<Answer, "attempts" | "starved">,
  { name, timeout, limits }: Circumstances
): { readonly kind: ScriptFailure; readonly message: string } => {
  const mebibytes = (bytes: number): string => `${Number((bytes / (1 << 20)).toFixed(1))} MiB`
  const { kind, line } = described
  const where = Number.isInteger(line) ? ` at line ${line}` : ""
  const tried = `tried to ${attempts.map(String).join(" and to ")}, which scripts may not do`
  switch (kind) {
    case "timeout":
      return { kind, message: `${name} did not finish within ${timeout / 1000} s and was stopped.` }
    case "memory":
      // ctypes calls it a lack of memory when it gets no room for native code.
      if (attempts.includes(NATIVE)) return { kind: "forbidden", message: `${name} ${tried}.` }
      return {
        kind,
        message: `${name} needed more than ${mebibytes(limits.memory)} of memory${where} and was stopped.`
      }
    case "size":
      return { kind: "result", message: `${name} returned more than ${mebibytes(limits.result)}.` }
    case "aborted":
      return { kind, message: `${name} was stopped because its run was.` }
    case "forbidden":
      return { kind, message: `${name} ${tried}, and was stopped.` }
    default:
      break
  }
  const message = described.message || `${name} failed.`
  const sentence = message.replace(/[.]$/, "")
  if (kind === "exception" && described.system === true && attempts.length > 0)
    return { kind: "forbidden", message: `${sentence} (it ${tried}).` }
  if (kind === "exception" && starved)
    return {
      kind: "memory",
      message: `${sentence} (it had asked for more than ${mebibytes(limits.memory)} of memory).`
    }
  return { kind: kind === "syntax" || kind === "result" ? kind : "exception", message }
}

/** One line of bounded length without control characters. */
const plain = (text: string): string => {
  // oxlint-disable-next-line no-control-regex -- that is the point
  const line = text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim()
  return line.length > MESSAGE ? `${line.slice(0, MESSAGE)}…` : line
}
