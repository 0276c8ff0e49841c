/** The options of `startPlatform`, each with what it must be. */
import { type AssetDefinition, checkAsset } from "./assets/AssetDefinition.ts"
import {
  anyText,
  callback,
  type Check,
  checkFields,
  dataType,
  didYouMean,
  type Fields,
  fieldsOf,
  flag,
  functionId,
  integer,
  isRecord,
  list,
  listOf,
  number,
  object,
  oneOf,
  shown,
  text
} from "./checks.ts"
import type { ColumnOptions, CorpusOptions, DatasetOptions } from "./files/DataAssets.ts"
import type { Fault, FaultOptions, FaultRule } from "./faults/Faults.ts"
import { operations } from "./http/contract.ts"
import type { UploadLimits } from "./files/mediaTypes.ts"
import type { RateLimit, RateLimits } from "./http/RateLimits.ts"
import type { PlatformLimits, PlatformOptions } from "./PlatformOptions.ts"

const size = integer(1)
const millis = number(0)

const uploads: Fields<UploadLimits> = {
  audio: size,
  application: size,
  video: size,
  image: size,
  database: size,
  other: size
}

const limits: Fields<PlatformLimits> = {
  bodyBytes: size,
  bodyDepth: size,
  bodyMillis: millis,
  headMillis: millis,
  uploadIdleMillis: millis,
  idleMillis: millis,
  headerBytes: size,
  connections: size,
  nodes: size,
  upload: fieldsOf(uploads),
  scriptBytes: size,
  fetchBytes: size,
  fetchMillis: millis,
  uploadUrlMillis: millis,
  temporaryMillis: millis,
  waitMillis: millis,
  runMillis: millis,
  stepMillis: millis,
  scriptMillis: millis,
  openRuns: size,
  queuedRuns: integer(0),
  runsKeptMillis: millis,
  drainMillis: millis
}

const rate = fieldsOf<RateLimit>({ requests: integer(1), perMillis: number(1) }, ["requests", "perMillis"])
const rates: Fields<RateLimits> = {
  requests: rate,
  runs: rate,
  retryAfter: oneOf("seconds", "milliseconds", "date")
}

const url = (value: unknown): string | undefined => {
  const parsed = typeof value === "string" ? URL.parse(value) : null
  const isGood = parsed !== null && ["http:", "https:"].includes(parsed.protocol)
  return isGood ? undefined : "must be an http or https address"
}

/** What each fault has beside its type. */
const faults: { readonly [T in Fault["type"]]: Fields<Omit<Extract<Fault, { type: T }>, "type">> } = {
  drop: { at: oneOf("before-body", "after-body", "before-answer", "mid-answer"), reset: flag },
  hang: { at: oneOf("before", "after") },
  delay: { millis },
  slow: { bytes: size, millis },
  status: {
    status: integer(200, 599),
    retryAfter: fieldsOf({ millis: number(0), form: oneOf("seconds", "milliseconds", "date") }, ["millis"]),
    body: anyText,
    contentType: text
  },
  garble: { how: oneOf("cut", "html", "empty") },
  "unknown-status": { word: text },
  invisible: {},
  expired: {}
}
const needed: Readonly<Partial<Record<string, readonly string[]>>> = {
  drop: ["at"],
  delay: ["millis"],
  status: ["status"]
}
const types = oneOf(...Object.keys(faults))

const fault: Check = (value) => {
  const type: unknown = isRecord(value) ? value["type"] : undefined
  const must = types(type)
  if (must !== undefined) return `is wrong: its \`type\` ${must} (got ${shown(type)})`
  const fields = { type: types, ...faults[type as Fault["type"]] } as Fields<Record<string, unknown>>
  return fieldsOf(fields, needed[type as string])(value)
}

const operation: Check = (value) =>
  typeof value === "string" && operations.has(value)
    ? undefined
    : `must be an operation of the contract.${didYouMean(String(value), [...operations.keys()])}`

const rule: Fields<FaultRule> = {
  fault,
  method: text,
  path: (value) => (value instanceof RegExp ? undefined : text(value)),
  operation,
  nth: (value) => (Array.isArray(value) ? listOf(integer(1))(value) : integer(1)(value)),
  times: integer(1),
  perPath: flag,
  probability: number(0, 1)
}

const faultOptions: Fields<FaultOptions> = {
  seed: number(Number.NEGATIVE_INFINITY),
  rules: listOf(fieldsOf(rule, ["fault"])),
  byHeader: flag
}

/** @throws TypeError that names the member of the rule, its value and what it must be */
export const checkFaultRule = (given: FaultRule): void => checkFields("the fault rule", given, rule, ["fault"])

const column: Fields<ColumnOptions> = {
  dataType,
  languages: list,
  dataSubtype: oneOf("age", "gender", "interval", "other", "race", "split", "topic")
}
const asset: Fields<Omit<CorpusOptions, "functions">> = {
  id: text,
  name: text,
  description: anyText,
  file: text,
  columns: (value) => {
    if (!isRecord(value)) return object(value)
    for (const [name, options] of Object.entries(value)) {
      const must = fieldsOf(column)(options)
      if (must !== undefined) return `is wrong: "${name}" ${must}`
    }
    return undefined
  },
  license: text
}
const corpus: Fields<CorpusOptions> = { ...asset, functions: listOf(functionId) }
const names = listOf(text)
const dataset: Fields<DatasetOptions> = {
  ...asset,
  function: functionId,
  input: names,
  output: names,
  hypotheses: names
}

const options: Fields<PlatformOptions> = {
  port: integer(0, 65_535),
  host: text,
  publicUrl: url,
  data: text,
  apiKey: text,
  clock: oneOf("system", "virtual"),
  assets: list,
  strictAssets: flag,
  textOutputs: oneOf("url", "inline"),
  corpora: listOf(fieldsOf(corpus, ["name", "file"])),
  datasets: listOf(fieldsOf(dataset, ["name", "file", "function", "input", "output"])),
  allowPrivate: flag,
  limits: fieldsOf(limits),
  rateLimits: fieldsOf(rates),
  faults: fieldsOf(faultOptions),
  studio: fieldsOf<NonNullable<PlatformOptions["studio"]>>({ directory: text }, ["directory"]),
  extensions: flag,
  onError: callback
}

/** @throws TypeError that names the option, its value and what it must be */
export const checkOptions = (given: PlatformOptions): void => {
  checkFields("startPlatform's options", given, options)
  const ids = new Set<string>()
  for (const [at, asset] of (given.assets ?? []).entries()) {
    checkAsset(asset, `asset ${at + 1} of startPlatform`)
    const { id }: AssetDefinition = asset
    if (ids.has(id)) throw new TypeError(`Two assets of startPlatform have the id "${id}". Give each its own.`)
    ids.add(id)
  }
}
