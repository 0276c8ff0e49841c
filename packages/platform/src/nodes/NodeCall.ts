/**
 * What the engine hands to a node kind and what it gets back. A node kind is one file beside this one: a function from
 * the values of one step to an outcome. It knows nothing of journals, runs or other segments.
 */
import type { DataType } from "@aixplain-ts/api-types"
import type { AssetDefinition, Origin, OutputValue, Value } from "../assets/AssetDefinition.ts"
import type { Files } from "../files/Files.ts"
import type { PlanNode } from "../plan/Plan.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"
import type { ScriptRunner } from "../scripts/ScriptRunner.ts"

/** One value that reached a parameter. */
export interface Item {
  readonly value: Value
  readonly type: DataType
  /** Its number in the run: passing it on copies the number, not the value. */
  readonly n: number
  readonly seg: SegmentKey
  /** Number of the node that it came from, and the output parameter there. */
  readonly node: number
  readonly output: string
  /** Where it was cut from; lists only. */
  readonly origin?: Origin
  /** Why it has no value; lists only, for nodes that want to see failures. */
  readonly error?: string
}

export interface NodeCall {
  readonly node: PlanNode
  readonly seg: SegmentKey
  /** Whose run it is. */
  readonly team: string
  readonly attempt: number
  /** Whether an earlier process may have ended, or frozen, because of this step. */
  readonly suspected: boolean
  /** The same for every attempt of this step. */
  readonly key: string
  /** For nodes that fire per segment: the value of each linked parameter that has one. */
  readonly inputs: Readonly<Record<string, Item>>
  /** For nodes that fire on lists: the items of each linked parameter, in order. */
  readonly lists: Readonly<Record<string, readonly Item[]>>
  readonly signal: AbortSignal
  readonly services: NodeServices
  /** Waits on the engine's clock; rejects when the signal is aborted. */
  sleep(millis: number): Promise<void>
  log(line: string, level?: "info" | "warning" | "error"): void
}

/** A script that was uploaded: its text and its file name. */
export interface ScriptSource {
  readonly name: string
  readonly source: string
}

export interface NodeServices {
  readonly files: Files
  readonly asset: (node: PlanNode) => AssetDefinition | undefined
  readonly scripts: ScriptRunner | undefined
  /** A script that the team uploaded. */
  readonly scriptSource: (team: string, fileId: string) => Promise<ScriptSource | undefined>
  /** Longest text that goes through in one piece, in characters. */
  readonly textLimit: number
  /** Milliseconds that a script may take. */
  readonly scriptTimeout: number | undefined
}

/** An output: a new value, or one that is passed on. */
export type Made = { readonly value: OutputValue; readonly type?: DataType } | { readonly copy: number }

export interface Facts {
  readonly details?: Readonly<Record<string, unknown>>
  readonly language?: string
  readonly usedCredits?: number
}

/** A member of the list that a step made. */
export interface Member {
  readonly seg: SegmentKey
  readonly values?: Readonly<Record<string, Made>>
  readonly error?: string
  readonly origin?: Origin
  readonly facts?: Facts
}

export type Outcome =
  | {
      readonly _tag: "Values"
      readonly values: Readonly<Record<string, Made>>
      /** Indices of the nodes that get the value; all of them when absent. */
      readonly taken?: readonly number[]
      readonly facts?: Facts
    }
  | {
      readonly _tag: "List"
      /** Lists from the outside in, the step's own segment first; or the node (its index) whose shape the list has. */
      readonly shape:
        | { readonly splits: readonly { readonly seg: SegmentKey; readonly size: number }[] }
        | { readonly like: number }
      readonly members: readonly Member[]
      readonly facts?: Facts
    }

export type RunNode = (call: NodeCall) => Outcome | Promise<Outcome>
