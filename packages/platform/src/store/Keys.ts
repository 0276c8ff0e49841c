/**
 * API keys and the teams they speak for. Only hashes are stored: a key is 32 random bytes, so one SHA-256 is as hard to
 * turn back as the key is to guess, and costs every request microseconds where a slow hash would cost a core.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { existsSync, readFileSync, statSync, chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Database } from "./Database.ts"

export interface Keys {
  /** The team of a key, or undefined for a key that is not known here. */
  teamOf(key: string): string | undefined
  /** Makes a key for a team, which is created if need be. The key is told this once and never again. */
  create(team: string, label: string): string
  /** Accepts a key that was made elsewhere, under a label that holds one key at a time. */
  set(team: string, label: string, key: string): void
}

/** The team that the development key speaks for. */
export const defaultTeam = "default"
const developmentLabel = "development"

const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex")
const newKey = (): string => randomBytes(32).toString("hex")

export const openKeys = (database: Database, now: () => number): Keys => {
  const { sql } = database
  const find = sql.prepare("select hash, team from keys where hash = ?")
  const addTeam = sql.prepare("insert into teams (team, name) values (?, ?) on conflict (team) do nothing")
  const add = sql.prepare("insert into keys (hash, team, label, created_at) values (?, ?, ?, ?)")
  const replaced = sql.prepare("delete from keys where team = ? and label = ? and hash <> ?")
  /** Good keys only, so that guesses cannot fill it. */
  const known = new Map<string, string>()

  const teamOf = (key: string): string | undefined => {
    const hash = hashOf(key)
    const cached = known.get(hash)
    if (cached !== undefined) return cached
    const row = find.get(hash) as { hash: string; team: string } | undefined
    if (row === undefined || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return undefined
    known.set(hash, row.team)
    return row.team
  }
  return {
    teamOf,
    create(team, label) {
      const key = newKey()
      database.transaction(() => {
        addTeam.run(team, team)
        add.run(hashOf(key), team, label, now())
      })
      return key
    },
    set(team, label, key) {
      const hash = hashOf(key)
      database.transaction(() => {
        addTeam.run(team, team)
        replaced.run(team, label, hash)
        if (find.get(hash) === undefined) add.run(hash, team, label, now())
      })
      known.clear()
    }
  }
}

/**
 * The key of the development team. With a data folder it lies there in `local.key`, readable by its owner alone, and is
 * the same at every start; delete the file and the next start makes a new one and forgets the old.
 */
export const developmentKey = (keys: Keys, directory: string | undefined, given?: string): string => {
  const key = given ?? (directory === undefined ? newKey() : keyInFolder(directory))
  keys.set(defaultTeam, developmentLabel, key)
  return key
}

const keyInFolder = (directory: string): string => {
  const file = join(directory, "local.key")
  if (existsSync(file)) {
    const key = readFileSync(file, "utf8").trim()
    if (!/^\S{16,}$/.test(key))
      throw new Error(`${file} does not hold an API key. Delete it and start again: a new key is made.`)
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    return key
  }
  const key = newKey()
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: "wx" })
  return key
}
