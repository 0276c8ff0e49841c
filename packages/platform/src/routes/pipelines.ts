/**
 * Create, read, update, delete and list pipelines. What is saved is stored word for word; what is answered is canonical.
 */
import { createHash } from "node:crypto"
import type { components, Problem, SavePipeline, UpdatePipeline } from "@aixplain-ts/api-types"
import { kindOf, labelOf } from "@aixplain-ts/designer"
import { readQuery } from "../http/contract.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import { json, jsonText, type Reply } from "../replies/Reply.ts"
import type { PipelineRow, Pipelines, StoredBody } from "../store/Pipelines.ts"
import { refuseErrors, type Documents } from "./Documents.ts"
import { idempotencyKey, keyReused } from "./idempotency.ts"
import { nodeFilter, type PipelineSearch } from "./pipelineFilter.ts"

export interface PipelineRoutes {
  readonly pipelines: Pipelines
  readonly documents: Documents
  /** Whether versions, problems and idempotency keys are offered. */
  readonly extended: boolean
  /** Whether the team has uploaded the script. */
  readonly hasScript: (team: string, fileId: string) => boolean
  /** Told of the nodes of what was saved, for example to warm up what they need. */
  readonly saved?: (document: SavePipeline["architecture"]) => void
}

export const pipelineRoutes = ({ pipelines, documents, extended, hasScript, saved }: PipelineRoutes) => {
  const find = ({ team, params }: Exchange): PipelineRow => {
    const id = (params["id"] ?? "").toLowerCase()
    const row = pipelines.get(team, id)
    if (row === undefined) throw notFound(`No pipeline has the id ${id}.`)
    return row
  }

  const whole = (row: PipelineRow): Record<string, unknown> => {
    const { document, rest } = documents.read(row)
    const { nodes, links, ...more } = document
    return { ...rest, ...more, ...summary(row), nodes, links }
  }

  /** What the document's own problems cannot know: whether its scripts are here. */
  const missingScripts = (team: string, row: PipelineRow): Problem[] =>
    documents.read(row).document.nodes.flatMap((node) => {
      const { fileId } = node
      if (kindOf(node) !== "SCRIPT" || typeof fileId !== "string" || fileId === "" || hasScript(team, fileId)) return []
      return {
        code: "unknown_script",
        level: "warning",
        node: node.number,
        message: `The script ${JSON.stringify(fileId.slice(0, 100))} of ${labelOf(node)} is not on this server.`,
        hint: "Upload the file with POST /sdk/pipelines/script and store the `fileId` of the answer in the node."
      }
    })

  const problemsOf = (team: string, row: PipelineRow): readonly Problem[] => [
    ...documents.read(row).problems,
    ...missingScripts(team, row)
  ]

  const savedBody = (team: string, row: PipelineRow): Record<string, unknown> => ({
    ...whole(row),
    ...(extended ? { problems: problemsOf(team, row) } : {})
  })
  const version = (etag: string): Record<string, string> => (extended ? { etag: quoted(etag) } : {})
  const savedReply = (status: number, team: string, row: PipelineRow): Reply =>
    json(status, savedBody(team, row), version(row.etag))

  type Fields = Pick<PipelineRow, "name" | "status" | "document">

  const accept = ({ name, status = "draft", architecture, ...rest }: SavePipeline): Fields => {
    deployable(status, documents.check(architecture).problems)
    saved?.(architecture)
    return { name, status, document: JSON.stringify(toStore(architecture, rest)) }
  }

  /**
   * A client renames or deploys what it got from a list, without nodes: that must not wipe the document. What it leaves
   * out stays as it is, so that a new name does not take a pipeline out of service.
   */
  const acceptUpdate = (body: UpdatePipeline, stored: PipelineRow): Fields => {
    const { name, status = stored.status, architecture: { nodes = [], ...more } = {} } = body
    if (nodes.length > 0) return accept({ ...body, status, architecture: { ...more, nodes } } as SavePipeline)
    deployable(status, documents.read(stored).problems)
    return { name, status, document: stored.document }
  }

  const create = ({ team, body, bytes, headers }: Exchange): Reply => {
    const key = extended ? idempotencyKey(headers) : undefined
    if (key === undefined) return savedReply(201, team, pipelines.create(team, accept(body as SavePipeline)))
    const fingerprint = createHash("sha256").update(bytes).digest("hex")
    const creation =
      pipelines.creation(team, key) ??
      pipelines.createOnce(team, key, () => {
        const row = pipelines.create(team, accept(body as SavePipeline))
        return { fingerprint, etag: row.etag, answer: JSON.stringify(savedBody(team, row)) }
      })
    if (creation.fingerprint !== fingerprint) throw keyReused()
    return jsonText(201, creation.answer, version(creation.etag))
  }

  const update = (exchange: Exchange): Reply => {
    const { team, body, headers } = exchange
    const row = find(exchange)
    if (extended) checkPrecondition(headers["if-match"], row)
    const changed = pipelines.update(team, row.id, acceptUpdate(body as UpdatePipeline, row), row.etag)
    if (changed === undefined) throw changedMeanwhile(row)
    return savedReply(200, team, changed)
  }

  const listed = (team: string, row: PipelineRow): components["schemas"]["PipelineFields"] => {
    if (!extended) return summary(row)
    const { errors } = documents.read(row)
    const problemCount = { errors: errors.length, warnings: problemsOf(team, row).length - errors.length }
    return Object.assign(summary(row), { problemCount })
  }

  const page = (team: string, query: PipelineSearch, size: number): components["schemas"]["PipelinePage"] => {
    const matches = nodeFilter(query)
    const number = query.pageNumber ?? 0
    const { rows, total, all } = pipelines.list(
      team,
      {
        ...(query.q === undefined ? {} : { text: query.q }),
        ...(query.draftsOnly === undefined ? {} : { draftsOnly: query.draftsOnly }),
        ...(matches === undefined ? {} : { matches: (row) => matches(documents.read(row).document.nodes) })
      },
      { number, size }
    )
    const items = rows.map((row) => listed(team, row))
    return { items, results: items, pageTotal: items.length, total, filteredFrom: all, pageNumber: number }
  }

  return {
    createPipeline: create,
    updatePipeline: update,
    getPipeline(exchange) {
      const row = find(exchange)
      return json(200, whole(row), version(row.etag))
    },
    deletePipeline(exchange) {
      const row = find(exchange)
      if (extended) checkPrecondition(exchange.headers["if-match"], row)
      pipelines.remove(exchange.team, row.id)
      return json(200, { id: row.id })
    },
    paginatePipelines: ({ team, body }) => {
      const query = body as PipelineSearch
      return json(200, page(team, query, query.pageSize ?? 20))
    },
    async listPipelines({ operation, team, query }) {
      const { pageNumber = 0 } = (await readQuery(operation, query)) as { pageNumber?: number }
      return json(200, page(team, { pageNumber }, 10))
    }
  } satisfies Partial<Handlers>
}

