/**
 * Reads outputs: with one segment, several, failed ones and none; inline and behind URLs alike. Loaded when the first output
 * is read.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { AixplainError, Decode, type ErrorReason, InvalidInput, RunFailed } from "../AixplainError.ts"
import type { Output, SegmentValue } from "../Outputs.ts"
import type { RunRef } from "../RunRef.ts"
import type { OutputSnapshot, Segment } from "../RunSnapshot.ts"
import { type Chunks, chunksOf, streamOf } from "../files/Chunks.lazy.ts"
import type { Http } from "../http/Http.ts"
import { about } from "../runs/runRef.ts"
import { jsonProblem, parseJson } from "../http/json.ts"
import { downloadAll, openDownload, type Room, roomOf } from "../files/download.lazy.ts"
import { isReadable, joined, joinedText } from "./joining.lazy.ts"
import { atOnce, segmentsOf } from "./pages.lazy.ts"
import { saveBytes } from "../files/saving.lazy.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const textTypes = new Set(["text", "label"])
const numberTypes = new Set(["number", "integer", "float"])
const mediaTypes = new Set(["audio", "image", "video"])

/** An inline value as text: texts as they are, everything else as JSON. */
const inlineText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))

/** The readers of one output. */
type Readers = Omit<Output, keyof OutputSnapshot | "failed">

