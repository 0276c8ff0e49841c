/**
 * What a caller hands in → the body of a run, in every form the wire knows.
 * Text is always sent as it is: no string becomes a list, a boolean or a file unasked. The caller's values are copied,
 * never changed. Files are uploaded and data assets looked up on the way.
 */
import type { components, PipelineDocument } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput } from "./AixplainError.ts"
import { type FileInput, type FileSource, isFileInput } from "./FileInput.ts"
import { isRecord, type JsonRecord } from "./http/json.ts"
import type { PayloadOptions } from "./RunOptions.ts"

/** One input as the wire wants it. */
export interface PayloadEntry {
  readonly value?: unknown
  readonly dataAsset?:
    | { readonly corpus_id: string; readonly data_id: string }
    | { readonly dataset_id: string; readonly data_id: string }
  /** Label of the INPUT node. */
  readonly nodeId?: string
}

/** Body of a run: `data`, `batchmode`, `version`, and the extra parameters as further members. */
export type Payload = components["schemas"]["RunBody"]

/** Where files go and data assets come from. */
export interface PayloadResolver {
  readonly upload: (source: FileSource | FileInput, label: string | undefined) => Effect.Effect<string, AixplainError>
  readonly isFile: (path: string) => Effect.Effect<boolean, AixplainError>
  readonly dataAsset: (
    assetId: string,
    dataId: string
  ) => Effect.Effect<NonNullable<PayloadEntry["dataAsset"]>, AixplainError>
}

/** A place in the copied input that waits for the URL of an uploaded file. */
interface Slot {
  readonly source: FileSource | FileInput
  readonly label: string | undefined
  /** Only if a file of this name exists. */
  readonly detect?: string
  readonly put: (url: string) => void
}

const refuse = (message: string, parameter = "data", hint?: string): InvalidInput =>
  new InvalidInput({ message, parameter, ...(hint !== undefined && { hint }) })

const isBinary = (value: object): value is Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> =>
  value instanceof Blob ||
  value instanceof Uint8Array ||
  value instanceof ArrayBuffer ||
  (typeof ReadableStream !== "undefined" && value instanceof ReadableStream)

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}

/** Copies a JSON value; collects the files in it. Refuses what JSON would lose or change, naming the place. */
const copier = (slots: Slot[], label: string | undefined) => {
  const copy = (value: unknown, path: string, put: (url: string) => void, above: readonly object[]): unknown => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value
    if (typeof value === "number") {
      if (Number.isFinite(value)) return value
      throw refuse(`${path} is ${value}, which JSON cannot represent.`)
    }
    if (typeof value !== "object") throw refuse(`${path} is a ${typeof value}, which cannot be sent.`)
    if (isFileInput(value) || isBinary(value)) {
      slots.push({ source: value, label, put })
      return null
    }
    if (above.includes(value)) throw refuse(`${path} contains itself.`)
    const inside = [...above, value]
    if (Array.isArray(value)) {
      const list: unknown[] = []
      for (const [index, item] of value.entries())
        list.push(copy(item ?? null, `${path}[${index}]`, (url) => (list[index] = url), inside))
      return list
    }
    const own = value as { readonly toJSON?: unknown }
    if (typeof own.toJSON === "function") return copy(own.toJSON(), path, put, inside)
    if (!isPlain(value)) throw refuse(`${path} is a ${value.constructor.name}, which cannot be sent.`)
    const record: Record<string, unknown> = {}
    for (const [name, item] of Object.entries(value))
      if (item !== undefined)
        set(
          record,
          name,
          copy(item, `${path}.${name}`, (url) => set(record, name, url), inside)
        )
    return record
  }
  return copy
}

/** Assigns without tripping over names such as `__proto__`. */
const set = (record: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true })
}

const byLabel = (data: unknown): data is JsonRecord =>
  isRecord(data) && !isFileInput(data) && !isBinary(data) && typeof data["toJSON"] !== "function"

/** What names an input on the wire: its label in any case, its number, or the value stored in it (older guides). */
const folded = (name: unknown): string => String(name).trim().toLowerCase()

const quoted = (labels: readonly string[]): string => labels.map((label) => JSON.stringify(label)).join(", ")

/** Refuses labels without a value, and labels that the document does not have. */
const checkLabels = (labels: JsonRecord, document: PipelineDocument | undefined): void => {
  const empty = Object.keys(labels).filter((label) => labels[label] === undefined)
  if (empty.length > 0)
    throw refuse(`The value of ${quoted(empty)} is undefined.`, empty[0], "Set a value, or leave the label out.")
  if (document === undefined) return
  const inputs = document.nodes.filter(({ type }) => folded(type) === "input")
  const known = inputs.flatMap(({ label }) => (typeof label === "string" && label !== "" ? [label] : []))
  // A server names inputs without a label in its own way, and of a document without inputs it may know more.
  if (inputs.length === 0 || known.length < inputs.length) return
  const names = new Set(
    inputs.flatMap(({ data, label, number }) =>
      [label, number, data].filter((name) => typeof name === "string" || typeof name === "number").map(folded)
    )
  )
  const unknown = Object.keys(labels).filter((label) => !names.has(folded(label)))
  if (unknown.length > 0)
    throw refuse(`The pipeline has no input ${quoted(unknown)}.`, unknown[0], `Its inputs: ${quoted(known)}.`)
}

