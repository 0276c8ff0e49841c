// How to test a program that runs pipelines: with a platform in the test process, scripted faults and a virtual
// clock. docs/platform.md shows this file.
import { AssetError, defineAsset, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { expect, test } from "vitest"

const document = {
  name: "Mood",
  architecture: {
    nodes: [
      { number: 0, type: "INPUT", label: "Text", dataType: ["text"] },
      { number: 1, type: "ASSET", label: "Mood of it", function: "sentiment-analysis", assetId: "" },
      { number: 2, type: "OUTPUT", label: "Mood" }
    ],
    links: [
      { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
      { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
    ]
  }
}

test("a run survives two refused checks and one lost answer, and is started once", async () => {
  await using platform = await startPlatform({
    faults: {
      rules: [
        { operation: "runPipeline", nth: 1, fault: { type: "drop", at: "before-answer" } },
        {
          operation: "checkRun",
          times: 2,
          fault: { type: "status", status: 503, retryAfter: { millis: 10, form: "milliseconds" } }
        }
      ]
    }
  })
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(document)
  const result = await pipeline.run({ Text: "I love it" })

  expect(await result.output("Mood").text()).toBe("POSITIVE")
  expect(platform.faults.met).toEqual({ drop: 1, status: 2 })
  expect(platform.requests.count({ operation: "runPipeline" })).toBe(2)
  // The second submission carried the same Idempotency-Key, so there is one run.
  const runs: string[] = []
  for await (const { id } of aixplain.runs.list()) runs.push(id)
  expect(runs).toEqual([result.id])
})

test("six hours of waiting take no time", async () => {
  let calls = 0
  const busy = defineAsset({
    id: "busy",
    function: "sentiment-analysis",
    run: () => {
      calls++
      if (calls < 4) throw new AssetError("Try again in two hours.", { transient: true, retryAfter: 2 * 3_600_000 })
      return { data: "NEUTRAL" }
    }
  })
  await using platform = await startPlatform({ clock: "virtual", assets: [busy] })
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(document)
  const run = await pipeline.runAsync({ Text: "hello" })

  await platform.clock.advance("6 hours")

  expect(await (await run.result()).output("Mood").text()).toBe("NEUTRAL")
  expect(calls).toBe(4)
})
