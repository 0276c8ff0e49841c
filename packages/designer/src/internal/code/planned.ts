/** What planning makes of a node: the call that builds it and the ports it gives. */
import type { PipelineNode } from "@aixplain-ts/api-types"
import type { DataType } from "../../Types.ts"
import type { Expression } from "./Expression.ts"

/** A named step after a call: a route of a router or decision. */
export interface RouteStep {
  readonly variable: string
  readonly expression: Expression
}

/** A call of the builder without its options. */
export interface Call {
  readonly method: string
  readonly args: readonly Expression[]
  /** Options that the document says plainly, such as `assetId`. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Why it is not the usual call. */
  readonly comment?: string
  /** Data types of its outputs by code. */
  readonly outputs: ReadonlyMap<string, DataType>
}

interface Planned {
  readonly node: PipelineNode
  /** Options of the node; `exact.ts` completes them. */
  readonly options: Record<string, unknown>
}

export interface PlannedInput extends Planned {
  readonly role: "input"
  readonly label: string
  readonly variable: string
  readonly type: DataType | readonly DataType[]
}

export interface PlannedCall extends Planned {
  readonly role: "call"
  readonly variable: string
  readonly method: string
  readonly args: readonly Expression[]
  readonly routes: readonly RouteStep[]
  readonly comment?: string
}

export interface PlannedOutput extends Planned {
  readonly role: "output"
  readonly label: string
  readonly port: Expression
}

export interface Plan {
  readonly name: string
  readonly inputs: readonly PlannedInput[]
  readonly calls: readonly PlannedCall[]
  readonly outputs: readonly PlannedOutput[]
  /** Options of the pipeline; `exact.ts` completes them. */
  readonly options: Record<string, unknown>
}
