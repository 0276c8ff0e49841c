import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, describe, expect, it } from "vitest"
import { withOrigin } from "../../src/engine/Answers.ts"
import { forSqlite, migrations } from "../../src/store/migrations/migrate.ts"
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

  it("brings what the first version wrote to server time: open runs, pauses, ended runs, uploads, kept answers", () => {
    const path = folder()
    const old = new DatabaseSync(join(path, "platform.db"))
    old.exec("create table migrations (n integer primary key, name text not null, at integer not null)")
    for (const [index, { name, sql }] of migrations.slice(0, 2).entries()) {
      old.exec(forSqlite(sql, 0))
      old.prepare("insert into migrations values (?, ?, 0)").run(index + 1, name)
    }
    old.exec(`
      insert into teams values ('t', 't');
      insert into plans values (1, 'p', 'h', '{}');
      insert into runs (run, id, token, team, pipeline, pipeline_name, plan, state, batch, inputs, created_at, deadline_at)
        values (1, 'open', 'x', 't', 'p', 'P', 1, 'running', 1, '{}', 9000, 99000);
      insert into runs (run, id, token, team, pipeline, pipeline_name, plan, state, batch, inputs, created_at, ended_at, deadline_at)
        values (2, 'ended', 'x', 't', 'p', 'P', 1, 'SUCCESS', 1, '{}', 7000, 8000, 97000);
      insert into steps (run, node, seg, status, attempt, due_at) values (1, 0, '', 'retry', 1, 9500);
      insert into answers values (2, 0, '{"response":"\\u0000\\u0001/files/x","text":"a\\u0000\\u0001b"}');
      insert into creations values ('t', 'k', 'f', 'e', '{}', 6000);
      insert into uploads (key, team, content_type, original_name, created_at, expires_at, state)
        values ('temp/a', 't', 'text/plain', 'a', 5000, 12000, 'open');
    `)
    old.close()
    const database = openDatabase({ directory: path, now: () => 10_000 })
    const { sql } = database
    expect(database.served()).toBe(10_000)
    expect(sql.prepare("select submitted_ms, ended_ms, deadline_ms from runs order by run").all()).toEqual([
      { submitted_ms: 9000, ended_ms: null, deadline_ms: 99_000 },
      { submitted_ms: 7000, ended_ms: 8000, deadline_ms: 97_000 }
    ])
    expect(sql.prepare("select due_ms from steps").get()).toEqual({ due_ms: 9500 })
    expect(sql.prepare("select expires_ms from uploads").get()).toEqual({ expires_ms: 12_000 })
    expect(sql.prepare("select created_ms from creations").get()).toEqual({ created_ms: 6000 })
    const { body } = sql.prepare("select body from answers").get() as { body: string }
    expect(JSON.parse(withOrigin(body, "http://server"))).toEqual({
      response: "http://server/files/x",
      text: "a\u0000\u0001b"
    })
    const tables = sql.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[]
    expect(tables.map(({ name }) => name)).not.toContain("assets")
    database.close()
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
    // What a kill leaves: the mark and the log. Then the log is deleted.
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
    writeFileSync(join(directory, "platform.db"), "this is not a database, it only has the name of one".repeat(40))
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

  it("reports when the folder cannot be made", () => {
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
