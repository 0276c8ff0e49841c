/**
 * What is known of each uploaded file: who may use it, what it was called, whether its bytes are there. The bytes
 * themselves are in a `BlobStore` under a name that the server makes.
 */
import type { Clock } from "../clock/Clock.ts"
import type { Database } from "./Database.ts"

export interface Upload {
  /** Name in the store: `temp/<uuid>/<file name>`, `permanent/…`, `scripts/…`. */
  readonly key: string
  readonly team: string
  /** As declared; what the bytes were found to be once they are there. */
  readonly contentType: string
  readonly originalName: string
  /** Undefined until the bytes are there. */
  readonly bytes: number | undefined
  /** Hex. */
  readonly sha256: string | undefined
  /** Blob name. */
  readonly file: string | undefined
  readonly permanent: boolean
  readonly tags: string | undefined
  readonly license: string | undefined
  readonly createdAt: number
  /** Server time when the file is dropped; undefined for permanent ones once their bytes are there. */
  readonly expiresMs: number | undefined
}

export type NewUpload = Pick<
  Upload,
  "key" | "team" | "contentType" | "originalName" | "permanent" | "tags" | "license" | "expiresMs"
>

/** What arrived. */
export type Content = {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly contentType: string
}

export interface Uploads {
  add(upload: NewUpload): void
  /** Whoever's it is: for keys that were signed, or whose secrecy is all that protects the file. */
  find(key: string): Upload | undefined
  /** The team's own. */
  findOf(team: string, key: string): Upload | undefined
  /** Marks the bytes as there. Answers with the blob that this one replaces. */
  store(key: string, content: Content): string | undefined
  /** Forgets files whose time is over; answers with their blobs. */
  expire(): readonly string[]
}

interface Row {
  readonly key: string
  readonly team: string
  readonly content_type: string
  readonly original_name: string
  readonly bytes: number | null
  readonly sha256: string | null
  readonly file: string | null
  readonly permanent: number
  readonly tags: string | null
  readonly license: string | null
  readonly created_at: number
  readonly expires_ms: number | null
}

export const openUploads = (database: Database, clock: Pick<Clock, "now" | "date">): Uploads => {
  const { sql } = database
  const insert = sql.prepare(
    "insert into uploads (key, team, content_type, original_name, permanent, tags, license, created_at, expires_ms) " +
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
  )
  const byKey = sql.prepare("select * from uploads where key = ?")
  const stored = sql.prepare(
    "update uploads set file = ?, bytes = ?, sha256 = ?, content_type = ?, " +
      "expires_ms = case permanent when 1 then null else expires_ms end where key = ?"
  )
  const expired = sql.prepare("delete from uploads where expires_ms < ? returning file")
  const find = (key: string): Upload | undefined => {
    const row = byKey.get(key) as unknown as Row | undefined
    return row === undefined ? undefined : read(row)
  }
  return {
    add: ({ key, team, contentType, originalName, permanent, tags, license, expiresMs }) => {
      insert.run(
        key,
        team,
        contentType,
        originalName,
        permanent ? 1 : 0,
        tags ?? null,
        license ?? null,
        clock.date(),
        expiresMs ?? null
      )
    },
    find,
    findOf: (team, key) => {
      const upload = find(key)
      return upload?.team === team ? upload : undefined
    },
    store: (key, { file, bytes, sha256, contentType }) =>
      database.transaction(() => {
        const before = find(key)?.file
        stored.run(file, bytes, sha256, contentType, key)
        return before
      }),
    expire: () =>
      (expired.all(clock.now()) as { file: string | null }[]).flatMap(({ file }) => (file === null ? [] : [file]))
  }
}

const read = (row: Row): Upload => ({
  key: row.key,
  team: row.team,
  contentType: row.content_type,
  originalName: row.original_name,
  bytes: row.bytes ?? undefined,
  sha256: row.sha256 ?? undefined,
  file: row.file ?? undefined,
  permanent: row.permanent === 1,
  tags: row.tags ?? undefined,
  license: row.license ?? undefined,
  createdAt: row.created_at,
  expiresMs: row.expires_ms ?? undefined
})
