import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/store/Database.ts"
import { openSqliteStore } from "../../src/store/sqlite/SqliteStore.ts"
import { storeError } from "../../src/store/StoreError.ts"
import { valueFiles } from "../../src/store/sqlite/ValueFiles.ts"
import { contract, type Opened } from "./contract.ts"

const folders: string[] = []
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "platform-ports-"))
  folders.push(path)
  return path
}
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })))

const opened = (directory: string | undefined): Opened => ({
  keeps: directory !== undefined,
  ports: () => {
    const database = openDatabase({ ...(directory === undefined ? {} : { directory }), now: () => 0 })
    const { close, ...ports } = openSqliteStore({ database })
    return { ...ports, close: () => close().finally(() => database.close()) }
  }
})

contract("SQLite, in memory", () => opened(undefined))
contract("SQLite, in a data folder", () => opened(folder()))

describe("files of large values", () => {
  it("are written once for equal texts, and swept when no row names them", () => {
    const directory = folder()
    const files = valueFiles(directory)
    const big = "a".repeat(100_000)
    files.write([big, big, "small", "b".repeat(100_000)])
    expect(files.nameFor("small")).toBe(undefined)
    const name = files.nameFor(big)!
    expect(files.read(name)).toBe(big)
    expect(readdirSync(directory).length).toBe(2)
    const isNamed = (file: string): boolean => file === name
    expect(files.sweep(isNamed)).toBe(1)
    expect(files.sweep(isNamed)).toBe(0)
    expect(files.read(name)).toBe(big)
  })
})

describe("errors of the store", () => {
  it.each([
    [{ errcode: 5 }, "Busy"],
    [{ errcode: 261 }, "Busy"],
    [{ errcode: 13 }, "Full"],
    [{ code: "ENOSPC" }, "Full"],
    [{ errcode: 11 }, "Corrupt"],
    [{ errcode: 26 }, "Corrupt"],
    [{ code: "EIO", message: "i/o error" }, "Unavailable"]
  ])("%j is %s", (fields, reason) => {
    expect(storeError(Object.assign(new Error("x"), fields)).reason).toBe(reason)
  })
})