const deployable = (status: string, problems: readonly Problem[]): void => {
  if (status === "onboarded") refuseErrors(problems, "deployed")
}

const toStore = (architecture: SavePipeline["architecture"], rest: Record<string, unknown>): StoredBody => ({
  architecture: { ...architecture, links: architecture.links ?? [] },
  rest
})

const summary = (row: PipelineRow) => ({
  id: row.id,
  name: row.name,
  status: row.status,
  // Clients need both members; a key bound to one pipeline does not exist here.
  subscription: { id: createHash("sha256").update(row.id).digest("hex").slice(0, 24), apiKey: "" },
  createdAt: new Date(row.createdAt).toISOString(),
  updatedAt: new Date(row.updatedAt).toISOString()
})

const quoted = (etag: string): string => `"${etag}"`

const checkPrecondition = (ifMatch: string | undefined, row: PipelineRow): void => {
  if (ifMatch === undefined || ifMatch.trim() === "*") return
  const wanted = ifMatch.split(",").map((tag) => tag.trim())
  if (!wanted.includes(quoted(row.etag))) throw changedMeanwhile(row)
}

const changedMeanwhile = (row: PipelineRow): HttpError =>
  new HttpError(412, "The pipeline was changed by another client.", {
    detail: "Read it again, apply the change to it and save that.",
    headers: { etag: quoted(row.etag) }
  })
