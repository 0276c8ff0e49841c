/** The caller's headers are sent to the configured origin only, and the client sends nothing else. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { scripted } from "../../src/runtimes/ScriptedServer.ts"
import { running } from "../../src/runtimes/wire.ts"
import { clientOf, pipeline } from "../../src/safety/outside.ts"

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

test("headers are sent with each request to the configured origin, and to no other origin", async () => {
  await using store = await scripted()
  await using server = await scripted({
    outputs: { Sound: `${store.url}/file/10` },
    steps: { check: [{ json: running }, { status: 503 }] }
  })
  let asked = 0
  const headers = () => ({ traceparent, "x-asked": String((asked += 1)) })
  const result = await clientOf(server, { headers })
    .pipelines.ref(pipeline)
    .run({ Text: "x" }, { schedule: () => 0 })
  await result.output("Sound").bytes()
  expect(server.seen.map((one) => [one.kind, one.headers["traceparent"], one.headers["x-asked"]])).toEqual([
    ["run", traceparent, "1"],
    ["check", traceparent, "2"],
    ["check", traceparent, "3"],
    ["check", traceparent, "4"]
  ])
  expect(store.seen.map((one) => one.headers["traceparent"])).toEqual([undefined])
})

test("no headers are sent by default, and no request except those of the call", async () => {
  await using server = await scripted()
  await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
  expect(server.seen.map((one) => one.kind)).toEqual(["run", "check"])
  expect(server.seen.map((one) => one.headers["traceparent"])).toEqual([undefined, undefined])
})

test("the published sdk contains only the vendor's address, and no tracing library", () => {
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
