/** A run's result as `axp` prints it: one output bare, several by label; the same facts as JSON. */
import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Output as RunOutput, RunResult, SegmentValue } from "@aixplain-ts/core/Outputs"
import * as Effect from "effect/Effect"
import type { Call } from "./Command.ts"

type Shown = string | number | boolean | null | { readonly [key: string]: unknown } | readonly unknown[]

const media = new Set(["audio", "image", "video"])

/** `{ status, id, url, outputs, usedCredits, elapsedTime }`: texts as values, media as `{ url, type }`. */
export const resultJson = (result: RunResult): Effect.Effect<Readonly<Record<string, unknown>>, AixplainError> =>
  Effect.map(
    Effect.all(
      Object.entries(result.outputs).map(([label, output]) => Effect.map(shown(output), (value) => [label, value]))
    ),
    (outputs) => ({
      status: result.status,
      id: result.id,
      url: result.url,
      outputs: Object.fromEntries(outputs),
      usedCredits: result.usedCredits ?? null,
      elapsedTime: result.elapsedTime ?? null
    })
  )

const shown = (output: RunOutput): Effect.Effect<Shown, AixplainError> =>
  Effect.map(output.values(), (values) => {
    const each = values.map((value, at) => showValue(value, output.segments[at]?.type ?? output.type))
    return each.length === 1 ? (each[0] ?? null) : each
  })

const showValue = (segment: SegmentValue, type: string | undefined): Shown => {
  if (!segment.success) return { error: segment.error }
  if (type !== undefined && media.has(type)) return { url: segment.value, type }
  return segment.value as Shown
}

export const resultText = (json: Readonly<Record<string, unknown>>): string => {
  const outputs = Object.entries(json["outputs"] as Record<string, Shown>)
  const plain = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(plain).join("\n")
    if (typeof value !== "object" || value === null) return String(value)
    if ("url" in value) return String(value.url)
    return "error" in value ? `(failed: ${String(value.error)})` : JSON.stringify(value)
  }
  const [only] = outputs
  if (outputs.length === 1 && only !== undefined) return plain(only[1])
  return outputs
    .map(([label, value]) => {
      const text = plain(value)
      return text.includes("\n") ? `${label}:\n${text.replaceAll(/^/gm, "  ")}` : `${label}: ${text}`
    })
    .join("\n")
}

/** `--save dir`: each output as `<dir>/<label>.<ext>`; gives the paths. */
export const saveOutputs = (result: RunResult, directory: string, call: Call): Effect.Effect<void, AixplainError> =>
  Effect.gen(function* () {
    const folder = resolve(call.io.cwd, directory)
    yield* Effect.promise(() => mkdir(folder, { recursive: true }))
    for (const [label, output] of Object.entries(result.outputs)) {
      const name = label.replaceAll(/[^\p{L}\p{N} ._()-]/gu, "_").replace(/^\.+/, "_")
      const paths = yield* output.saveTo(join(folder, `${name}.${extension(output)}`))
      for (const path of paths) call.output.note(`wrote ${path}`)
    }
  })

const extension = (output: RunOutput): string => {
  const value = output.segments.find(({ success }) => success)
  const fromUrl =
    value?.isUrl === true ? /\.([a-z0-9]{1,5})$/i.exec(new URL(String(value.value)).pathname)?.[1] : undefined
  const byType: Readonly<Record<string, string>> = { audio: "wav", image: "png", video: "mp4" }
  return fromUrl ?? byType[output.type ?? ""] ?? "txt"
}
