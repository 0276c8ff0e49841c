/**
 * A process with an engine on a data folder. Submits the runs that it is given unless they are there, waits for their
 * ends, prints their outputs. Tests end it by SIGKILL and start it again.
 *
 * Arguments: data folder, ledger, generation, and runs as `key=shape`.
 */
import { AssetRegistry } from "../../src/engine/AssetRegistry.ts"
import { systemClock, VirtualClock } from "../../src/clock/Clock.ts"
import { makeEngine } from "../../src/engine/makeEngine.ts"
import { openDatabase } from "../../src/store/Database.ts"
import { memoryFiles, outputs, wholeAnswer } from "../../test/engine/harness.ts"
import { at } from "./probe.ts"
import { assets, scripts, shapes } from "./shapes.ts"

const [directory = "", ledger = "", generation = "1", ...runs] = process.argv.slice(2)

// Runs are swept an hour after their end at the earliest: that needs a clock that can be moved.
const sweeping = process.env["SWEEP"] === "1"
const clock = sweeping ? new VirtualClock(Date.now()) : systemClock()
const database = openDatabase({ directory, now: Date.now, probe: at })
const engine = await makeEngine({
  database,
  files: memoryFiles(),
  assets: new AssetRegistry({ assets: assets(ledger, Number(generation)), strict: false }),
  baseUrl: () => "http://server",
  clock,
  random: () => 0.01,
  textOutputs: "inline",
  scripts,
  scriptSource: () => Promise.resolve({ name: "main.py", source: "" }),
  probe: new URL("./probe.ts", import.meta.url).href,
  limits: { textLimit: 1e9, retention: sweeping ? 0 : 1e12 }
})

// An engine by itself keeps no process alive: a server does, by its socket.
const alive = setInterval(() => {}, 60_000)
process.stderr.write("ready\n")
const answers: Record<string, unknown> = {}
await Promise.all(
  runs.map(async (entry) => {
    const [key = "", name = ""] = entry.split("=")
    const { document, inputs } = shapes[name]!
    const numbers = new Map(document.nodes.map((node) => [node.label, node.number]))
    const submitted = await engine.submit({
      team: `team ${key.length}`,
      pipeline: { id: name, name },
      document,
      inputs: Object.entries(inputs).map(([label, values]) => ({ node: numbers.get(label)!, values })),
      batchMode: true,
      idempotency: { key, fingerprint: name }
    })
    if (submitted._tag !== "Accepted") throw new Error(submitted._tag)
    const answer = await engine.check(`team ${key.length}`, submitted.id, { waitMillis: 120_000 })
    answers[key] = { status: answer?.status, outputs: outputs(wholeAnswer(answer!)) }
  })
)
process.stdout.write(JSON.stringify(answers))
if (clock instanceof VirtualClock) await clock.advance(2 * 3_600_000)
await engine.close()
database.close()
clearInterval(alive)
