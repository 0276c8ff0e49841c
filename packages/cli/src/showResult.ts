/** A run's result as `axp` prints it: one output as bare text, several by label, or everything as JSON. */
import { join, resolve } from "node:path"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Output as RunOutput, RunResult } from "@aixplain-ts/core/Outputs"
import * as Effect from "effect/Effect"
import { attempt } from "./attempt.ts"
import type { Call } from "./command.ts"
import { makeFolder } from "./LocalFile.ts"

export type ResultJson = Readonly<Record<string, unknown>> & { readonly outputs: Readonly<Record<string, unknown>> }

/** A result as JSON, and the error of the first output that could not be read; the JSON contains the other outputs. */
export interface ReadResult {
  readonly json: ResultJson
  readonly failure: AixplainError | undefined
}

/**
 * `{ status, id, url, outputs, usedCredits, elapsedTime }`. Texts, labels, numbers and booleans are values, fetched
 * if they are URLs; media are `{ url, type }`; several segments are an array, a failed one in it `{ error }`. A value
 * that cannot be read (its URL has expired) is `{ error }`.
 */
export const readResult = (result: RunResult): Effect.Effect<ReadResult> =>
  Effect.map(
    Effect.forEach(
      Object.entries(result.outputs),
      ([label, output]) =>
        Effect.match(valueOf(output), {
          onSuccess: (value) => ({ label, value, failure: undefined }),
          onFailure: (failure) => ({ label, value: { error: failure.message }, failure })
        }),
      { concurrency: 4 }
    ),
    (read) => ({
      json: {
        ...factsOf(result),
        outputs: Object.fromEntries(read.map(({ label, value }) => [label, value])),
        ...costOf(result)
      },
      failure: read.find(({ failure }) => failure !== undefined)?.failure
    })
  )

/** A run's id, URL and status, which are known even if its outputs cannot be read. */
export const factsOf = ({ id, status, url }: Pick<RunResult, "id" | "status" | "url">) => ({ status, id, url })

const costOf = ({ elapsedTime, usedCredits }: RunResult) => ({
  usedCredits: usedCredits ?? null,
  elapsedTime: elapsedTime ?? null
})

const valueOf = (output: RunOutput): Effect.Effect<unknown, AixplainError> =>
  Effect.map(output.values(), (values) => {
    const each = values.map((segment) => (segment.success ? segment.value : { error: segment.error }))
    return each.length === 1 ? each[0] : each
  })

/** One output as it is, several by label. Segments of one text are joined with their separators. */
export const resultText = (result: RunResult, json: ResultJson): Effect.Effect<string> =>
  Effect.map(
    Effect.forEach(Object.entries(json.outputs), ([label, value]) => {
      const output = result.outputs[label]
      const text =
        output !== undefined && Array.isArray(value) && isOneText(output) ? output.text() : Effect.succeed(plain(value))
      return Effect.match(text, {
        onSuccess: (shown) => ({ label, shown }),
        onFailure: () => ({ label, shown: plain(value) })
      })
    }),
    (all) => {
      const [only] = all
      if (all.length === 1 && only !== undefined) return only.shown
      return all
        .map(({ label, shown }) =>
          shown.includes("\n") ? `${label}:\n${shown.replaceAll(/^/gm, "  ")}` : `${label}: ${shown}`
        )
        .join("\n")
    }
  )

/** An output with failed segments is shown segment by segment, with each failure in its place. */
const isOneText = ({ segments }: RunOutput): boolean =>
  segments.every(({ separator, success }) => success && separator !== undefined)

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join("\n")
  if (typeof value !== "object" || value === null) return String(value)
  if ("url" in value) return String(value.url)
  return "error" in value ? `(failed: ${String(value.error)})` : JSON.stringify(value)
}

/**
 * `--save dir`: each output as `<dir>/<label>.<ext>`, several segments as `<label>-0.<ext>`, `<label>-1.<ext>`, …
 * Tries all of them; returns a message for each that could not be written.
 */
export const saveOutputs = (result: RunResult, directory: string, call: Call): Effect.Effect<readonly string[]> =>
  Effect.gen(function* () {
    const folder = resolve(call.io.cwd, directory)
    const made = yield* Effect.result(attempt(() => makeFolder(folder, directory)))
    if (made._tag === "Failure") return [made.failure.message]
    const taken = new Set<string>()
    const problems: string[] = []
    for (const output of result.data) {
      const name = freeName(output.label, taken)
      if (output.segments.every(({ success }) => !success)) {
        call.output.say(`Output ${output.label} has no successful segment: nothing was written for it.`)
        continue
      }
      const saved = yield* Effect.result(output.saveTo(join(folder, `${name}.${extension(output)}`)))
      if (saved._tag === "Failure") problems.push(`Output ${output.label}: ${saved.failure.message}`)
      else for (const path of saved.success) call.output.note(`wrote ${path}`)
    }
    return problems
  })

/** Longer names are refused by file systems; this leaves room for a number, an extension and a temporary name. */
const nameBytes = 180

/** The label as a file name; a label whose file name is taken gets a number. */
const freeName = (label: string, taken: Set<string>): string => {
  const clean = label.replaceAll(/[^\p{L}\p{N} ._()-]/gu, "_").replace(/^\.+/, "_") || "_"
  let name = clean.slice(0, nameBytes)
  // A name must not end in half a surrogate pair.
  while (Buffer.byteLength(name) > nameBytes || /[\uD800-\uDBFF]$/.test(name)) name = name.slice(0, -1)
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} (${number})`
  taken.add(free.toLowerCase())
  return free
}

const byType: Readonly<Record<string, string>> = { audio: "wav", image: "png", video: "mp4" }

const extension = (output: RunOutput): string => {
  const value = output.segments.find(({ success }) => success)
  const path = value?.isUrl === true ? URL.parse(String(value.value))?.pathname : undefined
  return /\.([a-z0-9]{1,5})$/i.exec(path ?? "")?.[1] ?? byType[output.type ?? ""] ?? "txt"
}
