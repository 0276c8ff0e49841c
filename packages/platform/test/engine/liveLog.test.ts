/** Lines of a call that lasts arrive while it lasts: in the log, and at those who follow the run. */
import { setTimeout as delay } from "node:timers/promises"
import type { RunEvent } from "@aixplain-ts/api-types"
import { afterAll, afterEach, expect, it } from "vitest"
import type { AssetDefinition } from "../../src/assets/AssetDefinition.ts"
import { systemClock } from "../../src/clock/Clock.ts"
import { makeScriptRunner } from "../../src/scripts/ScriptRunner.ts"
import { asset, cleanUp, input, type Kit, output, outputs, pipeline, startKit } from "./harness.ts"

const scripts = makeScriptRunner({ processes: 1, timeout: 20_000 })
afterEach(cleanUp)
afterAll(() => scripts.close())

const textsOf = async (kit: Kit, id: string): Promise<readonly string[]> =>
  (await kit.engine.log("team", id, { limit: 1000 }))!.items.map((line) => line.text)

it("an asset's lines are in the log before it ends, each once and in order, up to its limit", async () => {
  let release = (): void => {}
  const talking: AssetDefinition = {
    id: "talking",
    function: "paraphrasing",
    run: async ({ text }: { text: string }, { log, sleep }) => {
      log("one")
      await sleep(1000)
      log("two")
      log("three")
      await new Promise<void>((resolve) => (release = resolve))
      for (let n = 4; n < 9; n++) log(String(n))
      return { data: text }
    }
  }
  const kit = await startKit({ own: [talking], limits: { logLines: 5 } })
  const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])
  const id = await kit.submit(document, { Text: ["a"] })
  await kit.clock.advance(500)
  expect(await textsOf(kit, id)).toEqual(["one"])
  await kit.clock.advance(1000)
  expect(await textsOf(kit, id)).toEqual(["one", "two", "three"])
  release()
  await kit.end(id)
  expect(await textsOf(kit, id)).toEqual(["one", "two", "three", "4", "Further lines are left out."])
})

const script = {
  type: "SCRIPT",
  label: "Script",
  fileId: "f",
  inputValues: [{ code: "text" }],
  outputValues: [{ code: "data", dataType: "text" }]
}
const scripted = pipeline([input(), script, output()], ["0.input > 1.text", "1.data > 2.output"])

it.each([
  [
    "main.py",
    "import time\ndef main(text):\n    print('begun')\n    end = time.time() + 2\n    while time.time() < end:\n        pass\n    print('done')\n    return [{'data': 'x'}]\n"
  ],
  [
    "main.js",
    "export const main = () => { console.log('begun'); const end = Date.now() + 2000; while (Date.now() < end); console.log('done'); return [{ data: 'x' }] }"
  ]
])("what %s prints arrives while it runs, as an event and in the log, and is there once", async (name, source) => {
  const clock = systemClock()
  const kit = await startKit({
    clock,
    scripts,
    scriptSource: () => Promise.resolve({ name, source })
  })
  const id = await kit.submit(scripted, { Text: ["a"] })
  const stop = new AbortController()
  const seen: RunEvent[] = []
  /** The run and its log as they were when the first line arrived. */
  const early: unknown[] = []
  const following = (async () => {
    for await (const event of (await kit.engine.events("team", id, { signal: stop.signal }))!) {
      seen.push(event)
      if (event.type === "log.written" && event.line.text === "begun") {
        early.push(await kit.engine.get("team", id), await textsOf(kit, id))
      }
    }
  })()
  await Promise.race([following, delay(30_000)])
  stop.abort()
  const startedAt = expect.any(String) as string
  expect(early).toMatchObject([
    { status: "IN_PROGRESS", nodes: [{ status: "SUCCESS" }, { status: "IN_PROGRESS", startedAt }, {}] },
    ["begun"]
  ])
  expect(outputs(await kit.end(id))).toEqual({ Out: ["x"] })
  const types = seen.map((event) => (event.type === "log.written" ? event.line.text : event.type))
  expect(types.indexOf("begun")).toBeLessThan(types.indexOf("done"))
  expect(types.indexOf("begun")).toBeGreaterThan(-1)
  expect(await textsOf(kit, id)).toEqual(["begun", "done"])
  clock.close()
})

it("a script that prints a lot has its log cut as before, and no line twice", async () => {
  const source = "def main(text):\n    for n in range(3000):\n        print(n)\n    return [{'data': 'x'}]\n"
  const clock = systemClock()
  const kit = await startKit({ clock, scripts, scriptSource: () => Promise.resolve({ name: "main.py", source }) })
  const id = await kit.submit(scripted, { Text: ["a"] })
  await kit.end(id)
  const texts = await textsOf(kit, id)
  expect(texts).toEqual([...Array.from({ length: 999 }, (_, n) => String(n)), "Further lines are left out."])
  clock.close()
})
