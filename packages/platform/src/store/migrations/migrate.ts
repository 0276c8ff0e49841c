/**
 * The numbered list of schema changes and how it is applied: one transaction each, in order, never edited after a
 * release. Used by `store/Database.ts`. A database that knows more migrations than this list is refused.
 */
import type { DatabaseSync } from "node:sqlite"
import { foundation } from "./0001-foundation.ts"
import { creations } from "./0002-creations.ts"
import { serverTime } from "./0003-server-time.ts"

/** Position in the list + 1 is the migration's number. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: "foundation", sql: foundation },
  { name: "creations", sql: creations },
  { name: "server-time", sql: serverTime }
]

const sqlite: Readonly<Record<string, string>> = {
  pk: "integer primary key",
  int: "integer",
  real: "real",
  blob: "blob",
  char: "char",
  key: "text",
  clustered: "without rowid"
}

/** Fills the placeholders of a migration for SQLite; `now` is the present date. */
export const forSqlite = (sql: string, now: number): string =>
  sql.replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => {
    const text = word === "now" ? String(Math.floor(now)) : sqlite[word]
    if (text === undefined) throw new Error(`A migration uses the unknown word {{${word}}}.`)
    return text
  })

/**
 * Brings the database up to date.
 * `probe` is called inside each migration; tests end the process there.
 * @throws Error when it was written by a newer version of this package.
 */
export const migrate = (sql: DatabaseSync, at: number, probe: (point: string) => void = () => {}): void => {
  sql.exec("create table if not exists migrations (n integer primary key, name text not null, at integer not null)")
  const row = sql.prepare("select coalesce(max(n), 0) as n from migrations").get() as { n: number }
  if (row.n > migrations.length)
    throw new Error(
      `This store was written by a newer version (schema ${row.n}, this version knows ${migrations.length}). ` +
        "Install that version, or start with another data folder."
    )
  for (const [index, migration] of migrations.entries()) {
    const n = index + 1
    if (n <= row.n) continue
    sql.exec("begin immediate")
    try {
      sql.exec(forSqlite(migration.sql, at))
      probe("migration:inside")
      sql.prepare("insert into migrations (n, name, at) values (?, ?, ?)").run(n, migration.name, at)
      sql.exec("commit")
    } catch (error) {
      sql.exec("rollback")
      throw error
    }
  }
}
