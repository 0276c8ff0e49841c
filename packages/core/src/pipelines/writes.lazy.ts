/**
 * Changes stored pipelines: create, save, update, deploy, delete. Loaded on demand, because it includes the reading of documents, which programs that only run pipelines do not need.
 */
import type { PipelineNode, SavePipeline } from "@aixplain-ts/api-types"
import { pendingScripts, withScriptFile } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { AixplainError, AlreadyDeployed, Conflict, type ErrorReason, InvalidInput } from "../AixplainError.ts"
import type {
  CallOptions,
  CreateOptions,
  Pipelines,
  PipelineSource,
  SaveOptions,
  StoredPipeline
} from "../Pipelines.ts"
import type { Uploads } from "../Uploads.ts"
import type { Answer, Http } from "../http/Http.ts"
import type { Subject } from "../http/answers.ts"
import { compact, isRecord, textOf } from "../http/json.ts"
import { readPipeline } from "./answers.ts"
import { pipelineCall, requireId } from "./call.ts"
import { type ReadSource, readSource, toBody } from "./source.lazy.ts"
import { submit } from "../http/submit.ts"
import { transportFacts } from "../http/transport.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

/** A change that only the owning team may make. The hint of a refusal (403) says that. */
const owned = <C extends { readonly subject: Subject }>(call: C): C => ({
  ...call,
  subject: {
    ...call.subject,
    forbidden: "Only the team that owns a pipeline can change or delete it. Check which team the key belongs to."
  }
})

/** The answer of a save may hold its id alone: the rest is what was sent. Its status may be a word like SUCCESS. */
const readSaved = (answer: Answer, sent: SavePipeline): StoredPipeline | undefined => {
  const stored = readPipeline(answer)
  if (stored === undefined) return undefined
  const answered = isRecord(answer.body) ? answer.body : {}
  const { name, status, architecture, ...info } = sent
  const isStatus = stored.status === "draft" || stored.status === "onboarded"
  return {
    ...stored,
    name: textOf(answered["name"]) ?? name,
    status: isStatus && answered["status"] !== undefined ? stored.status : (status ?? "draft"),
    document: stored.document ?? { nodes: architecture.nodes, links: architecture.links ?? [] },
    info: { ...info, ...stored.info }
  }
}

