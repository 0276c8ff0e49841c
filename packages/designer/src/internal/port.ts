/** What a port is at run time: types for people, and where its value comes from for the document. */
import type { Port, Presence } from "../Node.ts"
import type { DataType } from "../Types.ts"
import type { DraftNode, DraftRoute } from "./Draft.ts"

/** One place that a value comes from; several where branches were merged. */
export interface Source {
  readonly node: DraftNode
  readonly code: string
  /** The route of a router or decision that it takes. */
  readonly route?: DraftRoute
}

export class NodePort<D extends DataType = DataType, P extends Presence = Presence> implements Port<D, P> {
  readonly types: readonly D[]
  readonly presence: P
  readonly code: string
  readonly #sources: readonly Source[]

  constructor(types: readonly D[], presence: P, sources: readonly Source[]) {
    this.types = Object.freeze([...new Set(types)])
    this.presence = presence
    this.code = sources[0]?.code ?? ""
    this.#sources = sources
    Object.freeze(this)
  }

  /** Where a port's value comes from; undefined for anything that is not a port of this package. */
  static sourcesOf(value: unknown): readonly Source[] | undefined {
    return typeof value === "object" && value !== null && #sources in value ? value.#sources : undefined
  }
}

export const isPort = (value: unknown): value is NodePort => NodePort.sourcesOf(value) !== undefined

/** The data type of a port as a parameter states it; undefined when it may hold several. */
export const singleType = (port: Port): DataType | undefined => (port.types.length === 1 ? port.types[0] : undefined)
