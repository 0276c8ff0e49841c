import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { type Database, openDatabase } from "../../src/store/Database.ts"

const open: Database[] = []
const folders: string[] = []
const start = (directory?: string): Database => {
  const database = openDatabase({ ...(directory === undefined ? {} : { directory }), now: () => 1 })
  open.push(database)
  return database
}
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "platform-store-"))
  folders.push(path)
  return path
}

afterEach(() => {
  for (const database of open.splice(0)) if (database.sql.isOpen) database.close()
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})

describe("the database", () => {
  it("keeps what was written when a folder is given, and nothing otherwise", () => {
    const directory = folder()
    const first = start(directory)
    first.sql.exec("insert into teams values ('t', 'Team')")
    first.close()
    expect(start(directory).sql.prepare("select name from teams").get()).toEqual({ name: "Team" })
    expect(start().sql.prepare("select count(*) as n from teams").get()).toEqual({ n: 0 })
  })

  it("gives the folder to one owner at a time, also within one process", () => {
    const directory = folder()
    const first = start(directory)
    expect(() => start(directory)).toThrow(/in use by another server/)
    first.close()
    expect(start(directory).sql.isOpen).toBe(true)
  })

  it("refuses a store that a newer version wrote", () => {
    const directory = folder()
    const first = start(directory)
    first.sql.exec("insert into migrations values (999, 'later', 1)")
    first.close()
    expect(() => start(directory)).toThrow(/written by a newer version \(schema 999/)
  })

  it("warns when the last server was killed and its log of last changes is gone, and only then", () => {
    const directory = folder()
    const warnings: string[] = []
    const begin = (): Database => {
      const database = openDatabase({ directory, now: () => 1, warn: (sentence) => warnings.push(sentence) })
      open.push(database)
      return database
    }
    begin().close()
    begin().close()
    // What a kill leaves: the mark and the log. Somebody then deletes the log.
    writeFileSync(join(directory, "running"), "")
    writeFileSync(join(directory, "platform.db-wal"), "")
    begin().close()
    expect(warnings).toEqual([])
    writeFileSync(join(directory, "running"), "")
    begin().close()
    expect(warnings).toEqual([expect.stringMatching(/^The last server in .* was killed, and .*platform\.db-wal/)])
    begin().close()
    expect(warnings).toHaveLength(1)
  })

  it("refuses a damaged file and leaves it as it is", () => {
    const directory = folder()
    writeFileSync(join(directory, "platform.db"), "this is no database, it only looks like a file of one".repeat(40))
    expect(() => start(directory)).toThrow(/is damaged/)
    expect(() => start(directory)).toThrow(/is damaged/)
  })

  it.skipIf(process.platform === "win32")("is readable by its owner alone, side files and older files too", () => {
    const directory = folder()
    const first = start(directory)
    const modes = (): readonly string[] =>
      ["platform.db", "platform.db-wal", "platform.db-shm", "lock.db", "running"].map((name) =>
        (statSync(join(directory, name)).mode & 0o777).toString(8)
      )
    expect(modes()).toEqual(["600", "600", "600", "600", "600"])
    first.close()
    chmodSync(join(directory, "platform.db"), 0o644)
    start(directory)
    expect(modes()).toEqual(["600", "600", "600", "600", "600"])
  })

  it("says so when the folder cannot be made", () => {
    expect(() => start("/proc/nope/data")).toThrow(/cannot be made/)
    const file = join(folder(), "file")
    writeFileSync(file, "")
    expect(() => start(join(file, "data"))).toThrow(/cannot be made/)
  })

  it("undoes a transaction whose body throws", () => {
    const database = start()
    const failing = (): void => {
      database.sql.exec("insert into teams values ('t', 'Team')")
      throw new Error("no")
    }
    expect(() => database.transaction(failing)).toThrow("no")
    expect(database.sql.prepare("select count(*) as n from teams").get()).toEqual({ n: 0 })
  })
})
