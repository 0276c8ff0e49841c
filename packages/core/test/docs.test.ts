/** What the documentation shows compiles (typetest/docs) and does what it says (here). */
import { readFile } from "node:fs/promises"
import { AixplainError, NotSupported, RateLimited, RunFailed } from "@aixplain-ts/core/AixplainError"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, memory, layer, running, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { Moods, testLayer } from "../typetest/docs/effect.tst.ts"
import { exitCode, explain } from "../typetest/docs/errors.tst.ts"
import { mood } from "../typetest/docs/readme.tst.ts"
import { likePython, today, tomorrow } from "../typetest/docs/waiting.tst.ts"
import { client } from "./support/client.ts"
import { inVirtualTime, virtualTime } from "./support/virtualTime.ts"

const root = new URL("../../../", import.meta.url)
const text = (path: string) => readFile(new URL(path, root), "utf8")

describe("the documentation", () => {
  it.each([
    ["packages/core/README.md", "readme"],
    ["docs/waiting.md", "waiting"],
    ["docs/patterns/errors.md", "errors"],
    ["docs/patterns/effect.md", "effect"]
  ])("%s shows what is compiled", async (page, file) => {
    const code = await text(`packages/core/typetest/docs/${file}.tst.ts`)
    expect(await text(page)).toContain(`\`\`\`ts\n${code}\`\`\``)
  })

  it("README: a pipeline is fetched, run and read", async () => {
    const server = memory((input) => ({
      Mood: (input as { Review: string }).Review === "I love it" ? "POSITIVE" : "?"
    }))
    const id = "000000000000000000000001"
    await server.fetch("http://memory.test/sdk/pipelines", {
      method: "POST",
      body: '{"name":"Moods","architecture":{"nodes":[]}}'
    })
    const program = mood(id, "I love it").pipe(Effect.provide(layer({ fetch: server.fetch })))
    expect(await inVirtualTime(program, virtualTime())).toBe("POSITIVE")
  })

  it("waiting: a run that takes too long is kept as a reference and resumed later", async () => {
    let long = true
    const c = client((request) =>
      request.method === "POST" ? json(accepted("r1")) : json(long ? running() : succeeded({ Out: "x" }))
    )
    const remembered: RunRef[] = []
    await c.run(today("p1", (ref) => remembered.push(ref)))
    expect(remembered.map((ref) => ref.id)).toEqual(["r1"])
    long = false
    expect((await c.run(tomorrow(remembered[0] as RunRef))).status).toBe("SUCCESS")
  })

  it("waiting: other numbers hold for everything inside", async () => {
    const c = client((_, index) => json(index < 3 ? running() : succeeded({ Out: "x" })))
    await c.run(likePython(tomorrow({ v: 1, id: "r1", url: "http://memory.test/assets/pipeline/execution/check/r1" })))
    expect(c.instants.map(Math.round)).toEqual([0, 1_000, 2_100, 3_310])
    const failing = client(() => json({}, { status: 500 }))
    await failing.reason(likePython(Effect.flatMap(Runs, (runs) => runs.check("r1"))))
    expect(failing.requests).toHaveLength(1)
  })

  it("errors: a sentence and an exit code for every reason", () => {
    const failure = (reason: AixplainError["reason"]) => new AixplainError({ operation: "Runs.run", reason })
    expect(explain(failure(new RunFailed({})))).toBe("The run failed. Partial outputs: 0.")
    expect(explain(failure(new NotSupported({ what: "this", hint: "Use another." })))).toBe(
      "This server does not support this. Use another."
    )
    expect(exitCode(failure(new RateLimited({})))).toBe(75)
    expect(() => exitCode(new Error("no error of ours"))).toThrow("no error of ours")
  })

  it("effect: a service on top of the client is tested without a network", async () => {
    const program = Effect.flatMap(Moods, (moods) => moods.of("I love it")).pipe(Effect.provide(testLayer))
    expect(await inVirtualTime(program, virtualTime())).toBe("POSITIVE")
  })
})
