// Calls a built-in the way the engine does, and keeps what it reported.
import type { AssetContext, AssetResult, Content, Media, Origin, Piece } from "../../src/assets/AssetDefinition.ts"
import { builtInFor } from "../../src/assets/index.ts"

export interface Reported {
  details?: Record<string, unknown>
  language?: string
  usedCredits?: number
}

export const context = (
  options: Partial<Pick<AssetContext, "signal" | "suspected">> & {
    readonly origins?: Record<string, readonly Origin[]>
  } = {}
): AssetContext & { readonly reported: Reported; readonly lines: string[] } => {
  const reported: Reported = {}
  const lines: string[] = []
  return {
    signal: options.signal ?? new AbortController().signal,
    attempt: 1,
    idempotencyKey: "run/node/segment",
    ...(options.suspected === undefined ? {} : { suspected: options.suspected }),
    ...(options.origins === undefined ? {} : { origins: options.origins }),
    sleep: () => Promise.resolve(),
    log: (line) => void lines.push(line),
    report: (facts) => void Object.assign(reported, facts),
    reported,
    lines
  }
}

/** The whole result of one call. */
export const call = async (
  functionId: string,
  inputs: Record<string, unknown>,
  given = context()
): Promise<AssetResult> => {
  const asset = builtInFor(functionId)
  if (asset === undefined) throw new Error(`no built-in for ${functionId}`)
  return await asset.run(inputs, given)
}

/** The `data` output of one call. */
export const data = async (
  functionId: string,
  inputs: Record<string, unknown>,
  given = context()
): Promise<unknown> => {
  const result = await call(functionId, inputs, given)
  return result.pieces === undefined ? result["data"] : undefined
}

export const pieces = async (functionId: string, inputs: Record<string, unknown>): Promise<readonly Piece[]> => {
  const result = await call(functionId, inputs)
  if (result.pieces === undefined) throw new Error(`${functionId} returned no pieces`)
  return result.pieces
}

export const media = (mediaType: string, bytes: Uint8Array): Media => ({
  type: mediaType.startsWith("audio/") ? "audio" : mediaType.startsWith("image/") ? "image" : "text",
  mediaType,
  url: "http://127.0.0.1/file",
  bytes: () => Promise.resolve(bytes)
})

export const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && "content" in value
