/**
 * Reads a run's event stream (servers that declare `events`): server-sent events, one JSON record each.
 * It only reads; what a broken stream means is decided by whoever follows the run.
 */
import type { RunEvent as ServerEvent } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { createParser } from "eventsource-parser"
import { AixplainError, Transport } from "../AixplainError.ts"
import type { ServerProgressEvent } from "../RunEvent.ts"
import type { RunRef } from "../RunRef.ts"
import type { Http } from "../http/Http.ts"
import { isRecord, parseJson } from "../http/json.ts"
import { now } from "../runtime/time.ts"

export interface EventStream {
  readonly operation: string
  readonly ref: RunRef
  readonly apiKey: string | undefined
  readonly timeoutMillis: number
  /** A stream that is silent for longer, comments included, is taken for dead. */
  readonly silenceMillis: number
  /** Cursor to resume after; kept up to date. */
  readonly cursor: { last: string | undefined }
  /** When something came last, comments included; kept up to date. */
  readonly heard: { at: number }
  readonly onEvent: (event: ServerProgressEvent) => void
}

const isServerEvent = (value: unknown): value is ServerEvent => isRecord(value) && typeof value["type"] === "string"

/** Passes events until the server reports the end of the run (`true`) or the stream is lost (`false`). */
export const readEvents = (http: Http["Service"], stream: EventStream): Effect.Effect<boolean, AixplainError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const response = yield* http.open({
        operation: stream.operation,
        key: "x-api-key",
        subject: { what: "run", id: stream.ref.id },
        apiKey: stream.apiKey,
        timeoutMillis: stream.timeoutMillis,
        headers: {
          accept: "text/event-stream",
          ...(stream.cursor.last !== undefined && { "last-event-id": stream.cursor.last })
        },
        send: (client, init) =>
          client.GET("/ext/runs/{run}/events", { ...init, params: { path: { run: stream.ref.id } } })
      })
      const reader = response.body?.getReader()
      if (reader === undefined) return false
      const decoder = new TextDecoder()
      const state = { finished: false, broken: false }
      stream.heard.at = yield* now
      const parser = createParser({
        maxBufferSize: http.maxResponseBytes,
        onError: (error) => {
          state.broken ||= error.type === "max-buffer-size-exceeded"
        },
        onEvent: ({ id, data }) => {
          stream.cursor.last = id ?? stream.cursor.last
          const event = http.strike(parseJson(data))
          if (!isServerEvent(event)) return
          if (event.type === "run.finished") state.finished = true
          // The client tells submission and end itself, with what it knows of them.
          else if (event.type !== "run.submitted") stream.onEvent(event)
        }
      })
      while (!state.finished && !state.broken) {
        const chunk = yield* Effect.tryPromise({
          try: () => reader.read(),
          catch: (cause) =>
            new AixplainError({
              operation: stream.operation,
              reason: new Transport({ phase: "exchange", message: "The event stream was lost.", cause })
            })
        }).pipe(
          Effect.timeoutOrElse({
            duration: stream.silenceMillis,
            orElse: () => Effect.succeed({ done: true, value: undefined })
          })
        )
        if (!chunk.done) stream.heard.at = yield* now
        if (chunk.value !== undefined) parser.feed(decoder.decode(chunk.value, { stream: true }))
        if (chunk.done) break
      }
      return state.finished
    })
  )
