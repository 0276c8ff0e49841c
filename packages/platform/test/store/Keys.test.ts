import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { openDatabase } from "../../src/store/Database.ts"
import { developmentKey, openKeys } from "../../src/store/Keys.ts"

const opened = () => {
  const database = openDatabase({ now: () => 0 })
  onTestFinished(() => database.close())
  const rows = () => database.sql.prepare("select hash, team, label, created_at from keys order by hash").all()
  return { database, keys: openKeys(database, () => 77), rows }
}

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "platform-keys-"))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

it("a key that was made speaks for its team, also after the database is opened by another process", () => {
  const { database, keys } = opened()
  const one = keys.create("one", "ci")
  const two = keys.create("two", "ci")
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(one).not.toBe(two)
  for (const open of [keys, openKeys(database, () => 0)])
    for (let count = 0; count < 2; count++) {
      expect(open.teamOf(one)).toBe("one")
      expect(open.teamOf(two)).toBe("two")
    }
})

it("a key that is not known speaks for nobody, however near it is to a good one", () => {
  const { keys } = opened()
  const key = keys.create("one", "ci")
  for (const other of ["", key.slice(1), `${key} `, key.toUpperCase(), "one"])
    expect(keys.teamOf(other)).toBeUndefined()
})

it("only hashes are stored, with team, label and time", () => {
  const { keys, rows } = opened()
  const key = keys.create("one", "ci")
  expect(rows()).toEqual([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/), team: "one", label: "ci", created_at: 77 }])
  expect(JSON.stringify(rows())).not.toContain(key)
})

it("a team may have many keys, also under one label", () => {
  const { keys } = opened()
  const made = [keys.create("one", "ci"), keys.create("one", "ci"), keys.create("one", "laptop")]
  expect(made.map((key) => keys.teamOf(key))).toEqual(["one", "one", "one"])
})

it("a key that is set replaces the earlier one of its label at once, and no other", () => {
  const { keys, rows } = opened()
  const made = keys.create("one", "ci")
  keys.set("one", "development", "first-key")
  keys.set("two", "development", "other-team")
  expect(keys.teamOf("first-key")).toBe("one")
  keys.set("one", "development", "second-key")
  expect(keys.teamOf("first-key")).toBeUndefined()
  expect(keys.teamOf("second-key")).toBe("one")
  expect(keys.teamOf("other-team")).toBe("two")
  expect(keys.teamOf(made)).toBe("one")
  keys.set("one", "development", "second-key")
  expect(keys.teamOf("second-key")).toBe("one")
  expect(rows()).toHaveLength(3)
  expect(rows().every((row) => row["created_at"] === 77)).toBe(true)
})

it("the development key is the given one, or a new one at each start without a folder", () => {
  const { keys, rows } = opened()
  expect(developmentKey(keys, undefined, "given-key")).toBe("given-key")
  expect(rows()).toMatchObject([{ team: "default", label: "development" }])
  expect(keys.teamOf("given-key")).toBe("default")
  const made = developmentKey(keys, undefined)
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  expect(keys.teamOf("given-key")).toBeUndefined()
  expect(keys.teamOf(made)).toBe("default")
  expect(developmentKey(keys, undefined)).not.toBe(made)
})

it("a folder keeps the development key, readable by its owner alone, with a newline at its end", () => {
  const { keys } = opened()
  const data = folder()
  const key = developmentKey(keys, data)
  const file = join(data, "local.key")
  expect(readFileSync(file, "utf8")).toBe(`${key}\n`)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(developmentKey(keys, data)).toBe(key)
  writeFileSync(file, "  a-key-of-16-char \n")
  for (const mode of [0o604, 0o640]) {
    chmodSync(file, mode)
    expect(developmentKey(keys, data)).toBe("a-key-of-16-char")
    expect(statSync(file).mode & 0o777).toBe(0o600)
  }
  // Nobody else may read it: then its mode is the owner's affair.
  chmodSync(file, 0o400)
  developmentKey(keys, data)
  expect(statSync(file).mode & 0o777).toBe(0o400)
  expect(keys.teamOf("a-key-of-16-char")).toBe("default")
})

it("a given key does not touch the folder", () => {
  const { keys } = opened()
  const data = folder()
  developmentKey(keys, data, "given-key")
  expect(() => statSync(join(data, "local.key"))).toThrow("ENOENT")
})

it.each([
  "",
  "short",
  "fifteen-letters",
  "two words of a sentence",
  "words of-more-than-sixteen",
  "more-than-16-and a-rest"
])("a file with %j instead of a key stops the start and says what to do", (text) => {
  const { keys } = opened()
  const data = folder()
  writeFileSync(join(data, "local.key"), text)
  expect(() => developmentKey(keys, data)).toThrow(
    /local\.key does not hold an API key\. Delete it and start again: a new key is made\.$/u
  )
})