export const makeReaders = (http: Http["Service"], snapshot: OutputSnapshot, run: RunRef | undefined): Readers => {
  const { segments } = snapshot
  const good = segments.filter(isReadable)
  const named = `Output "${snapshot.label}"`

  const nothing = (operation: string) => {
    const reasons = segments.flatMap((segment) => (segment.success ? [] : (segment.error ?? [])))
    const why = reasons.length > 0 ? `: ${[...new Set(reasons)].slice(0, 3).join("; ")}` : "."
    return fail(operation, new RunFailed({ message: `${named} has no successful segment${why}`, runRef: run }))
  }

  const bytesOf = (
    operation: string,
    segment: Segment,
    room: Room,
    announced = false
  ): Effect.Effect<Uint8Array, AixplainError> =>
    segment.isUrl
      ? downloadAll(http, operation, String(segment.value), room, announced)
      : Effect.succeed(new TextEncoder().encode(inlineText(segment.value)))

  const open = (operation: string, segment: Segment): Effect.Effect<Chunks, AixplainError, Scope.Scope> =>
    segment.isUrl
      ? openDownload(http, operation, String(segment.value))
      : Effect.sync(() => chunksOf(new TextEncoder().encode(inlineText(segment.value))))

  const textOf = (operation: string, segment: Segment, room: Room): Effect.Effect<string, AixplainError> =>
    segment.isUrl
      ? Effect.map(bytesOf(operation, segment, room), (bytes) =>
          new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
        )
      : Effect.succeed(inlineText(segment.value))

  const parse = (segment: Segment, room: Room): Effect.Effect<unknown, AixplainError> =>
    typeof segment.value === "string"
      ? Effect.flatMap(textOf("Output.json", segment, room), (text) => {
          // JSON may not begin with a byte-order mark, but files do.
          const json = text.startsWith("\uFEFF") ? text.slice(1) : text
          const parsed = parseJson(json)
          return parsed === undefined
            ? fail(
                "Output.json",
                new Decode({
                  message: `${named} ${jsonProblem(json)}.`,
                  body: text.slice(0, 2_000),
                  isFinal: true,
                  safeToResubmit: "no",
                  hint: "Use text() or bytes() to read it as it is."
                })
              )
            : Effect.succeed(parsed)
        })
      : Effect.succeed(segment.value)

  /** The only segment, for readers that cannot give several. */
  const only = (operation: string, instead: string): Effect.Effect<Segment, AixplainError> => {
    const [first] = good
    if (first === undefined) return nothing(operation)
    if (segments.length === 1) return Effect.succeed(first)
    return fail(
      operation,
      new InvalidInput({
        message: `${named} has ${segments.length} segments, and this reads one.`,
        hint: `Use ${instead}, or its segments.`
      })
    )
  }

  const save = (path: string, segment: Segment) =>
    saveBytes(path, [{ open: open("Output.saveTo", segment), after: "" }])

  const valueOf = (segment: Segment, room: Room): Effect.Effect<unknown, AixplainError> => {
    const type = segment.type ?? snapshot.type ?? (segment.isUrl ? "" : "text")
    if (mediaTypes.has(type)) return Effect.succeed({ url: segment.value, type })
    if (typeof segment.value !== "string") return Effect.succeed(segment.value)
    if (textTypes.has(type)) return textOf("Output.values", segment, room)
    if (numberTypes.has(type))
      return Effect.map(textOf("Output.values", segment, room), (text) =>
        Number.isFinite(Number(text)) ? Number(text) : text
      )
    if (type === "boolean")
      return Effect.map(textOf("Output.values", segment, room), (text) => {
        const word = text.trim().toLowerCase()
        return word === "true" ? true : word === "false" ? false : text
      })
    return Effect.succeed(segment.isUrl ? { url: segment.value, type } : segment.value)
  }

  const each = (operation: string): Stream.Stream<SegmentValue, AixplainError> =>
    Stream.suspend(() => {
      const room = roomOf(http)
      return segmentsOf(http, operation, snapshot, run, (segment): Effect.Effect<SegmentValue, AixplainError> =>
        segment.success
          ? Effect.map(valueOf(segment, room), (value) => ({ index: segment.index, success: true as const, value }))
          : Effect.succeed({
              index: segment.index,
              success: false,
              error: segment.error ?? "The segment failed, and the server gives no reason."
            })
      )
    })

  return {
    text: () =>
      Effect.suspend(() => {
        const room = roomOf(http)
        return good.length === 0
          ? nothing("Output.text")
          : Effect.map(
              Stream.runCollect(
                segmentsOf(
                  http,
                  "Output.text",
                  snapshot,
                  run,
                  (segment) => textOf("Output.text", segment, room),
                  isReadable
                )
              ),
              (texts) => joinedText(segments, texts)
            )
      }),
    json: () =>
      Effect.suspend(() => {
        const room = roomOf(http)
        const [first] = good
        if (first === undefined) return nothing("Output.json")
        return segments.length === 1
          ? parse(first, room)
          : Effect.forEach(good, (segment) => parse(segment, room), { concurrency: atOnce })
      }),
    bytes: () =>
      Effect.flatMap(only("Output.bytes", "values()"), (segment) =>
        bytesOf("Output.bytes", segment, roomOf(http), true)
      ),
    stream: () =>
      streamOf(
        about(
          run,
          Effect.map(
            Effect.flatMap(only("Output.stream", "saveTo()"), (segment) => open("Output.stream", segment)),
            (chunks) => about(run, chunks)
          )
        )
      ),
    saveTo: (path) => {
      const [first] = good
      if (first === undefined) return nothing("Output.saveTo")
      if (segments.length === 1) return Effect.map(save(path, first), (saved) => [saved])
      // Pieces of one text are one file.
      if (good.every((segment) => segment.separator !== undefined))
        return Effect.map(
          saveBytes(
            path,
            joined(segments).map(({ after, segment }) => ({ open: open("Output.saveTo", segment), after }))
          ),
          (saved) => [saved]
        )
      return Effect.forEach(good, (segment) => save(numbered(path, segment.index), segment))
    },
    values: () => Stream.runCollect(each("Output.values")),
    each: () => each("Output.each")
  }
}

/** `talk.wav` and 2 → `talk-2.wav`. */
const numbered = (path: string, index: number): string => {
  const match = /^(.*?)(\.[^./\\]+)?$/s.exec(path)
  return `${match?.[1] ?? path}-${index}${match?.[2] ?? ""}`
}
