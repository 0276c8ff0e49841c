/**
 * Whatever holds a pipeline document → the body of a save. Nothing of the document is lost or rearranged: what was sent
 * under `architecture` stays there, unknown members stay where they were. Only `functionType` is written in lower case,
 * as the service wants it.
 */
import { files } from "#files"
import type { Architecture, PipelineDocument, PipelineNode, SavePipeline } from "@aixplain-ts/api-types"
import { InvalidDocument, parseDocument } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput, InvalidPipeline } from "../AixplainError.ts"
import type { AssetStatus, PipelineSource, SaveOptions } from "../Pipelines.ts"
import { isRecord, type JsonRecord, textOf } from "../http/json.ts"

/** A source as read: still in the form it was written in. */
export interface ReadSource {
  readonly value: JsonRecord
  readonly document: PipelineDocument
  /** Where the source lay, for files it refers to. */
  readonly base: string | URL | undefined
}

/** Members that a server writes and nobody sends. */
const serverMade = new Set([
  "id",
  "subscription",
  "createdAt",
  "updatedAt",
  "problems",
  "nodes",
  "links",
  "name",
  "status"
])

const invalid = (operation: string, message: string) =>
  new AixplainError({ operation, reason: new InvalidInput({ message, parameter: "pipeline" }) })

const fileName = (source: string | URL): string =>
  (typeof source === "string" ? source : source.pathname).split(/[/\\]/).findLast((part) => part !== "") ?? "the file"

const readText = Effect.fnUntraced(function* (operation: string, source: string | URL) {
  if (typeof source === "string" && source.trimStart().startsWith("{")) return { text: source, name: "The text" }
  const name = fileName(source)
  const text = yield* Effect.tryPromise({
    try: () => files.readText(source),
    catch: (cause) => {
      const code = (cause as { readonly code?: unknown }).code
      return invalid(
        operation,
        code === "ENOENT"
          ? `File not found: ${name}`
          : `The file ${name} cannot be read${typeof code === "string" ? ` (${code})` : ""}.`
      )
    }
  })
  return { text, name }
})

const valueOf = Effect.fnUntraced(function* (operation: string, source: PipelineSource) {
  if (typeof source === "string" || source instanceof URL) {
    const { text, name } = yield* readText(operation, source)
    return yield* Effect.try({
      try: () => JSON.parse(text) as unknown,
      catch: (cause) =>
        invalid(operation, `${name} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`)
    })
  }
  // Callers without types hand in anything.
  const own = source as { readonly toJSON?: unknown } | null | undefined
  const value: unknown = typeof own?.toJSON === "function" ? own.toJSON() : source
  if (!isRecord(value) || value["nodes"] !== undefined || !isRecord(value["document"])) return value
  // A stored pipeline: its document, with the members that came beside it.
  const { name, status, document, info } = value
  return { ...(isRecord(info) ? info : {}), name, status, ...document }
})

export const readSource = Effect.fnUntraced(function* (operation: string, source: PipelineSource) {
  const value: unknown = yield* valueOf(operation, source)
  const document = yield* Effect.try({
    try: () => parseDocument(value),
    catch: (problem) =>
      problem instanceof InvalidDocument
        ? new AixplainError({
            operation,
            reason: new InvalidPipeline({ problems: problem.problems, message: problem.message })
          })
        : invalid(operation, `The pipeline cannot be read: ${String(problem)}`)
  })
  const isFile = (typeof source === "string" && !source.trimStart().startsWith("{")) || source instanceof URL
  return { value: isRecord(value) ? value : {}, document, base: isFile ? source : undefined } satisfies ReadSource
})

const lowerCased = (node: PipelineNode): PipelineNode => {
  const type = node.functionType
  return typeof type === "string" && type !== type.toLowerCase() ? { ...node, functionType: type.toLowerCase() } : node
}

/** The body of a create or update. `nodes` are those to send, which differ from the source's once scripts are uploaded. */
export const toBody = (
  read: ReadSource,
  nodes: readonly PipelineNode[],
  options: SaveOptions
): SavePipeline | { readonly missing: "name" } => {
  const { value, document } = read
  const name = options.name ?? textOf(value["name"])
  if (name === undefined || name.trim() === "") return { missing: "name" }
  const own: AssetStatus = options.status ?? textOf(value["status"]) ?? "draft"
  const onboarded = options.saveAsAsset ?? own === "onboarded"
  const written = isRecord(value["architecture"]) ? value["architecture"] : undefined
  const rest = Object.entries(value).filter(([key]) => !serverMade.has(key) && key !== "architecture")
  const architecture: Architecture = {
    ...written,
    nodes: nodes.map(lowerCased),
    links: document.links
  }
  return { ...Object.fromEntries(rest), name, status: onboarded ? "onboarded" : "draft", architecture }
}
