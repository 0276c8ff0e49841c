/** What each fault does to one request and its answer. Pauses are on the server's clock, so a virtual one skips them. */
import type { Clock } from "../clock/Clock.ts"
import { HttpError } from "../replies/HttpError.ts"
import { type Cut, refusal, type Reply, type ReplyBody } from "../replies/Reply.ts"
import { retryAfter } from "../replies/retryAfter.ts"
import type { Fault, PickedFault } from "./Faults.ts"

type Effect = Partial<Pick<PickedFault, "before" | "after" | "readsBody">> & {
  readonly cut?: (reply: Reply | undefined) => Cut
}

/** Stands where an answer would be; the connection is cut before anything of it is sent. */
const noAnswer: Reply = { status: 500, headers: {} }

export const carryOut = (fault: Fault, clock: Clock): PickedFault => {
  const effect = effectOf(fault, clock)
  let answered: Reply | undefined
  return {
    kind: fault.type,
    readsBody: effect.readsBody ?? false,
    get cut() {
      return effect.cut?.(answered)
    },
    before: async (signal) => effect.before?.(signal),
    after: async (reply, signal) => {
      answered = (await effect.after?.(reply, signal)) ?? reply
      return answered
    }
  }
}

type Of<T extends Fault["type"]> = Extract<Fault, { type: T }>

const effects: { readonly [T in Fault["type"]]: (fault: Of<T>, clock: Clock) => Effect } = {
  drop: (fault) => drops(fault)[fault.at],
  hang(fault) {
    const hang = async (signal: () => AbortSignal): Promise<Reply> => {
      await aborted(signal())
      return noAnswer
    }
    const cut = (): Cut => ({ how: "close" })
    return fault.at === "after" ? { after: (_, signal) => hang(signal), cut } : { before: hang, cut }
  },
  delay: (fault, clock) => ({
    after: async (reply, signal) => {
      await clock.sleep(fault.millis, signal())
      return reply
    }
  }),
  slow: (fault, clock) => ({
    after: async (reply, signal) => ({
      ...reply,
      headers: withLength(reply),
      body: slowly(reply.body ?? "", fault.bytes ?? 16, fault.millis ?? 20, clock, signal())
    })
  }),
  status({ status, retryAfter: when, body, contentType }, clock) {
    const headers = when === undefined ? {} : retryAfter(when.millis, when.form ?? "seconds", clock.date())
    return replace(
      body === undefined
        ? refusal(new HttpError(status, "A scripted fault.", { headers }))
        : { status, headers: { "content-type": contentType ?? "application/json", ...headers }, body }
    )
  },
  garble: (fault) => ({ after: async (reply) => garbled(reply, fault.how ?? "cut") }),
  "unknown-status": ({ word = "WARMING_UP" }) =>
    replace({
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: word, completed: false })
    }),
  invisible: () => replace(refusal(new HttpError(404, "Not Found"))),
  expired: () => replace(refusal(new HttpError(403, "The URL has expired.")))
}

const effectOf = <T extends Fault["type"]>(fault: Of<T>, clock: Clock): Effect => effects[fault.type](fault, clock)

const replace = (reply: Reply): Effect => ({ before: async () => reply })

const drops = ({ reset }: Of<"drop">): { readonly [At in Of<"drop">["at"]]: Effect } => {
  const how = reset === true ? "reset" : "close"
  const whole = (): Cut => ({ how })
  return {
    "before-body": { before: async () => noAnswer, cut: whole },
    "after-body": { before: async () => noAnswer, cut: whole, readsBody: true },
    "before-answer": { cut: whole },
    "mid-answer": {
      cut: (reply) => ({
        how,
        afterBytes: typeof reply?.body === "string" || reply?.body instanceof Uint8Array ? reply.body.length >> 1 : 1
      })
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener("abort", () => resolve(), { once: true })
  })

const withLength = (reply: Reply): Readonly<Record<string, string>> =>
  typeof reply.body === "string" || reply.body instanceof Uint8Array
    ? { ...reply.headers, "content-length": String(Buffer.byteLength(reply.body)) }
    : reply.headers

async function* slowly(
  body: ReplyBody,
  bytes: number,
  millis: number,
  clock: Clock,
  signal: AbortSignal
): AsyncIterable<Uint8Array> {
  const pieces = typeof body === "string" || body instanceof Uint8Array ? [body] : body
  for await (const piece of pieces) {
    const whole = Buffer.from(piece)
    for (let at = 0; at < whole.length; at += bytes) {
      await clock.sleep(millis, signal)
      if (signal.aborted) return
      yield whole.subarray(at, at + bytes)
    }
  }
}

const page = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"

const garbled = (reply: Reply, how: "cut" | "html" | "empty"): Reply => {
  if (how === "html") return { ...reply, headers: { ...reply.headers, "content-type": "text/html" }, body: page }
  const text = typeof reply.body === "string" ? reply.body : ""
  return { ...reply, body: how === "empty" ? "" : text.slice(0, Math.max(1, Math.floor(text.length / 2))) }
}
