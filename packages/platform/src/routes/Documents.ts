/**
 * Reads stored pipelines: their document in canonical form with what published clients need on every node, and its
 * problems. What is read is remembered by version, because a run asks for the same document over and over.
 */
import type { NodeKind, PipelineDocument, PipelineNode, Problem } from "@aixplain-ts/api-types"
import {
  canonical,
  findFunction,
  InvalidDocument,
  kindOf,
  labelOf,
  parseDocument,
  validate
} from "@aixplain-ts/designer"
import { HttpError } from "../replies/HttpError.ts"
import type { PipelineRow, StoredBody } from "../store/Pipelines.ts"

export interface ReadPipeline {
  /** Canonical, and complete in what published clients cannot do without. */
  readonly document: PipelineDocument
  /** Keys of the client's own beside name, status and architecture. */
  readonly rest: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
  /** Those that refuse a run and a deploy. */
  readonly errors: readonly Problem[]
}

export interface DocumentLimits {
  readonly nodes: number
  readonly links: number
  /** Characters of a node's preset prompt. */
  readonly prompt: number
}

/** Characters of documents that are kept read. */
const remembered = 16 * 1024 * 1024

export class Documents {
  readonly #known = new Map<string, { readonly read: ReadPipeline; readonly characters: number }>()
  #characters = 0
  readonly #limits: DocumentLimits

  constructor(limits: DocumentLimits) {
    this.#limits = limits
  }

  read(row: Pick<PipelineRow, "etag" | "document">): ReadPipeline {
    const known = this.#known.get(row.etag)
    if (known !== undefined) return known.read
    const { architecture, rest } = JSON.parse(row.document) as StoredBody
    const document = present(canonical(parseDocument(architecture)))
    const problems = validate(document)
    const read = { document, rest, problems, errors: problems.filter(({ level }) => level === "error") }
    this.#known.set(row.etag, { read, characters: row.document.length })
    this.#characters += row.document.length
    for (const [etag, { characters }] of this.#known) {
      if (this.#characters <= remembered || etag === row.etag) break
      this.#known.delete(etag)
      this.#characters -= characters
    }
    return read
  }

  #checkPrompt(node: PipelineNode): void {
    const limit = this.#limits.prompt
    for (const { code, value } of node.inputValues ?? [])
      if (code === "prompt" && typeof value === "string" && value.length > limit)
        throw new HttpError(
          400,
          `The prompt of ${labelOf(node)} has ${value.length} characters; this server takes ${limit}.`,
          { detail: "Shorten it, or link a text to the parameter `prompt`." }
        )
  }

  /**
   * Looks at a document that is about to be stored.
   * @throws HttpError 400 when it is not a document, or is larger than this server executes
   */
  check(architecture: unknown): { readonly document: PipelineDocument; readonly problems: readonly Problem[] } {
    try {
      const document = parseDocument(architecture)
      const { nodes, links } = this.#limits
      if (document.nodes.length > nodes || document.links.length > links)
        throw new HttpError(
          400,
          `The pipeline has ${document.nodes.length} nodes and ${document.links.length} links; ` +
            `this server takes ${nodes} and ${links}.`
        )
      for (const node of document.nodes) this.#checkPrompt(node)
      return { document, problems: validate(present(canonical(document))) }
    } catch (error) {
      if (!(error instanceof InvalidDocument)) throw error
      throw new HttpError(400, error.message, { problems: error.problems, cause: error })
    }
  }
}

/** Refuses a run or a deploy. @throws HttpError 400 that lists every error */
export const refuseErrors = (problems: readonly Problem[], what: string): void => {
  const errors = problems.filter(({ level }) => level === "error")
  if (errors.length === 0) return
  const count = errors.length === 1 ? "one error" : `${errors.length} errors`
  throw new HttpError(
    400,
    `The pipeline has ${count} and cannot be ${what}. ${errors.map((e) => e.message).join(" ")}`,
    {
      detail: errors.map(({ hint }) => hint).join(" "),
      problems: errors
    }
  )
}

/** Adds what documents may lack and answers must have; everything else stays as it is, order included. */
const present = (document: PipelineDocument): PipelineDocument => ({
  ...document,
  nodes: document.nodes.map(presentNode),
  links: document.links.map((link) => (Array.isArray(link.paramMapping) ? link : { ...link, paramMapping: [] }))
})

const presentNode = (node: PipelineNode): PipelineNode => {
  const added: Record<string, unknown> = {}
  if (node.label === undefined || node.label === "") added["label"] = labelOf(node)
  // A stored node can have any type; only those of the contract have fields to add.
  const kind = kindOf(node) as NodeKind
  switch (kind) {
    case "INPUT":
      if (!Array.isArray(node.dataType)) added["dataType"] = typesOf(node)
      break
    case "ASSET":
      added["assetId"] = node.assetId ?? ""
      added["functionType"] = node.functionType ?? findFunction(node.function ?? "")?.kind ?? "ai"
      break
    case "SCRIPT":
      added["fileId"] = node.fileId ?? ""
      added["fileMetadata"] = node.fileMetadata ?? JSON.stringify({ name: "", size: 0 })
      break
    case "ROUTER":
    case "DECISION":
      if (!Array.isArray(node.routes)) added["routes"] = []
      break
    case "OUTPUT":
      break
    default:
      kind satisfies never
  }
  return Object.entries(added).every(([key, value]) => node[key] === value) ? node : { ...node, ...added }
}

/** Types that an INPUT without a list declares otherwise; none means that the value decides. */
const typesOf = (node: PipelineNode): string[] => {
  if (typeof node.dataType === "string") return [node.dataType]
  const declared = node.outputValues?.find(({ code }) => code === "input")?.dataType
  return typeof declared === "string" ? [declared] : []
}
