/** Resolves a positional argument: a pipeline by id, name or file, or a run. */
import { closest } from "@aixplain-ts/designer"
import { resolve, sep } from "node:path"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { type PipelineItem, Pipelines } from "@aixplain-ts/core/Pipelines"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { attempt } from "./attempt.ts"
import { commandLine } from "./Caller.ts"
import type { Call } from "./command.ts"
import { CliFailure, UsageError } from "./CliFailure.ts"
import { ExitCode } from "./ExitCode.ts"
import { decodeText, readText } from "./LocalFile.ts"

const pipelineId = /^[0-9a-f]{24}$/i
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One positional argument, no more. */
export const only = (call: Call, what: string): string => {
  const [first, second] = call.positionals
  if (first === undefined) throw new UsageError(`Missing argument: ${what}.`, "--help shows two examples.")
  if (second !== undefined) throw new UsageError(`Unexpected argument: "${second}".`, `Give only ${what}.`)
  return first
}

/** No positional argument at all. */
export const none = (call: Call): void => {
  const [first] = call.positionals
  if (first !== undefined) throw new UsageError(`Unexpected argument: "${first}".`, "--help shows two examples.")
}

/** Where only an id will do: `--pipeline`, and what cannot be undone. */
export const readPipelineId = (text: string): string => {
  if (pipelineId.test(text)) return text
  throw new UsageError(
    `Invalid pipeline id: "${text}".`,
    "An id is 24 hexadecimal digits; axp pipelines list shows them."
  )
}

export const isPipelineFile = (text: string): boolean =>
  /\.(json|[cm]?[jt]s)$/i.test(text) || text.includes("/") || text.includes(sep)

/** The stored pipeline that an argument names: 24 hexadecimal digits are an id, anything else is an exact name. */
export const findPipeline = (
  call: Call,
  text: string
): Effect.Effect<string, AixplainError | CliFailure, Pipelines> => {
  if (pipelineId.test(text)) return Effect.succeed(text)
  if (text.trim() === "")
    return Effect.fail(new UsageError("The name of the pipeline is empty.", "Give its id or name."))
  if (isPipelineFile(text))
    return Effect.fail(
      new UsageError(`"${text}" is a file; this command takes a stored pipeline.`, "Give its id or name.")
    )
  return Effect.gen(function* () {
    const pipelines = yield* Pipelines
    const found = yield* Stream.runCollect(pipelines.list({ query: text, pageSize: 100 }))
    const [first, ...more] = found.filter(({ name }) => name === text)
    if (first !== undefined && more.length === 0) return first.id
    if (first !== undefined) return yield* Effect.fail(severalNamed(text, [first, ...more]))
    const all = yield* Stream.runCollect(Stream.take(pipelines.list({ pageSize: 100 }), namesLookedAt))
    return yield* Effect.fail(noneNamed(call, text, all))
  })
}

/** How many names are compared to suggest one. */
const namesLookedAt = 1_000

const severalNamed = (name: string, found: readonly PipelineItem[]): CliFailure =>
  new CliFailure({
    exitCode: ExitCode.usage,
    code: "Usage",
    message: `${found.length} pipelines are named "${name}": ${found.map(({ id }) => id).join(", ")}.`,
    hint: "Give the id of the one you mean.",
    facts: { items: found.map(({ id, name: own, status }) => ({ id, name: own, status })) }
  })

const noneNamed = (call: Call, name: string, all: readonly PipelineItem[]): CliFailure => {
  const near = closest(
    name,
    all.map((item) => item.name)
  )
  return new CliFailure({
    exitCode: ExitCode.notFound,
    code: "NotFound",
    message: `Pipeline not found: "${name}".`,
    hint: near === undefined ? "Names must match exactly, including upper and lower case." : `Did you mean "${near}"?`,
    next: [commandLine(call, ["pipelines", "list"])]
  })
}

/**
 * A run by id, poll URL, or the file that `axp run --async` (or any command about a run) wrote; `-` reads such a file
 * from standard input. Refuses what cannot name a run before any request.
 */
export const readRun = (call: Call): Effect.Effect<RunRef, CliFailure, Runs> =>
  Effect.gen(function* () {
    const text = yield* attempt(() => readRunText(call))
    const runs = yield* Runs
    const ref = yield* Effect.mapError(
      runs.ref(text),
      ({ message, hint }: AixplainError) => new UsageError(message, hint)
    )
    return uuid.test(ref.id) || isCheckUrl(text, ref)
      ? ref
      : yield* Effect.fail(
          new UsageError(
            `Invalid run id: "${ref.id}".`,
            "A run id is a UUID, for example 7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0000; axp runs list shows them."
          )
        )
  })

/** A check URL on a trusted origin, which the client keeps as given. */
const isCheckUrl = (text: string, ref: RunRef): boolean => {
  const given = URL.parse(text.startsWith("{") ? String((JSON.parse(text) as { url?: unknown }).url) : text)
  return given !== null && given.origin + given.pathname === ref.url && given.pathname.includes("/execution/check/")
}

const readRunText = async (call: Call): Promise<string> => {
  const text = only(call, "a run's id, its URL, or the file with its reference")
  if (text === "-") return referenceIn(decodeText(await call.io.readStdin(), "Standard input"), "Standard input")
  const isFile = !/^https?:\/\//i.test(text) && (/\.json$/i.test(text) || text.includes("/") || text.includes(sep))
  return isFile ? referenceIn(await readText(resolve(call.io.cwd, text), text), text) : text.trim()
}

/** A run reference, or the run in another JSON answer of `axp`. */
const referenceIn = (text: string, name: string): string => {
  const trimmed = text.trim()
  if (trimmed === "")
    throw new UsageError(`${name} is empty.`, "It should hold a run reference, as axp run --async prints it.")
  if (!trimmed.startsWith("{")) return trimmed
  let value: Readonly<Record<string, unknown>>
  try {
    value = JSON.parse(trimmed) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}.`)
  }
  if (typeof value["run"] === "object" && value["run"] !== null) return JSON.stringify(value["run"])
  if (value["v"] === undefined && typeof value["url"] === "string") return value["url"]
  if (value["v"] === undefined && typeof value["id"] === "string") return value["id"]
  return JSON.stringify(value)
}
