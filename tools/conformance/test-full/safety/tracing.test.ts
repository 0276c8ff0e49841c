/** Spans leave the process as one header to the configured origin when asked to, and nothing else ever goes anywhere. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { scripted } from "../../src/runtimes/ScriptedServer.ts"
import { running } from "../../src/runtimes/wire.ts"
import { clientOf, pipeline } from "../../src/safety/outside.ts"

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]$/

test("traceparent goes with each request of a call, one trace for all of them, a span for each", async () => {
  await using store = await scripted()
  await using server = await scripted({
    outputs: { Sound: `${store.url}/file/10` },
    steps: { check: [{ json: running }, { status: 503 }] }
  })
  const aixplain = clientOf(server, { traceHeaders: true })
  const result = await aixplain.pipelines.ref(pipeline).run({ Text: "x" }, { schedule: () => 0 })
  await result.output("Sound").bytes()
  const parts = server.seen.map((one) => shape.exec(one.headers["traceparent"] ?? ""))
  expect(server.seen.map((one) => one.kind)).toEqual(["run", "check", "check", "check"])
  expect(new Set(parts.map((part) => part?.[1])).size).toBe(1)
  expect(new Set(parts.map((part) => part?.[2])).size).toBe(4)
  expect(parts).not.toContain(null)
  expect(store.seen.map((one) => one.headers["traceparent"])).toEqual([undefined])
})

test("two calls are two traces", async () => {
  await using server = await scripted()
  const aixplain = clientOf(server, { traceHeaders: true })
  await aixplain.pipelines.get(pipeline)
  await aixplain.pipelines.get(pipeline)
  expect(new Set(server.seen.map((one) => shape.exec(one.headers["traceparent"] ?? "")?.[1])).size).toBe(2)
})

test("nothing is sent unless asked, and nothing but what was called for", async () => {
  await using server = await scripted()
  await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
  expect(server.seen.map((one) => one.kind)).toEqual(["run", "check"])
  expect(server.seen.map((one) => one.headers["traceparent"])).toEqual([undefined, undefined])
})

test("the published sdk knows no address but the vendor's, and no tracing library", () => {
  const dist = fileURLToPath(new URL("../../../../packages/sdk/dist/", import.meta.url))
  const code = readdirSync(dist)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(dist, name), "utf8"))
    .join("\n")
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
  const hosts = [...code.matchAll(/["'`]https?:\/\/([\w.-]+)/g)].map((match) => match[1])
  expect([...new Set(hosts)]).toEqual(["platform-api.aixplain.com"])
  expect(code).not.toContain("@opentelemetry")
})
