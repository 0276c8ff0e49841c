/**
 * Scripted faults: a server that misbehaves exactly as it is told. For this project's tests and for those of its users.
 * A rule says which requests (by method, path, operation, count or chance) and what happens to them. The same seed and
 * the same requests give the same faults.
 */
import type { IncomingHttpHeaders } from "node:http"
import type { Cut, Reply } from "../replies/Reply.ts"
import type { RetryAfterForm } from "../replies/retryAfter.ts"

export type Fault =
  /**
   * The connection ends without a (whole) answer. `before-body`: nothing of the body is read. `after-body`: the body is
   * read and thrown away. `before-answer`: the request is carried out, its answer is lost. `mid-answer`: half of the
   * answer's body arrives. `reset` sends RST instead of a regular end.
   */
  | {
      readonly type: "drop"
      readonly at: "before-body" | "after-body" | "before-answer" | "mid-answer"
      readonly reset?: boolean
    }
  /** No answer, ever; the connection stays open. `after` carries the request out first. */
  | { readonly type: "hang"; readonly at?: "before" | "after" }
  /** The right answer, `millis` late. */
  | { readonly type: "delay"; readonly millis: number }
  /** The right answer, its body in pieces of `bytes` (16) with a pause of `millis` (20) before each. */
  | { readonly type: "slow"; readonly bytes?: number; readonly millis?: number }
  /** Another status instead of the answer; the request is not carried out. */
  | {
      readonly type: "status"
      readonly status: number
      readonly retryAfter?: { readonly millis: number; readonly form?: RetryAfterForm }
      /** Default: the error body of the wire. */
      readonly body?: string
      readonly contentType?: string
    }
  /** The right status with a body that is not JSON: cut off, an HTML page, or nothing at all. */
  | { readonly type: "garble"; readonly how?: "cut" | "html" | "empty" }
  /** A check answer with an unknown status (`WARMING_UP`), not completed. */
  | { readonly type: "unknown-status"; readonly word?: string }
  /** 404, as though what was just made were not visible yet. */
  | { readonly type: "invisible" }
  /** 403, as though a signed URL had expired. */
  | { readonly type: "expired" }

export interface FaultRule {
  readonly fault: Fault
  readonly method?: string
  /** A part of the path, or a pattern. */
  readonly path?: string | RegExp
  /** Operation id of the contract, for example `checkRun`. */
  readonly operation?: string
  /** Which of the requests that fit, counted from 1; all of them by default. */
  readonly nth?: number | readonly number[]
  /** Only the first so many that fit. */
  readonly times?: number
  /** Counts `nth` and `times` for each path on its own, for example for each run. */
  readonly perPath?: boolean
  /** Chance from 0 to 1, drawn from the seed. */
  readonly probability?: number
}

export interface FaultOptions {
  /** For rules with a probability. Default: 0. Print it with a failure, and the same faults come again. */
  readonly seed?: number
  /** The first rule that fits decides. */
  readonly rules?: readonly FaultRule[]
  /** Obeys the request header `Aixplain-Fault`, which holds a fault as JSON. Off unless asked for. */
  readonly byHeader?: boolean
}

/** What a request is told by. */
export interface FaultFacts {
  readonly method: string
  readonly path: string
  readonly operation: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The fault that one request met, ready to be carried out. */
export interface PickedFault {
  readonly kind: Fault["type"]
  readonly cut: Cut | undefined
  /** The whole body is read before anything happens. */
  readonly readsBody: boolean
  /** An answer that takes the route's place. */
  before(signal: () => AbortSignal): Promise<Reply | undefined>
  /** The answer to send instead of the route's. */
  after(reply: Reply, signal: () => AbortSignal): Promise<Reply | undefined>
}

export interface Faults {
  pick(facts: FaultFacts): PickedFault | undefined
}

/** The script of a running server: what tests change between two requests. */
export interface FaultScript {
  /** Comes before the rules that are there. The answer takes it out again. */
  add(rule: FaultRule): () => void
  /** Takes out all rules and starts counting anew. */
  clear(): void
  /** How many requests met a fault, by its type. */
  readonly met: Readonly<Record<string, number>>
}
