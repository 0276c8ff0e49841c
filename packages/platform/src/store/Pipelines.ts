/**
 * Stored pipelines: what a team saved, word for word, with a version tag that changes at every save. Knows nothing of
 * what a document means; that is the designer's business.
 */
import { randomBytes } from "node:crypto"
import type { Clock } from "../clock/Clock.ts"
import type { Database } from "./Database.ts"

/** What a save body holds besides `name` and `status`: the architecture and any keys of the client's own. */
export interface StoredBody {
  readonly architecture: { readonly nodes: readonly unknown[]; readonly links: readonly unknown[] }
  readonly rest: Readonly<Record<string, unknown>>
}

export interface PipelineRow {
  readonly id: string
  readonly name: string
  readonly status: string
  /** JSON text of a `StoredBody`. */
  readonly document: string
  /** Opaque; another one after every save. */
  readonly etag: string
  readonly createdAt: number
  readonly updatedAt: number
}

export interface PipelineFilter {
  /** Part of the name, in any case. */
  readonly text?: string
  readonly draftsOnly?: boolean
  /** Looks into the row; asked only where the rest of the filter fits. */
  readonly matches?: (row: PipelineRow) => boolean
}

export interface Creation {
  readonly fingerprint: string
  readonly etag: string
  /** The first answer, as it was sent. */
  readonly answer: string
}

export interface Pipelines {
  get(team: string, id: string): PipelineRow | undefined
  create(team: string, fields: Pick<PipelineRow, "name" | "status" | "document">): PipelineRow
  /** Undefined when it is unknown, or no longer at `ifEtag`. */
  update(
    team: string,
    id: string,
    fields: Pick<PipelineRow, "name" | "status" | "document">,
    ifEtag: string
  ): PipelineRow | undefined
  remove(team: string, id: string): boolean
  /** Newest first. `total` counts what the filter lets through, `all` everything the team has. */
  list(
    team: string,
    filter: PipelineFilter,
    page: { readonly number: number; readonly size: number }
  ): { readonly rows: readonly PipelineRow[]; readonly total: number; readonly all: number }
  /** The last saved ones whose document holds the text, newest save first. */
  mentioning(team: string, text: string, limit: number): readonly PipelineRow[]
  creation(team: string, key: string): Creation | undefined
  /** One transaction: the pipeline and the answer that repetitions get. */
  createOnce(team: string, key: string, make: () => Creation): Creation
}

const columns = "id, name, status, document, etag, created_at as createdAt, updated_at as updatedAt"

/** Answers to repeated creates are kept for so many milliseconds of server time, like runs. */
const creationsKept = 7 * 24 * 3_600_000

export const openPipelines = (database: Database, clock: Pick<Clock, "now" | "date">): Pipelines => {
  const { sql } = database
  const byId = sql.prepare(`select ${columns} from pipelines where team = ? and id = ?`)
  const insert = sql.prepare(
    "insert into pipelines (id, team, name, status, document, etag, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
  )
  const change = sql.prepare(
    "update pipelines set name = ?, status = ?, document = ?, etag = ?, updated_at = ? where team = ? and id = ? and etag = ?"
  )
  const erase = sql.prepare("delete from pipelines where team = ? and id = ?")
  const order = "order by created_at desc, id desc"
  const all = sql.prepare("select count(*) as n from pipelines where team = ?")
  const creationByKey = sql.prepare("select fingerprint, etag, answer from creations where team = ? and idem = ?")
  const insertCreation = sql.prepare(
    "insert into creations (team, idem, fingerprint, etag, answer, created_ms) values (?, ?, ?, ?, ?, ?)"
  )
  const forgetCreations = sql.prepare("delete from creations where created_ms < ?")

  const get = (team: string, id: string): PipelineRow | undefined => byId.get(team, id) as PipelineRow | undefined
  const creation = (team: string, key: string): Creation | undefined =>
    creationByKey.get(team, key) as Creation | undefined

  return {
    get,
    create(team, { name, status, document }) {
      const id = randomBytes(12).toString("hex")
      const etag = newEtag()
      const at = clock.date()
      insert.run(id, team, name, status, document, etag, at, at)
      return { id, name, status, document, etag, createdAt: at, updatedAt: at }
    },
    update(team, id, { name, status, document }, ifEtag) {
      const { changes } = change.run(name, status, document, newEtag(), clock.date(), team, id, ifEtag)
      return changes === 0 ? undefined : get(team, id)
    },
    remove: (team, id) => erase.run(team, id).changes > 0,
    list(team, { text, draftsOnly, matches }, page) {
      const where = `from pipelines where team = ?1 and instr(lower(name), ?2) > 0 and (?3 = 0 or status = 'draft')`
      const args = [team, (text ?? "").toLowerCase(), draftsOnly === true ? 1 : 0] as const
      const { n } = all.get(team) as { n: number }
      const first = Math.min(page.number * page.size, Number.MAX_SAFE_INTEGER)
      if (matches === undefined) {
        const { total } = sql.prepare(`select count(*) as total ${where}`).get(...args) as { total: number }
        const rows = sql
          .prepare(`select ${columns} ${where} ${order} limit ?4 offset ?5`)
          .all(...args, page.size, first)
        return { rows: rows as unknown as PipelineRow[], total, all: n }
      }
      const rows: PipelineRow[] = []
      let total = 0
      for (const found of sql.prepare(`select ${columns} ${where} ${order}`).iterate(...args)) {
        const row = found as unknown as PipelineRow
        if (!matches(row)) continue
        if (total >= first && rows.length < page.size) rows.push(row)
        total++
      }
      return { rows, total, all: n }
    },
    mentioning: (team, text, limit) =>
      sql
        .prepare(
          `select ${columns} from pipelines where team = ?1 and instr(document, ?2) > 0 order by updated_at desc, id limit ?3`
        )
        .all(team, text, limit) as unknown as PipelineRow[],
    creation,
    createOnce: (team, key, make) =>
      database.transaction(() => {
        const made = make()
        forgetCreations.run(clock.now() - creationsKept)
        insertCreation.run(team, key, made.fingerprint, made.etag, made.answer, clock.now())
        return made
      })
  }
}

const newEtag = (): string => randomBytes(9).toString("base64url")
