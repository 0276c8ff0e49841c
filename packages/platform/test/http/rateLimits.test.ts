import { describe, expect, it } from "vitest"
import { sentiment } from "./Client.ts"
import { start } from "./Harness.ts"

describe("rate limits", () => {
  it("refuse what goes over, and let more through as time passes", async () => {
    const { client, platform } = await start({
      clock: "virtual",
      rateLimits: { requests: { requests: 3, perMillis: 3000 } }
    })
    const statuses = async (count: number): Promise<number[]> => {
      const found: number[] = []
      for (let n = 0; n < count; n++) found.push((await client.call("listPipelines")).status)
      return found
    }
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    await platform.clock.advance(999)
    expect(await statuses(1)).toEqual([429])
    await platform.clock.advance(1)
    expect(await statuses(2)).toEqual([200, 429])
    await platform.clock.advance("1 hour")
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
  })

  it("are counted for each team on its own, and not on routes without a key", async () => {
    const { client, platform } = await start({ rateLimits: { requests: { requests: 1, perMillis: 60_000 } } })
    const key = platform.createKey("others")
    expect((await client.call("listPipelines")).status).toBe(200)
    expect((await client.call("listPipelines")).status).toBe(429)
    expect((await client.call("listPipelines", { key })).status).toBe(200)
    for (let n = 0; n < 3; n++) expect((await client.call("health", { key: null })).status).toBe(200)
  })

  it("may hold run starts alone", async () => {
    const { client, engine } = await start({ rateLimits: { runs: { requests: 1, perMillis: 60_000 } } })
    const { id } = (await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })).body
    const run = () => client.call("runPipeline", { params: { id }, body: { data: "x" } })
    expect([(await run()).status, (await run()).status]).toEqual([201, 429])
    expect(engine.runs.size).toBe(1)
    expect((await client.call("getPipeline", { params: { id } })).status).toBe(200)
  })

  it.each([
    ["seconds", "retry-after", "30"],
    ["milliseconds", "retry-after-ms", "30000"],
    ["date", "retry-after", "Thu, 01 Jan 2026 00:00:30 GMT"]
  ] as const)("say when to come back in %s", async (retryAfter, header, value) => {
    const { client } = await start({
      clock: "virtual",
      rateLimits: { requests: { requests: 1, perMillis: 30_000 }, retryAfter }
    })
    await client.call("listPipelines")
    const { status, headers } = await client.call("listPipelines")
    expect([status, headers.get(header)]).toEqual([429, value])
  })
})