interface Plan {
  readonly body: Record<string, unknown>
  readonly slots: readonly Slot[]
  readonly assets: readonly {
    readonly entry: { -readonly [K in keyof PayloadEntry]: PayloadEntry[K] }
    readonly assetId: string
    readonly dataId: string
  }[]
}

const dataId = (value: unknown, where: string): string => {
  if (typeof value === "string" && value !== "") return value
  throw refuse(`${where} must be the id of a column of the data asset.`)
}

/** Data ids and data assets: both for the only input, or both by label. */
const planAssets = (data: unknown, asset: NonNullable<PayloadOptions["dataAsset"]>): Plan["assets"] => {
  if (typeof asset === "string") {
    if (byLabel(data)) throw refuse("Data by label needs dataAsset by label too.", "dataAsset")
    return [{ entry: {}, assetId: asset, dataId: dataId(data, "The data") }]
  }
  if (!byLabel(data)) throw refuse("dataAsset by label needs data by label too.", "dataAsset")
  const labels = Object.keys(data)
  const missing = [
    ...labels.filter((label) => asset[label] === undefined),
    ...Object.keys(asset).filter((label) => data[label] === undefined)
  ]
  if (missing.length > 0)
    throw refuse(`Data and dataAsset do not name the same labels: ${missing.join(", ")}.`, "dataAsset")
  return labels.map((label) => ({
    // A single entry names no node: that is how the hosted service wants it.
    entry: labels.length > 1 ? { nodeId: label } : {},
    assetId: asset[label] ?? "",
    dataId: dataId(data[label], `The data of ${label}`)
  }))
}

const plan = (data: unknown, options: PayloadOptions): Plan => {
  if (data === undefined) throw refuse("The input is undefined.", "data", "Pass a value, or values by label.")
  const parameters = options.parameters ?? {}
  if ("data" in parameters) throw refuse("parameters must not hold data.", "parameters")
  const slots: Slot[] = []
  const body: Record<string, unknown> = {
    data: null,
    batchmode: options.batchMode ?? true,
    version: options.version ?? null
  }
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined)
      set(
        body,
        name,
        copier(slots, undefined)(value, `parameters.${name}`, (url) => set(body, name, url), [])
      )
  if (byLabel(data)) checkLabels(data, options.document)
  if (options.dataAsset !== undefined) {
    const assets = planAssets(data, options.dataAsset)
    body["data"] = assets.map(({ entry }) => entry)
    return { body, slots, assets }
  }
  const detect = (value: unknown, label: string | undefined, put: (url: string) => void): void => {
    if (options.files === "detect" && typeof value === "string")
      slots.push({ source: value, label, detect: value, put })
  }
  if (byLabel(data)) {
    if (!isPlain(data)) throw refuse(`The input is a ${data.constructor.name}, which has no labels.`)
    const entries: { value: unknown; nodeId: string }[] = []
    for (const [label, value] of Object.entries(data)) {
      const entry: { value: unknown; nodeId: string } = { value: null, nodeId: label }
      const put = (url: string): void => {
        entry.value = url
      }
      entry.value = copier(slots, label)(value, label, put, [])
      detect(value, label, put)
      entries.push(entry)
    }
    body["data"] = entries
  } else {
    const put = (url: string): void => {
      body["data"] = url
    }
    body["data"] = copier(slots, undefined)(data, "data", put, [])
    detect(data, undefined, put)
  }
  return { body, slots, assets: [] }
}

/** How many files of one input are on their way at once. */
const uploadsAtOnce = 4

/**
 * The body of a run.
 *
 * - text, number, boolean, null, list: `{ data: value }`
 * - record: `{ data: [{ value, nodeId: label }, …] }`
 * - data ids with `dataAsset`: `{ data: [{ dataAsset: { corpus_id | dataset_id, data_id }, nodeId? }] }`
 *
 * each with `batchmode` (default true), `version` (default null) and the extra `parameters`, which override both.
 */
export const toPayload = Effect.fnUntraced(function* (
  data: unknown,
  options: PayloadOptions,
  resolver: PayloadResolver
) {
  const planned = yield* Effect.try({
    try: () => plan(data, options),
    catch: (problem) =>
      new AixplainError({
        operation: "Payload",
        reason: problem instanceof InvalidInput ? problem : refuse(`The input cannot be read: ${String(problem)}`)
      })
  })
  yield* Effect.forEach(
    planned.slots,
    Effect.fnUntraced(function* (slot: Slot) {
      if (slot.detect !== undefined && !(yield* resolver.isFile(slot.detect))) return
      slot.put(yield* resolver.upload(slot.source, slot.label))
    }),
    { concurrency: uploadsAtOnce, discard: true }
  )
  yield* Effect.forEach(
    planned.assets,
    Effect.fnUntraced(function* ({ entry, assetId, dataId: id }: Plan["assets"][number]) {
      entry.dataAsset = yield* resolver.dataAsset(assetId, id)
    }),
    { discard: true }
  )
  const payload: Payload = planned.body
  return payload
})