export const makePipelineWrites = (
  http: Http["Service"],
  uploads: Uploads["Service"],
  get: Pipelines["Service"]["get"]
): Pick<Pipelines["Service"], "create" | "save" | "update" | "deploy" | "delete"> => {
  /** Uploads the local scripts of the document; gives the nodes with their file ids. */
  const withScripts = Effect.fnUntraced(function* (read: ReadSource, call: CallOptions) {
    let document = read.document
    for (const script of pendingScripts(document)) {
      const place = resolveBeside(read.base, script.file)
      const options = compact({ apiKey: call.apiKey, requestTimeout: call.requestTimeout })
      const { fileId, fileMetadata } = yield* uploads.script(place, options)
      document = withScriptFile(document, script.node, fileId, fileMetadata)
    }
    return document.nodes
  })

  const bodyOf = Effect.fnUntraced(function* (
    operation: string,
    read: ReadSource,
    nodes: readonly PipelineNode[],
    options: SaveOptions
  ) {
    const body = toBody(read, nodes, options)
    if (!("missing" in body)) return body
    return yield* fail(
      operation,
      new InvalidInput({
        message: "The pipeline has no name.",
        parameter: "name",
        hint: [{ text: "Set {option}.", option: "name" }]
      })
    )
  })

  const create = Effect.fn("Pipelines.create")(function* (source: PipelineSource, options: CreateOptions = {}) {
    const read = yield* readSource("Pipelines.create", source)
    const body = yield* bodyOf("Pipelines.create", read, yield* withScripts(read, options), options)
    return yield* submit(http, {
      pipeline: undefined,
      idempotencyKey: options.idempotencyKey,
      onUncertain: () => Effect.void,
      call: {
        ...(yield* pipelineCall(http, "Pipelines.create", undefined, options)),
        send: (client, init) => client.POST("/sdk/pipelines", { ...init, body }),
        decode: (answer) => readSaved(answer, body)
      }
    })
  })

  const put = Effect.fnUntraced(function* (operation: string, id: string, body: SavePipeline, options: SaveOptions) {
    const etag = http.declares("if-match") ? options.etag : undefined
    const request = http.request({
      ...owned(yield* pipelineCall(http, operation, id, options)),
      // Putting the same twice is harmless, but with a version the second would trip over the first.
      mode: etag === undefined ? "safe" : "once",
      headers: etag === undefined ? {} : { "if-match": etag },
      send: (client, init) => client.PUT("/sdk/pipelines/{id}", { ...init, params: { path: { id } }, body }),
      decode: (answer) => readSaved(answer, body)
    })
    return yield* Effect.catchIf(
      request,
      (error) => error.reason._tag === "Conflict",
      Effect.fnUntraced(function* (error) {
        // Both versions at hand: the caller's own, and the one that is there now.
        const current = yield* Effect.option(get(id, options))
        return yield* fail(
          operation,
          new Conflict({
            status: error.status,
            body: error.reason.body,
            requestId: error.requestId,
            expected: etag,
            ...(current._tag === "Some" && { actual: current.value.etag, current: current.value })
          })
        )
      })
    )
  })

  const update = Effect.fn("Pipelines.update")(function* (
    id: string,
    source: PipelineSource,
    options: SaveOptions = {}
  ) {
    yield* requireId("Pipelines.update", id)
    const read = yield* readSource("Pipelines.update", source)
    const nodes = yield* withScripts(read, options)
    if (nodes.length > 0)
      return yield* put("Pipelines.update", id, yield* bodyOf("Pipelines.update", read, nodes, options), options)
    // Nothing to put in place of what is stored: keep it, and change the rest.
    const stored = yield* get(id, options)
    const kept: ReadSource =
      stored.document === undefined ? read : { ...read, document: { ...read.document, links: stored.document.links } }
    const body = yield* bodyOf("Pipelines.update", kept, stored.document?.nodes ?? [], {
      name: stored.name,
      ...options
    })
    return yield* put("Pipelines.update", id, body, options)
  })

  const save = (
    pipeline: { readonly id?: string | undefined; readonly source: PipelineSource },
    options: CreateOptions = {}
  ): Effect.Effect<StoredPipeline, AixplainError> =>
    pipeline.id === undefined || pipeline.id === ""
      ? create(pipeline.source, options)
      : update(pipeline.id, pipeline.source, options)

  const deploy = Effect.fn("Pipelines.deploy")(function* (pipeline: string | StoredPipeline, call: CallOptions = {}) {
    const id = typeof pipeline === "string" ? pipeline : pipeline.id
    // A deploy stores the whole document. Only a server that compares versions refuses one that is out of date; on others
    // what is stored now is read first, so that nothing but the status changes.
    const isGuarded =
      typeof pipeline !== "string" &&
      (pipeline.document?.nodes.length ?? 0) > 0 &&
      pipeline.etag !== undefined &&
      http.declares("if-match")
    const stored = isGuarded ? pipeline : yield* get(id, call)
    if (stored.status === "onboarded") return yield* fail("Pipelines.deploy", new AlreadyDeployed({ pipeline: id }))
    if (stored.status !== "draft")
      return yield* fail(
        "Pipelines.deploy",
        new InvalidInput({
          message: `Pipeline ${id} has status ${stored.status}: only a draft can be deployed.`,
          parameter: "pipeline"
        })
      )
    const document = stored.document ?? { nodes: [], links: [] }
    const read = yield* readSource("Pipelines.deploy", { ...stored.info, ...document })
    const body = yield* bodyOf("Pipelines.deploy", read, document.nodes, { name: stored.name, saveAsAsset: true })
    return yield* put("Pipelines.deploy", id, body, { ...call, ...compact({ etag: stored.etag }) })
  })

  const remove = Effect.fn("Pipelines.delete")(function* (
    id: string,
    options: CallOptions & { readonly etag?: string } = {}
  ) {
    yield* requireId("Pipelines.delete", id)
    const etag = http.declares("if-match") ? options.etag : undefined
    // True once a request that may have deleted it was sent and its answer lost.
    let maybeGone = false
    const request = http.request({
      ...owned(yield* pipelineCall(http, "Pipelines.delete", id, options)),
      mode: "safe",
      headers: etag === undefined ? {} : { "if-match": etag },
      send: async (client, init) => {
        try {
          const answer = await client.DELETE("/sdk/pipelines/{id}", { ...init, params: { path: { id } } })
          maybeGone ||= answer.response.status >= 500
          return answer
        } catch (error) {
          maybeGone ||= transportFacts(error).phase === "exchange"
          throw error
        }
      },
      decode: () => true
    })
    yield* Effect.catchIf(
      request,
      (error) => error.reason._tag === "NotFound" && maybeGone,
      () => Effect.void
    )
  })

  return { create, save, update, deploy, delete: remove }
}

/** A script's path is meant from the place of the pipeline's own file, where there is one. */
const resolveBeside = (base: string | URL | undefined, file: string): string | URL => {
  if (file.startsWith("file:")) return new URL(file)
  if (base === undefined || file.startsWith("/") || /^[a-z]:[\\/]/i.test(file)) return file
  if (base instanceof URL) return new URL(file, base)
  const folder = base.slice(0, Math.max(base.lastIndexOf("/"), base.lastIndexOf("\\")) + 1)
  return `${folder}${file}`
}
