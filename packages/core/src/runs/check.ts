/** One check of a run: a GET that the server may hold for a while where it says it can. */
import type { RunRef } from "../RunRef.ts"
import type { RunSnapshot } from "../RunSnapshot.ts"
import type { Call, Http } from "../http/Http.ts"
import { retryAfter } from "../http/answers.ts"
import { type Clock, dateOf } from "../runtime/time.ts"
import { readCheck } from "./answers.ts"

/** Seconds a server is asked to hold a check, where it can. */
const longest = 20

export interface Checked {
  readonly snapshot: RunSnapshot
  /** When the server asks to be polled next, if it says that. */
  readonly hintMillis: number | undefined
  /** The server held the answer: it need not be waited for before the next check. */
  readonly held: boolean
}

export interface CheckAsked {
  readonly operation: string
  readonly ref: RunRef
  readonly timeoutMillis: number
  readonly apiKey: string | undefined
  /** Ask the server to hold the answer until the run ends. */
  readonly hold: boolean
  /** For `Retry-After` as a date. */
  readonly clock: Clock
}

/** Whole seconds that leave room for the answer itself. */
const holdSeconds = (timeoutMillis: number): number => Math.min(longest, Math.floor(timeoutMillis / 1_000) - 2)

/** The call; asked once (`attempt`) while following, with retries (`request`) for a single check. */
export const checkCall = (http: Http["Service"], asked: CheckAsked): Call<Checked> => {
  const { ref } = asked
  const seconds = asked.hold && http.declares("prefer-wait") ? holdSeconds(asked.timeoutMillis) : 0
  return {
    operation: asked.operation,
    key: "x-api-key",
    mode: "safe",
    subject: { what: "run", id: ref.id },
    timeoutMillis: asked.timeoutMillis,
    apiKey: asked.apiKey,
    headers: seconds > 0 ? { prefer: `wait=${seconds}` } : {},
    send: (client, init) =>
      client.GET("/assets/pipeline/execution/check/{run}", {
        ...init,
        params: { path: { run: ref.id } },
        // The URL as the server named it, judged before: it may lie on another trusted origin.
        pathSerializer: () => ref.url
      }),
    decode: (answer) => {
      const snapshot = readCheck(answer.body, ref)
      if (snapshot === undefined) return undefined
      return {
        snapshot: answer.requestId === undefined ? snapshot : { ...snapshot, requestId: answer.requestId },
        hintMillis: retryAfter(answer.headers, dateOf(asked.clock)),
        held: seconds > 0 && answer.headers.has("preference-applied")
      }
    }
  }
}
