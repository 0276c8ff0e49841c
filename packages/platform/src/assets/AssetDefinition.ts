/**
 * What an asset is to the engine: a function over the values of one segment (or of a list of them).
 *
 * Used by people who add their own assets (`defineAsset`), by the built-in assets and by the engine's node kinds.
 * It knows nothing of runs, storage or HTTP: an asset gets values and a context, and returns values.
 */
import type { DataType } from "@aixplain-ts/api-types"
import {
  anyText,
  callback,
  checkFields,
  dataType,
  type Fields,
  fieldsOf,
  flag,
  functionId,
  integer,
  list,
  number,
  object,
  text
} from "../checks.ts"

/** A file behind a reference: audio, image, video, or a text too large to carry along. */
export interface Media {
  readonly type: DataType
  /** Media type as sniffed or declared, for example `audio/wav`. */
  readonly mediaType: string
  /** Where it can be fetched from inside this server. */
  readonly url: string
  /** Reads the whole content; bounded by the platform's file limits. */
  bytes(): Promise<Uint8Array>
}

/** What a parameter can hold. Text outputs of other nodes arrive as strings, already read. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Media
  | readonly Value[]
  | { readonly [key: string]: Value | undefined }

/** Content that an asset made: stored by the engine and passed on as a `Media`. */
export interface Content {
  readonly content: Uint8Array
  /** For example `audio/wav`. */
  readonly mediaType: string
}

export type OutputValue = Value | Content

/** One piece that a segmentor cut out of its input. */
export interface Piece {
  /** Output values by code, for example `{ data: "First line." }`. */
  readonly outputs: Readonly<Record<string, OutputValue>>
  /** The place of the segment in its source: characters for text, seconds for audio and video. */
  readonly start?: number
  readonly end?: number
  readonly speaker?: string
  readonly language?: string
  /** What followed the piece in its source, so that joining restores it (text). */
  readonly separator?: string
}

/** What one call returns: outputs by code, or the pieces of a segmentor. */
export type AssetResult =
  | { readonly pieces: readonly Piece[]; readonly usedCredits?: number }
  | (Readonly<Record<string, OutputValue>> & { readonly pieces?: never })

/** Where one item of a list was cut from: what its segment remembers of the segmentor (or of the long input). */
export interface Origin {
  /** Characters for text, seconds for audio and video. */
  readonly start?: number
  readonly end?: number
  readonly speaker?: string
  readonly language?: string
  /** What followed the item in its source (text). */
  readonly separator?: string
}

export interface AssetContext {
  /** Aborted when the step's deadline passes or the run is cancelled. */
  readonly signal: AbortSignal
  /** Starts at 1. */
  readonly attempt: number
  /** The same for every attempt of one step: `run/node/segment`. Hand it to services that deduplicate. */
  readonly idempotencyKey: string
  /**
   * `true` when the server ended or froze while the run was at work, perhaps because of this very call. Built-in assets
   * then compute in a thread that the step's time limit can end; an asset with long computations should do the same.
   */
  readonly suspected?: boolean
  /** For metrics and reconstructors: by parameter code, one origin beside each item of the parameter's list. */
  readonly origins?: Readonly<Record<string, readonly Origin[]>>
  /** Waits on the server's clock, which tests may move. Rejects with the signal's reason when that is aborted. */
  sleep(millis: number): Promise<void>
  /** Writes one line to the run's log. */
  log(line: string): void
  /** Facts that end up in the segment's `details`, `language` and `used_credits`. */
  report(facts: { details?: Record<string, unknown>; language?: string; usedCredits?: number }): void
}

/** What clients are told of one parameter; what is left out comes from the function's entry in the catalogue. */
export interface AssetParameter {
  /** Values that it takes; the first one is what Python's designer presets for a language. */
  readonly values?: readonly (string | number | boolean)[]
  /** What clients preset. A node without it still runs without it. */
  readonly default?: string | number | boolean
  readonly required?: boolean
  readonly dataType?: DataType
}

