/** Outputs cause no requests until they are read, and files are saved atomically. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { scripted } from "../../src/runtimes/ScriptedServer.ts"
import { contentOf } from "../../src/runtimes/wire.ts"
import { clientOf, failureOf, pipeline } from "../../src/safety/outside.ts"

const outputs = { Sound: "{origin}/file/100000", Notes: "{origin}/file/20", Mood: "POSITIVE" }

test("nothing is fetched until an output is read, even if the result is inspected", async () => {
  await using server = await scripted({ outputs })
  const result = await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
  inspect(result, { depth: 10, getters: true })
  JSON.stringify(result)
  for (const output of result.data) inspect([output.segments, output.failed, output.type, output.path])
  expect(await result.output("Mood").text()).toBe("POSITIVE")
  expect(server.of("file")).toHaveLength(0)
  await result.output("Sound").bytes()
  expect(server.of("file").map((one) => one.path)).toEqual(["/file/100000"])
})

describe("saveTo", () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "outputs-"))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test("writes the whole file", async () => {
    await using server = await scripted({ outputs })
    const result = await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
    const path = join(folder, "sound.bin")
    expect(await result.output("Sound").saveTo(path)).toEqual([path])
    expect(readFileSync(path).equals(contentOf(100_000))).toBe(true)
  })

  test.each(["rst", "hang"] as const)("keeps the existing file if the download fails (%s)", async (half) => {
    const file = Array.from({ length: 9 }, () => ({ half }))
    await using server = await scripted({ outputs, steps: { file } })
    const aixplain = clientOf(server, { requestTimeout: "1 s" })
    const result = await aixplain.pipelines.ref(pipeline).run({ Text: "x" })
    const path = join(folder, `kept-${half}.bin`)
    writeFileSync(path, "as it was")
    const before = readdirSync(folder)
    const error = await failureOf(result.output("Sound").saveTo(path))
    expect(error.reason._tag).toBe(half === "rst" ? "Transport" : "Timeout")
    expect(readFileSync(path, "utf8")).toBe("as it was")
    expect(readdirSync(folder)).toEqual(before)
  })
})
