import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { afterAll, describe, expect, test } from "vitest"
import { readAll } from "../src/standardInput.ts"

const folder = mkdtempSync(join(tmpdir(), "axp-stdin-"))
afterAll(() => rmSync(folder, { recursive: true }))

const read = async (path: string, stream: () => Readable): Promise<Uint8Array> => {
  const descriptor = openSync(path, "r")
  try {
    return await readAll(descriptor, stream)
  } finally {
    closeSync(descriptor)
  }
}

describe("standard input", () => {
  test("is read to its end", async () => {
    const path = join(folder, "text")
    writeFileSync(path, "hello")
    const bytes = await read(path, () => Readable.from([Buffer.from("hel"), Buffer.from("lo")]))
    expect(new TextDecoder().decode(bytes)).toBe("hello")
  })

  test("that is a folder is a usage error, although Node presents it as an empty stream", async () => {
    await expect(read(folder, () => Readable.from([]))).rejects.toMatchObject({
      code: "Usage",
      message: "Standard input cannot be read: it is a folder."
    })
  })

  test("that fails while it is read is a usage error with the system's code", async () => {
    const failing = new Readable({
      read() {
        this.destroy(Object.assign(new Error("read"), { code: "EIO" }))
      }
    })
    await expect(read(join(folder, "text"), () => failing)).rejects.toMatchObject({
      message: "Standard input cannot be read: EIO."
    })
  })
})