export interface AssetDefinition {
  /** The id that a node's `assetId` names. */
  readonly id: string
  /** A function id of the catalogue, for example `text-normalization`. */
  readonly function: string
  readonly name?: string
  readonly description?: string
  readonly supplier?: string
  /** By code. A utility has these parameters and no others; elsewhere they add to those of the function. */
  readonly parameters?: Readonly<Record<string, AssetParameter>>
  /** At most this many calls at once over all runs. */
  readonly concurrency?: number
  /** At most `requests` calls in each window of `perMillis` milliseconds. */
  readonly rateLimit?: { readonly requests: number; readonly perMillis: number }
  /** Milliseconds one call may take; the engine's step deadline when absent. */
  readonly timeout?: number
  /** `true` for pure computations that take more than 0.2 ms: the engine may move them off the main thread. */
  readonly cpuBound?: boolean
  /**
   * `true` when a call has no effect outside and the same inputs give the same outputs: the engine may then repeat it
   * after a crash without noting beforehand that it begins.
   */
  readonly pure?: boolean
  /** `true` when a call must never be repeated after a crash: it then fails as uncertain instead. */
  readonly atMostOnce?: boolean
  /**
   * Called once per segment for ai and utility functions and for segmentors; once per list for metrics and
   * reconstructors, whose linked parameters then hold arrays.
   * @throws AssetError to say whether trying again may help; any other error fails the segment.
   */
  run(
    // oxlint-disable-next-line typescript/no-explicit-any -- callers name the parameters they read: `({ text }) => …`
    inputs: any,
    context: AssetContext
  ): AssetResult | Promise<AssetResult>
}

const fields: Fields<AssetDefinition> = {
  id: text,
  function: functionId,
  name: text,
  description: anyText,
  supplier: text,
  parameters: object,
  concurrency: integer(1),
  rateLimit: fieldsOf<NonNullable<AssetDefinition["rateLimit"]>>({ requests: integer(1), perMillis: number(1) }, [
    "requests",
    "perMillis"
  ]),
  timeout: number(1),
  cpuBound: flag,
  pure: flag,
  atMostOnce: flag,
  run: callback
}

const parameterFields: Fields<AssetParameter> = {
  values: list,
  default: (value) =>
    ["string", "number", "boolean"].includes(typeof value) ? undefined : "must be a string, a number or a boolean",
  required: flag,
  dataType
}

/** @throws TypeError that names the asset, the member, its value and what it must be */
export const checkAsset = (definition: AssetDefinition, place = "an asset"): void => {
  const id: unknown = (definition as Partial<AssetDefinition> | null | undefined)?.id
  const what = typeof id === "string" && id !== "" ? `the asset "${id}"` : place
  checkFields<AssetDefinition>(what, definition, fields, ["id", "function", "run"])
  for (const [code, parameter] of Object.entries(definition.parameters ?? {}))
    checkFields<AssetParameter>(`the parameter "${code}" of ${what}`, parameter, parameterFields)
}

/**
 * Declares an asset.
 * @throws TypeError for a definition that no server could run: an empty id, an unknown function, no `run`
 */
export const defineAsset = (definition: AssetDefinition): AssetDefinition => {
  checkAsset(definition)
  return definition
}

/** A failure that an asset explains: the sentence reaches the segment's `error`. */
export class AssetError extends Error {
  override readonly name = "AssetError"
  /** Trying again may help (overload, time-out, connection lost). */
  readonly transient: boolean
  /** Milliseconds the service asked us to wait. */
  readonly retryAfter: number | undefined
  constructor(
    message: string,
    options: { readonly transient?: boolean; readonly retryAfter?: number; readonly cause?: unknown } = {}
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.transient = options.transient ?? false
    this.retryAfter = options.retryAfter
  }
}
