/** A full disk, a locked database, a store that breaks: nothing is lost, and it is said what happened. */
import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { AssetDefinition } from "../../src/assets/AssetDefinition.ts"
import { asset, cleanUp, folder, input, output, outputs, pipeline, startKit } from "./harness.ts"

afterEach(cleanUp)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

const growing = () => {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const begun = { count: 0 }
  const definition: AssetDefinition = {
    id: "growing",
    function: "paraphrasing",
    run: async ({ text }: { text: string }) => {
      begun.count++
      await held
      return { data: text.repeat(200) }
    }
  }
  return { definition, begun, release: () => release() }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe("a full disk", () => {
  it("puts submits off and holds steps back; with room again everything continues", async () => {
    const grow = growing()
    const kit = await startKit({ own: [grow.definition] })
    const id = await kit.submit(document, { Text: ["words ".repeat(200)] })
    while (grow.begun.count < 1) await turn()
    const { sql } = kit.database
    const pages = (sql.prepare("pragma page_count").get() as { page_count: number }).page_count
    sql.exec(`pragma max_page_count = ${pages}`)
    await expect(kit.submit(document, { Text: ["x".repeat(500_000)] })).rejects.toThrow(
      "The disk of the data folder is full."
    )
    grow.release()
    await kit.clock.advance(60_000)
    expect((await kit.engine.check("team", id))?.status).toBe("IN_PROGRESS")
    sql.exec("pragma max_page_count = 1000000")
    const answer = await kit.end(id)
    expect(String(outputs(answer)["Out"]?.[0]).length).toBe(240_000)
    expect(grow.begun.count).toBe(1)
  })
})

describe("a locked database", () => {
  it("is waited for", async () => {
    const directory = folder()
    const kit = await startKit({ directory })
    await kit.end(await kit.submit(document, { Text: ["first"] }))
    const other = new DatabaseSync(join(directory, "platform.db"))
    other.exec("begin immediate")
    const submitting = kit.submit(document, { Text: ["second"] })
    await turn()
    other.exec("rollback")
    other.close()
    expect(outputs(await kit.end(await submitting))).toEqual({ Out: ["second"] })
  })
})

describe("a store that breaks", () => {
  it("ends the work with one report; what was not written is done again at the next start", async () => {
    const grow = growing()
    const reports: string[] = []
    const kit = await startKit({ own: [grow.definition], onBroken: (error) => reports.push(error.reason) })
    const id = await kit.submit(document, { Text: ["a"] })
    while (grow.begun.count < 1) await turn()
    kit.database.sql.exec("alter table steps rename to hidden")
    grow.release()
    while (reports.length === 0) await turn()
    expect(reports).toEqual(["Unavailable"])
    await expect(kit.submit(document, { Text: ["b"] })).rejects.toThrow("The store failed")
    kit.database.sql.exec("alter table hidden rename to steps")
    const next = await startKit({ database: kit.database, clock: kit.clock, own: [grow.definition] })
    expect(outputs(await next.end(id))).toEqual({ Out: ["a".repeat(200)] })
  })
})
