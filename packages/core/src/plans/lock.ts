/** The lock of a folder of pipelines: reading it, writing it, and the version of a stored pipeline that it remembers. */
import { files } from "#files"
import { canonical } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type { LockedScript, LockEntry, PipelineLock } from "../PipelinePlans.ts"
import type { StoredPipeline } from "../Pipelines.ts"
import { compact, isRecord, textOf } from "../http/json.ts"

export const emptyLock: PipelineLock = { version: 1, pipelines: {} }

/** The lock in a text; fails with `InvalidInput` for one that cannot be understood, so that nothing in it is lost. */
export const parseLock = (text: string): Effect.Effect<PipelineLock, AixplainError> =>
  Effect.suspend(() => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      return refuse(`it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
    if (!isRecord(value) || !isRecord(value["pipelines"])) return refuse("it has no `pipelines`")
    if (value["version"] !== 1) return refuse("it is of a version that this client does not know")
    const entries: [string, LockEntry][] = []
    for (const [file, entry] of Object.entries(value["pipelines"])) {
      const read = readEntry(entry)
      if (read === undefined) return refuse(`its entry of ${file} has no id or no etag`)
      entries.push([file, read])
    }
    return Effect.succeed({ version: 1, pipelines: Object.fromEntries(entries) })
  })

/** The lock as text: files in order, so that versions of it compare well. */
export const printLock = ({ pipelines, version }: PipelineLock): string => {
  const sorted = Object.entries(pipelines).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify({ version, pipelines: Object.fromEntries(sorted) }, undefined, 2)}\n`
}

const refuse = (why: string): Effect.Effect<never, AixplainError> =>
  Effect.fail(
    new AixplainError({
      operation: "PipelinePlans.parseLock",
      reason: new InvalidInput({
        message: `The lock cannot be read: ${why}.`,
        parameter: "lock",
        hint: "Take it back from version control. Without it pipelines are found by their names."
      })
    })
  )

const readEntry = (value: unknown): LockEntry | undefined => {
  if (!isRecord(value)) return undefined
  const id = textOf(value["id"])
  const etag = textOf(value["etag"])
  if (id === undefined || etag === undefined) return undefined
  const scripts = Object.entries(isRecord(value["scripts"]) ? value["scripts"] : {}).flatMap(([node, script]) => {
    const read = readScript(script)
    return read === undefined ? [] : [[node, read] as const]
  })
  return compact({ id, etag, scripts: scripts.length === 0 ? undefined : Object.fromEntries(scripts) })
}

const readScript = (value: unknown): LockedScript | undefined => {
  if (!isRecord(value)) return undefined
  const [sha256, fileId, fileMetadata] = [value["sha256"], value["fileId"], value["fileMetadata"]].map(textOf)
  if (sha256 === undefined || fileId === undefined || fileMetadata === undefined) return undefined
  return { sha256, fileId, fileMetadata }
}

/** SHA-256 in hex. */
export const hashOf = (content: string | Uint8Array): Effect.Effect<string> =>
  Effect.promise(async () => {
    const hasher = await files.hasher()
    hasher.update(typeof content === "string" ? new TextEncoder().encode(content) : content)
    return Array.from(hasher.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("")
  })

/** The server's version, else one made from the content, for servers that give none. */
export const versionOf = ({ document, etag, name, status }: StoredPipeline): Effect.Effect<string> =>
  etag !== undefined
    ? Effect.succeed(etag)
    : Effect.map(
        hashOf(JSON.stringify([name, status, document === undefined ? null : canonical(document)])),
        (hash) => `sha256-${hash}`
      )
