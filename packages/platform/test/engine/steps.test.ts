import { afterEach, describe, expect, it } from "vitest"
import { type AssetContext, type AssetDefinition, AssetError, type Content } from "../../src/assets/AssetDefinition.ts"
import { VirtualClock } from "../../src/clock/Clock.ts"
import { asset, cleanUp, input, memoryFiles, output, outputs, pipeline, startKit } from "./harness.ts"

afterEach(cleanUp)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

const custom = (run: AssetDefinition["run"], more: Partial<AssetDefinition> = {}): AssetDefinition => ({
  id: "custom",
  function: "paraphrasing",
  run,
  ...more
})

/** Calls that a test releases by hand. */
const gate = () => {
  const waiting: { text: string; context: AssetContext; done: (data: string) => void; fail: (error: Error) => void }[] =
    []
  let most = 0
  let now = 0
  return {
    waiting,
    most: () => most,
    run: ({ text }: { text: string }, context: AssetContext) =>
      new Promise<{ data: string }>((resolve, reject) => {
        most = Math.max(most, ++now)
        const end =
          <A>(settle: (value: A) => void) =>
          (value: A): void => {
            now--
            settle(value)
          }
        waiting.push({ text, context, done: end((data: string) => resolve({ data })), fail: end(reject) })
      })
  }
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

describe("a step whose failure is transient", () => {
  it("is tried four times, with growing pauses; what the service asks for wins", async () => {
    const at: number[] = []
    const clock = new VirtualClock(0)
    const flaky = custom((_: unknown, context: AssetContext) => {
      at.push(clock.now())
      throw new AssetError("Too busy.", { transient: true, ...(context.attempt === 2 ? { retryAfter: 60_000 } : {}) })
    })
    const kit = await startKit({ clock, own: [flaky] })
    const id = await kit.submit(document, { Text: ["x"] })
    await clock.advance(3_600_000)
    expect(await kit.end(id)).toMatchObject({ status: "FAILED", error: "N1: Too busy." })
    // Half of 500 ms, then what was asked for, then half of 2 s: the generator of the kit always says 0.5.
    expect(at).toEqual([0, 250, 60_250, 61_250])
    const steps = await kit.engine.steps("team", id, { limit: 10 })
    expect(steps?.items.find((step) => step.node === 1)).toMatchObject({
      status: "FAILED",
      attempt: 4,
      error: "Too busy."
    })
  })

  it("succeeds when a later attempt does, with the same idempotency key", async () => {
    const keys: string[] = []
    const flaky = custom(({ text }: { text: string }, context: AssetContext) => {
      keys.push(context.idempotencyKey)
      if (context.attempt < 3) throw new AssetError("Not yet.", { transient: true })
      return { data: text }
    })
    const kit = await startKit({ own: [flaky] })
    const id = await kit.submit(document, { Text: ["x"] })
    await kit.clock.advance(60_000)
    expect(outputs(await kit.end(id))).toEqual({ Out: ["x"] })
    expect(new Set(keys)).toEqual(new Set([`${id}/1/00000`]))
    expect(keys.length).toBe(3)
  })

  it("is not repeated when the failure is final", async () => {
    let calls = 0
    const broken = custom(() => {
      calls++
      throw new TypeError("x is undefined")
    })
    const kit = await startKit({ own: [broken] })
    expect(await kit.run(document, { Text: ["x"] })).toMatchObject({ status: "FAILED", error: "N1: x is undefined" })
    expect(calls).toBe(1)
  })
})

describe("time", () => {
  it("ends a step that takes longer than it may, and tells the asset", async () => {
    const slow = gate()
    const kit = await startKit({ own: [custom(slow.run, { timeout: 60_000 })] })
    const id = await kit.submit(document, { Text: ["x"] })
    await until(() => slow.waiting.length === 1)
    await kit.clock.advance(60_000)
    expect(slow.waiting[0]?.context.signal.aborted).toBe(true)
    expect(await kit.end(id)).toMatchObject({
      status: "FAILED",
      error: "N1: It took longer than the 60 s that it may take."
    })
  })

  it("ends a run that takes longer than it may", async () => {
    const slow = gate()
    const kit = await startKit({ own: [custom(slow.run, { timeout: 1e12 })] })
    const id = await kit.submit(document, { Text: ["x"] })
    await until(() => slow.waiting.length === 1)
    await kit.clock.advance(24 * 3_600_000)
    expect(await kit.end(id)).toMatchObject({ status: "FAILED", error: "The run took longer than it may." })
  })

  it("of a six-hour pipeline passes in a moment", async () => {
    const clock = new VirtualClock()
    const slow = custom(
      async ({ text }: { text: string }, context: AssetContext) => {
        await context.sleep(2 * 3_600_000)
        return { data: `${text}.` }
      },
      { timeout: 1e9 }
    )
    const kit = await startKit({ clock, own: [slow] })
    const chain = pipeline(
      [input(), asset("paraphrasing"), asset("paraphrasing"), asset("paraphrasing"), output()],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.text", "3.data > 4.output"]
    )
    const id = await kit.submit(chain, { Text: ["x"] })
    await clock.advance(6 * 3_600_000)
    const answer = await kit.end(id)
    expect(outputs(answer)).toEqual({ Out: ["x..."] })
    expect(answer.elapsed_time).toBe(6 * 3600)
  })
})

describe("limits of an asset", () => {
  it("keep the calls at once below its concurrency, over all runs", async () => {
    const slow = gate()
    const kit = await startKit({ own: [custom(slow.run, { concurrency: 2 })] })
    const ids = [
      await kit.submit(document, { Text: ["a", "b", "c"] }),
      await kit.submit(document, { Text: ["d", "e"] })
    ]
    for (let done = 0; done < 5; done++) {
      await until(() => slow.waiting.length > 0)
      slow.waiting.shift()!.done("ok")
    }
    for (const id of ids) expect((await kit.end(id)).status).toBe("SUCCESS")
    expect(slow.most()).toBe(2)
  })

  it("keep the calls in a stretch of time below its rate", async () => {
    const clock = new VirtualClock(0)
    const at: number[] = []
    const counted = custom(
      ({ text }: { text: string }) => {
        at.push(clock.now())
        return { data: text }
      },
      { rateLimit: { requests: 2, perMillis: 1000 } }
    )
    const kit = await startKit({ clock, own: [counted] })
    const id = await kit.submit(document, { Text: ["a", "b", "c", "d", "e"] })
    await clock.advance(10_000)
    expect((await kit.end(id)).status).toBe("SUCCESS")
    expect(at).toEqual([0, 0, 1000, 1000, 2000])
  })
})

describe("what an asset gives", () => {
  it("may be a file, which is stored and passed on as one", async () => {
    const files = memoryFiles()
    const made: Content = { content: new Uint8Array([1, 2, 3]), mediaType: "audio/wav" }
    const sound = custom(() => ({ data: made }))
    const size: AssetDefinition = {
      id: "size",
      function: "speech-recognition",
      run: async ({ source_audio }: any) => ({
        data: `${source_audio.type} ${(await source_audio.bytes()).length} ${source_audio.url}`
      })
    }
    const kit = await startKit({ files, own: [sound, size] })
    const chain = pipeline(
      [input(), asset("paraphrasing"), asset("speech-recognition"), output("Sound"), output("Size")],
      ["0.input > 1.text", "1.data > 2.source_audio", "1.data > 3.output", "2.data > 4.output"]
    )
    const answer = await kit.run(chain, { Text: ["x"] })
    expect(outputs(answer)).toEqual({ Sound: ["http://server/files/0"], Size: ["audio 3 http://server/files/0"] })
  })

  it("may be numbers, switches and structures; details, language and credits are in the answer", async () => {
    const rich = custom((_: unknown, context: AssetContext) => {
      context.report({ details: { model: "m" }, language: "en", usedCredits: 0.5 })
      return { data: { list: [1, true, null], text: "t" } }
    })
    const kit = await startKit({ own: [rich] })
    const answer = await kit.run(document, { Text: ["a", "b"] })
    expect(answer.used_credits).toBe(1)
    expect((answer.data as any)[0].segments[0]).toMatchObject({
      response: '{"list":[1,true,null],"text":"t"}',
      details: { model: "m" },
      language: "en"
    })
  })

  it("is refused with a sentence when it is nothing", async () => {
    const kit = await startKit({ own: [custom(() => undefined as never)] })
    expect(await kit.run(document, { Text: ["x"] })).toMatchObject({
      error: "N1: The asset of N1 returned undefined instead of outputs by code."
    })
  })

  it("may be large: it comes back as it was", async () => {
    const big = "x".repeat(300_000)
    const kit = await startKit({
      own: [custom(({ text }: { text: string }) => ({ data: text }))],
      limits: { textLimit: 1e9 }
    })
    expect(outputs(await kit.run(document, { Text: [big] }))["Out"]?.[0]).toBe(big)
  })
})
