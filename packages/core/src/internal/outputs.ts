/** The implementation of `Outputs`: readers of outputs with one segment, several, failed ones and none. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { AixplainError, Decode, type ErrorReason, InvalidInput, RunFailed } from "../AixplainError.ts"
import { type Output, Outputs, type RunResult, type SegmentValue } from "../Outputs.ts"
import type { RunRef } from "../RunRef.ts"
import type { OutputSnapshot, RunSnapshot, Segment } from "../RunSnapshot.ts"
import { type Chunks, chunksOf, streamOf } from "./chunks.ts"
import { Http } from "./http.ts"
import { lazy } from "./lazy.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const textTypes = new Set(["text", "label"])
const numberTypes = new Set(["number", "integer", "float"])
const mediaTypes = new Set(["audio", "image", "video"])

const decodeText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** An inline value as text: texts as they are, everything else as JSON. */
const inlineText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))

const downloads = lazy(() => import("./onDemand/download.ts"))
const saving = lazy(() => import("./onDemand/saving.ts"))

const quoted = (labels: readonly string[]): string => labels.map((label) => `"${label}"`).join(", ")

export const makeOutputs = Effect.gen(function* () {
  const http = yield* Http

  const downloadAll = (operation: string, segment: Segment) =>
    Effect.flatMap(downloads, (part) => part.downloadAll(http, operation, String(segment.value)))

  const output = (snapshot: OutputSnapshot, run?: RunRef): Output => {
    const good = snapshot.segments.filter((segment) => segment.success && segment.value !== undefined)
    const failed = snapshot.segments.filter((segment) => !segment.success)
    const named = `Output "${snapshot.label}"`

    const nothing = (operation: string) => {
      const reasons = failed.map((segment) => segment.error).filter((error) => error !== undefined)
      return fail(
        operation,
        new RunFailed({
          message:
            reasons.length > 0
              ? `${named} has no successful segment: ${[...new Set(reasons)].slice(0, 3).join("; ")}`
              : `${named} has no successful segment.`,
          runRef: run
        })
      )
    }

    const read = (operation: string, segment: Segment): Effect.Effect<string, AixplainError> =>
      segment.isUrl
        ? Effect.map(downloadAll(operation, segment), decodeText)
        : Effect.succeed(inlineText(segment.value))

    const parse = (operation: string, segment: Segment): Effect.Effect<unknown, AixplainError> =>
      typeof segment.value === "string"
        ? Effect.flatMap(read(operation, segment), (text) =>
            Effect.try({
              try: () => JSON.parse(text) as unknown,
              catch: () =>
                new AixplainError({
                  operation,
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
      if (snapshot.segments.length === 1) return Effect.succeed(first)
      return fail(
        operation,
        new InvalidInput({
          message: `${named} has ${snapshot.segments.length} segments, and this reads one.`,
          hint: `Use ${instead}, or its segments.`
        })
      )
    }

    const bytesOf = (operation: string, segment: Segment): Effect.Effect<Chunks, AixplainError, Scope.Scope> =>
      segment.isUrl
        ? Effect.flatMap(downloads, (part) => part.openDownload(http, operation, String(segment.value)))
        : Effect.sync(() => chunksOf(new TextEncoder().encode(inlineText(segment.value))))

    const save = (path: string, segment: Segment): Effect.Effect<string, AixplainError> =>
      Effect.flatMap(saving, ({ saveBytes }) => saveBytes(path, bytesOf("Output.saveTo", segment)))

    const valueOf = (segment: Segment): Effect.Effect<unknown, AixplainError> => {
      const type = segment.type ?? snapshot.type ?? (segment.isUrl ? "" : "text")
      if (mediaTypes.has(type)) return Effect.succeed({ url: segment.value, type })
      if (typeof segment.value !== "string") return Effect.succeed(segment.value)
      if (textTypes.has(type)) return read("Output.values", segment)
      if (numberTypes.has(type))
        return Effect.map(read("Output.values", segment), (text) =>
          Number.isFinite(Number(text)) ? Number(text) : text
        )
      if (type === "boolean")
        return Effect.map(read("Output.values", segment), (text) => {
          const word = text.trim().toLowerCase()
          return word === "true" ? true : word === "false" ? false : text
        })
      return segment.isUrl ? Effect.succeed({ url: segment.value, type }) : Effect.succeed(segment.value)
    }

    return {
      ...snapshot,
      failed,
      text: () =>
        good.length === 0
          ? nothing("Output.text")
          : Effect.map(
              Effect.forEach(good, (segment) => read("Output.text", segment), { concurrency: 4 }),
              (texts) => texts.join("\n")
            ),
      json: () => {
        const [first] = good
        if (first === undefined) return nothing("Output.json")
        if (snapshot.segments.length === 1) return parse("Output.json", first)
        return Effect.forEach(good, (segment) => parse("Output.json", segment), { concurrency: 4 })
      },
      bytes: () =>
        Effect.flatMap(only("Output.bytes", "values()"), (segment) =>
          segment.isUrl
            ? downloadAll("Output.bytes", segment)
            : Effect.succeed(new TextEncoder().encode(inlineText(segment.value)))
        ),
      stream: () =>
        streamOf(Effect.flatMap(only("Output.stream", "saveTo()"), (segment) => bytesOf("Output.stream", segment))),
      saveTo: (path) => {
        const [first] = good
        if (first === undefined) return nothing("Output.saveTo")
        if (snapshot.segments.length === 1) return Effect.map(save(path, first), (saved) => [saved])
        return Effect.forEach(good, (segment) => save(numbered(path, segment.index), segment))
      },
      values: () =>
        Effect.forEach(
          snapshot.segments,
          (segment): Effect.Effect<SegmentValue, AixplainError> =>
            segment.success
              ? Effect.map(valueOf(segment), (value) => ({ index: segment.index, success: true as const, value }))
              : Effect.succeed({
                  index: segment.index,
                  success: false,
                  error: segment.error ?? "The segment failed, and the server gives no reason."
                }),
          { concurrency: 4 }
        )
    }
  }

  const result = (snapshot: RunSnapshot): RunResult => {
    const ref: RunRef = { v: 1, id: snapshot.id, url: snapshot.url }
    const data = snapshot.outputs.map((item) => output(item, ref))
    const outputs: Record<string, Output> = {}
    for (const item of data.toSorted((a, b) => (a.nodeId ?? 0) - (b.nodeId ?? 0)))
      if (!Object.hasOwn(outputs, item.label)) outputs[item.label] = item
    return {
      ...snapshot,
      data,
      outputs,
      output: (label) => {
        const found = Object.hasOwn(outputs, label) ? outputs[label] : undefined
        if (found !== undefined) return found
        const labels = Object.keys(outputs)
        throw new AixplainError({
          operation: "RunResult.output",
          reason: new InvalidInput({
            message:
              labels.length === 0
                ? `There is no output "${label}": the run has no outputs.`
                : `There is no output "${label}". There is ${quoted(labels)}.`,
            parameter: "label"
          })
        })
      },
      outputOf: (nodeId) => data.find((item) => item.nodeId === nodeId)
    }
  }

  return Outputs.of({ result, output: (snapshot) => output(snapshot) })
})

/** `talk.wav` and 2 → `talk-2.wav`. */
const numbered = (path: string, index: number): string => {
  const match = /^(.*?)(\.[^./\\]+)?$/s.exec(path)
  return `${match?.[1] ?? path}-${index}${match?.[2] ?? ""}`
}
