/**
 * Reads outputs: with one segment, several, failed ones and none; inline and behind URLs alike. Loaded when the first output
 * is read.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { AixplainError, Decode, type ErrorReason, InvalidInput, RunFailed } from "../../AixplainError.ts"
import type { Output, SegmentValue } from "../../Outputs.ts"
import type { RunRef } from "../../RunRef.ts"
import type { OutputSnapshot, Segment } from "../../RunSnapshot.ts"
import { type Chunks, chunksOf } from "../chunks.ts"
import type { Http } from "../http.ts"
import { downloadAll, openDownload } from "./download.ts"
import { saveBytes } from "./saving.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const textTypes = new Set(["text", "label"])
const numberTypes = new Set(["number", "integer", "float"])
const mediaTypes = new Set(["audio", "image", "video"])

/** An inline value as text: texts as they are, everything else as JSON. */
const inlineText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))

/** How many segments are fetched at once. */
const atOnce = { concurrency: 4 }

/** The readers of one output; `open` is the only segment as bytes that come in pieces. */
export interface Readers extends Pick<Output, "text" | "json" | "bytes" | "saveTo" | "values"> {
  readonly open: Effect.Effect<Chunks, AixplainError, Scope.Scope>
}

export const makeReaders = (http: Http["Service"], snapshot: OutputSnapshot, run: RunRef | undefined): Readers => {
  const { segments } = snapshot
  const good = segments.filter((segment) => segment.success && segment.value !== undefined)
  const named = `Output "${snapshot.label}"`

  const nothing = (operation: string) => {
    const reasons = segments.flatMap((segment) => (segment.success ? [] : (segment.error ?? [])))
    const why = reasons.length > 0 ? `: ${[...new Set(reasons)].slice(0, 3).join("; ")}` : "."
    return fail(operation, new RunFailed({ message: `${named} has no successful segment${why}`, runRef: run }))
  }

  const bytesOf = (operation: string, segment: Segment): Effect.Effect<Uint8Array, AixplainError> =>
    segment.isUrl
      ? downloadAll(http, operation, String(segment.value))
      : Effect.succeed(new TextEncoder().encode(inlineText(segment.value)))

  const open = (operation: string, segment: Segment): Effect.Effect<Chunks, AixplainError, Scope.Scope> =>
    segment.isUrl
      ? openDownload(http, operation, String(segment.value))
      : Effect.sync(() => chunksOf(new TextEncoder().encode(inlineText(segment.value))))

  const textOf = (operation: string, segment: Segment): Effect.Effect<string, AixplainError> =>
    segment.isUrl
      ? Effect.map(bytesOf(operation, segment), (bytes) => new TextDecoder().decode(bytes))
      : Effect.succeed(inlineText(segment.value))

  const parse = (segment: Segment): Effect.Effect<unknown, AixplainError> =>
    typeof segment.value === "string"
      ? Effect.flatMap(textOf("Output.json", segment), (text) =>
          Effect.try({
            try: () => JSON.parse(text) as unknown,
            catch: () =>
              new AixplainError({
                operation: "Output.json",
                reason: new Decode({
                  message: `${named} holds no JSON.`,
                  body: text.slice(0, 2_000),
                  safeToResubmit: "no"
                })
              })
          })
        )
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

  const save = (path: string, segment: Segment) => saveBytes(path, open("Output.saveTo", segment))

  const valueOf = (segment: Segment): Effect.Effect<unknown, AixplainError> => {
    const type = segment.type ?? snapshot.type ?? (segment.isUrl ? "" : "text")
    if (mediaTypes.has(type)) return Effect.succeed({ url: segment.value, type })
    if (typeof segment.value !== "string") return Effect.succeed(segment.value)
    if (textTypes.has(type)) return textOf("Output.values", segment)
    if (numberTypes.has(type))
      return Effect.map(textOf("Output.values", segment), (text) =>
        Number.isFinite(Number(text)) ? Number(text) : text
      )
    if (type === "boolean")
      return Effect.map(textOf("Output.values", segment), (text) => {
        const word = text.trim().toLowerCase()
        return word === "true" ? true : word === "false" ? false : text
      })
    return Effect.succeed(segment.isUrl ? { url: segment.value, type } : segment.value)
  }

  return {
    text: () =>
      good.length === 0
        ? nothing("Output.text")
        : Effect.map(
            Effect.forEach(good, (segment) => textOf("Output.text", segment), atOnce),
            (texts) => texts.join("\n")
          ),
    json: () => {
      const [first] = good
      if (first === undefined) return nothing("Output.json")
      return segments.length === 1 ? parse(first) : Effect.forEach(good, parse, atOnce)
    },
    bytes: () => Effect.flatMap(only("Output.bytes", "values()"), (segment) => bytesOf("Output.bytes", segment)),
    open: Effect.flatMap(only("Output.stream", "saveTo()"), (segment) => open("Output.stream", segment)),
    saveTo: (path) => {
      const [first] = good
      if (first === undefined) return nothing("Output.saveTo")
      if (segments.length === 1) return Effect.map(save(path, first), (saved) => [saved])
      return Effect.forEach(good, (segment) => save(numbered(path, segment.index), segment))
    },
    values: () =>
      Effect.forEach(
        segments,
        (segment): Effect.Effect<SegmentValue, AixplainError> =>
          segment.success
            ? Effect.map(valueOf(segment), (value) => ({ index: segment.index, success: true as const, value }))
            : Effect.succeed({
                index: segment.index,
                success: false,
                error: segment.error ?? "The segment failed, and the server gives no reason."
              }),
        atOnce
      )
  }
}

/** `talk.wav` and 2 → `talk-2.wav`. */
const numbered = (path: string, index: number): string => {
  const match = /^(.*?)(\.[^./\\]+)?$/s.exec(path)
  return `${match?.[1] ?? path}-${index}${match?.[2] ?? ""}`
}
