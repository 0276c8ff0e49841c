/**
 * Opens the platform's SQLite database: in memory, or in a data folder that this process owns alone.
 * Used by every store of the platform; knows no table but the list of migrations.
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { migrate } from "./migrations/migrate.ts"
import { sqliteReason } from "./StoreError.ts"

export interface DatabaseOptions {
  /** Told of what is odd and does not stop a start. */
  readonly warn?: (sentence: string) => void
  /** Folder that keeps everything; nothing is kept when absent. */
  readonly directory?: string
  /** Present time in milliseconds, written beside each applied migration. */
  readonly now: () => number
  /** Called inside each migration; tests end the process there. */
  readonly probe?: (point: string) => void
}

export interface Database {
  /** The folder, or undefined for a database in memory. */
  readonly directory: string | undefined
  /** Path of the database file, or undefined in memory: other threads open it themselves. */
  readonly file: string | undefined
  /** This thread's connection: reads, and the small writes of the stores. Synchronous. */
  readonly sql: DatabaseSync
  /** Runs `body` in one write transaction: all of it or nothing. Must not be nested. */
  transaction<A>(body: () => A): A
  /** Server time as it was last kept: where a server that starts now continues (`clock/Clock.ts`). */
  served(): number
  close(): void
}

/** Settings of a connection to the database file; the journal is durable at each commit. */
export const connect = (file: string): DatabaseSync => {
  const sql = new DatabaseSync(file)
  sql.exec(
    "pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full; " +
      "pragma wal_autocheckpoint = 4000; pragma foreign_keys = on; pragma temp_store = memory"
  )
  return sql
}

/** Takes the folder for this process: an exclusive transaction that lives as long as the process does. */
const takeFolder = (directory: string): DatabaseSync => {
  let lock: DatabaseSync | undefined
  try {
    keepPrivate(join(directory, "lock.db"))
    lock = new DatabaseSync(join(directory, "lock.db"))
    lock.exec("pragma locking_mode = exclusive; pragma busy_timeout = 200; begin exclusive")
    return lock
  } catch (error) {
    lock?.close()
    const advice =
      sqliteReason(error) === "Busy"
        ? "is in use by another server. Stop that one"
        : `cannot be used (${error instanceof Error ? error.message : String(error)}). Make it writable`
    throw new Error(`The data folder ${directory} ${advice}, or choose another folder.`, { cause: error })
  }
}

/** Only the owner may read what runs and pipelines hold, in any folder; SQLite's side files take this file's mode. */
const keepPrivate = (file: string): void => {
  if (!existsSync(file)) closeSync(openSync(file, "a", 0o600))
  for (const path of [file, `${file}-wal`, `${file}-shm`])
    try {
      if (existsSync(path)) chmodSync(path, 0o600)
    } catch {
      // Some file systems have no modes; the server starts all the same.
    }
}

/** Makes a folder and those above it. Node's own recursive way never ends where a file system refuses (`/proc/x`). */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (cause) {
    if (existsSync(path)) return
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The data folder ${path} cannot be made (${reason}). Choose another folder.`, { cause })
  }
}

/**
 * Opens the database and brings its tables up to date.
 * @throws Error with one sentence when the folder is in use, when the file is damaged or written by a newer version.
 */
export const openDatabase = (options: DatabaseOptions): Database => {
  const { directory } = options
  if (directory === undefined) {
    const sql = new DatabaseSync(":memory:")
    sql.exec("pragma foreign_keys = on; pragma temp_store = memory")
    migrate(sql, options.now(), options.probe)
    return {
      directory,
      file: undefined,
      sql,
      transaction: (body) => transaction(sql, body),
      served: () => served(sql),
      close: () => sql.close()
    }
  }
  makeFolder(resolve(directory))
  const lock = takeFolder(directory)
  const file = join(directory, "platform.db")
  let sql: DatabaseSync | undefined
  // There as long as a server is: what a kill left.
  const mark = join(directory, "running")
  try {
    if (existsSync(mark) && existsSync(file) && !existsSync(`${file}-wal`))
      options.warn?.(
        `The last server in ${directory} was killed, and ${file}-wal, which held its last changes, is missing: they are lost unless that file is put back before the next start.`
      )
    keepPrivate(file)
    sql = connect(file)
    check(sql, file)
    migrate(sql, options.now(), options.probe)
    keepPrivate(mark)
  } catch (error) {
    if (sql?.isOpen === true) sql.close()
    lock.close()
    throw sqliteReason(error) === "Corrupt" ? corrupt(file, error) : error
  }
  const open = sql
  return {
    directory,
    file,
    sql: open,
    transaction: (body) => transaction(open, body),
    served: () => served(open),
    close: () => {
      open.close()
      rmSync(mark, { force: true })
      lock.close()
    }
  }
}

const served = (sql: DatabaseSync): number =>
  (sql.prepare("select millis from served").get() as { readonly millis: number }).millis

const transaction = <A>(sql: DatabaseSync, body: () => A): A => {
  sql.exec("begin immediate")
  try {
    const result = body()
    sql.exec("commit")
    return result
  } catch (error) {
    if (sql.isTransaction) sql.exec("rollback")
    throw error
  }
}

const corrupt = (file: string, cause: unknown): Error =>
  new Error(
    `The database ${file} is damaged and is not touched. Restore it from a copy, or start with another data folder.`,
    { cause }
  )

/** Reading every page of a larger file would make each start slow; damage there shows at its first read. */
const checkedBytes = 32 * 1024 * 1024

/** A look at the file's structure; a damaged store is refused, never repaired silently. */
const check = (sql: DatabaseSync, file: string): void => {
  if (statSync(file).size > checkedBytes) return
  const row = sql.prepare("pragma quick_check(1)").get() as { quick_check: string }
  if (row.quick_check !== "ok") throw corrupt(file, row.quick_check)
}
