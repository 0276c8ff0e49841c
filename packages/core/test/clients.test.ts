/** Clients that live in one program, one inside the other. */
import { layer } from "@aixplain-ts/core/Aixplain"
import { Assets } from "@aixplain-ts/core/Assets"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { json, scripted } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { inVirtualTime, virtualTime } from "./support/virtualTime.ts"

it("a client inside the program of another one sends its requests to its own server with its own key", async () => {
  const outer = scripted(() => json({}))
  const inner = scripted(() => json({}))
  const ask = Effect.gen(function* () {
    const [assets, pipelines, runs] = yield* Effect.all([Assets, Pipelines, Runs])
    yield* Effect.exit(pipelines.get("000000000000000000000001"))
    yield* Effect.exit(assets.model("000000000000000000000002"))
    yield* Effect.exit(runs.check("r1"))
  })
  const nested = ask.pipe(
    Effect.provide(layer({ apiKey: "inner", baseUrl: "http://inner.test", env: {}, fetch: inner.fetch }))
  )
  const program = Effect.andThen(ask, nested).pipe(
    Effect.provide(layer({ apiKey: "outer", baseUrl: "http://outer.test", env: {}, fetch: outer.fetch }))
  )
  await inVirtualTime(program, virtualTime())
  expect(inner.requests.map(({ path }) => path)).toEqual(outer.requests.map(({ path }) => path))
  for (const [{ requests }, name] of [
    [outer, "outer"],
    [inner, "inner"]
  ] as const) {
    for (const { headers, url } of requests) {
      expect(url.href).toMatch(new RegExp(`^http://${name}\\.test/`))
      expect([...headers.values()].join(" ")).toContain(name)
    }
  }
})
