/**
 * A crash without a process: a second engine opens on the same database while the first one still believes that it owns
 * the runs. What the first one still writes must be refused, as after a real crash there would be nothing.
 */
import { afterEach, describe, expect, it } from "vitest"
import { type AssetContext, type AssetDefinition, AssetError } from "../../src/assets/AssetDefinition.ts"
import { asset, cleanUp, input, type Kit, output, outputs, pipeline, startKit, upper } from "./harness.ts"

afterEach(cleanUp)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

const holding = (more: Partial<AssetDefinition> = {}) => {
  const calls: { text: string; attempt: number; key: string; go: () => void }[] = []
  const definition: AssetDefinition = {
    id: "holding",
    function: "paraphrasing",
    run: ({ text }: { text: string }, { attempt, idempotencyKey }: AssetContext) =>
      new Promise((resolve) => calls.push({ text, attempt, key: idempotencyKey, go: () => resolve({ data: text }) })),
    ...more
  }
  const reached = async (count: number): Promise<void> => {
    while (calls.length < count) await new Promise((resolve) => setImmediate(resolve))
  }
  return { calls, definition, reached }
}

const after = (kit: Kit, own: readonly AssetDefinition[]): Promise<Kit> =>
  startKit({ database: kit.database, clock: kit.clock, own })

