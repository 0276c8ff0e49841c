/** The options of `startPlatform`, each with what it must be. */
import { type AssetDefinition, checkAsset } from "./assets/AssetDefinition.ts"
import {
  callback,
  checkFields,
  type Fields,
  fieldsOf,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  text
} from "./checks.ts"
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
  corpora: list,
  datasets: list,
  allowPrivate: flag,
  limits: fieldsOf(limits),
  rateLimits: fieldsOf(rates),
  faults: object,
  studio: object,
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