describe("after a crash", () => {
  it("a step that was at work runs again under the same key, and the first engine's late result is refused", async () => {
    const held = holding()
    const first = await startKit({ own: [held.definition] })
    const id = await first.submit(document, { Text: ["a"] })
    await held.reached(1)
    const second = await after(first, [held.definition])
    await held.reached(2)
    held.calls[0]!.go()
    await new Promise((resolve) => setImmediate(resolve))
    expect((await second.engine.check("team", id))?.status).toBe("IN_PROGRESS")
    held.calls[1]!.go()
    expect(outputs(await second.end(id))).toEqual({ Out: ["a"] })
    expect(held.calls.map(({ attempt, key }) => [attempt, key])).toEqual([
      [1, `${id}/1/00000`],
      [2, `${id}/1/00000`]
    ])
  })

  it("a call that must not be repeated fails as uncertain", async () => {
    const held = holding({ atMostOnce: true })
    const first = await startKit({ own: [held.definition] })
    const id = await first.submit(document, { Text: ["a"] })
    await held.reached(1)
    const second = await after(first, [held.definition])
    expect(await second.end(id)).toMatchObject({
      status: "FAILED",
      error: expect.stringContaining("uncertain") as string
    })
    expect(held.calls.length).toBe(1)
  })

  it("a step that was at work at eight of them is given up, and the rest of its run continues", async () => {
    const held = holding()
    let kit = await startKit({ own: [held.definition] })
    const id = await kit.submit(document, { Text: ["bad", "good"] })
    await held.reached(2)
    held.calls[1]!.go()
    while (
      (await kit.engine.steps("team", id, { limit: 9 }))!.items.filter((step) => step.status === "SUCCESS").length < 3
    );
    for (let crash = 1; crash <= 8; crash++) {
      kit = await after(kit, [held.definition])
      if (crash < 8) await held.reached(2 + crash)
    }
    const answer = await kit.end(id)
    expect(answer.status).toBe("SUCCESS")
    expect(outputs(answer)["Out"]).toEqual([
      { error: expect.stringContaining("The server ended 8 times") as string },
      "good"
    ])
  })

  it("retries keep their count and their due time", async () => {
    const held = holding()
    const busy: AssetDefinition = {
      ...held.definition,
      run: (_, { attempt }) => {
        held.calls.push({ text: "", attempt, key: "", go: () => {} })
        throw new AssetError("Busy.", { transient: true, retryAfter: 60_000 })
      }
    }
    const first = await startKit({ own: [busy] })
    const id = await first.submit(document, { Text: ["a"] })
    await first.clock.advance(30_000)
    const second = await after(first, [busy])
    await second.clock.advance(29_000)
    expect(held.calls.map((call) => call.attempt)).toEqual([1])
    await second.clock.advance(2000)
    expect(held.calls.map((call) => call.attempt)).toEqual([1, 2])
    await second.clock.advance(600_000)
    expect((await second.end(id)).status).toBe("FAILED")
    expect(held.calls.map((call) => call.attempt)).toEqual([1, 2, 3, 4])
  })

  it("only attempts that failed count: four clean stops and four crashes leave all retries to a step", async () => {
    const held = holding()
    let failures = 0
    const busy: AssetDefinition = {
      ...held.definition,
      run: (inputs, context) => {
        if (failures-- > 0) throw new AssetError("Busy.", { transient: true, retryAfter: 1000 })
        return held.definition.run(inputs, context)
      }
    }
    let kit = await startKit({ own: [busy] })
    const id = await kit.submit(document, { Text: ["a"] })
    let begun = 1
    await held.reached(begun)
    for (let stop = 0; stop < 4; stop++) {
      await kit.engine.close()
      kit = await after(kit, [busy])
      await held.reached(++begun)
    }
    for (let crash = 0; crash < 4; crash++) {
      kit = await after(kit, [busy])
      await held.reached(++begun)
    }
    // Three failures are a pause each, then it goes through.
    failures = 3
    kit = await after(kit, [busy])
    await kit.clock.advance(10_000)
    await held.reached(++begun)
    held.calls.at(-1)!.go()
    expect(outputs(await kit.end(id))).toEqual({ Out: ["a"] })
    const { items } = (await kit.engine.steps("team", id, { limit: 9, node: 1 }))!
    expect(items).toMatchObject([{ status: "SUCCESS", attempt: begun + 3 }])
  })

  it("the fourth attempt that fails is the last, with crashes and stops in between", async () => {
    const held = holding()
    const calls: number[] = []
    const busy: AssetDefinition = {
      ...held.definition,
      run: (_, { attempt }) => {
        calls.push(attempt)
        throw new AssetError("Busy.", { transient: true, retryAfter: 60_000 })
      }
    }
    let kit = await startKit({ own: [busy] })
    const id = await kit.submit(document, { Text: ["a"] })
    for (let failure = 1; failure < 4; failure++) {
      await kit.clock.advance(59_000)
      expect(calls.length).toBe(failure)
      if (failure === 2) await kit.engine.close()
      kit = await after(kit, [busy])
      await kit.clock.advance(1000)
    }
    expect((await kit.end(id)).status).toBe("FAILED")
    expect(calls).toEqual([1, 2, 3, 4])
  })

  it("what froze once is suspected at the very next start, also where nothing of it was noted; a clean stop is not", async () => {
    const held = holding({ pure: true })
    const suspected: (boolean | undefined)[] = []
    const frozen: AssetDefinition = {
      ...held.definition,
      run: (inputs, context) => {
        suspected.push(context.suspected)
        return held.definition.run(inputs, context)
      }
    }
    let kit = await startKit({ own: [frozen] })
    const id = await kit.submit(document, { Text: ["a"] })
    await held.reached(1)
    await kit.engine.close()
    kit = await after(kit, [frozen])
    await held.reached(2)
    kit = await after(kit, [frozen])
    await held.reached(3)
    held.calls[2]!.go()
    await kit.end(id)
    expect(suspected).toEqual([undefined, undefined, true])
  })

  it("a cancel that was asked for before it still holds", async () => {
    const held = holding()
    const first = await startKit({ own: [held.definition] })
    const id = await first.submit(document, { Text: ["a"] })
    await held.reached(1)
    first.database.sql.prepare("update runs set cancel_at = 1 where id = ?").run(id)
    const second = await after(first, [held.definition])
    expect((await second.end(id)).status).toBe("ABORTED")
  })

  it("a list whose last row is missing is cut again, and counts once", async () => {
    const held = holding()
    const chain = pipeline(
      [input(), asset("split-on-linebreak"), asset("text-normalization"), output()],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.output"]
    )
    const first = await startKit({ own: [upper] })
    const id = await first.submit(chain, { Text: ["a\nb\nc"] })
    await first.end(id)
    // As a crash between the pieces and their parent would leave it.
    const { sql } = first.database
    sql.exec(
      "update runs set state = 'running', ended_at = null; delete from steps where node = 1 and part = 0; delete from steps where node = 2; delete from answers"
    )
    const second = await after(first, [upper, held.definition])
    expect(outputs(await second.end(id))).toEqual({ Out: ["A", "B", "C"] })
  })
})
