/** A process that runs a script that never ends, for a test that kills it in the middle. Prints when the script runs. */
import { makeScriptRunner } from "../../src/scripts/ScriptRunner.ts"

const runner = makeScriptRunner({ cacheFolder: process.argv[2] ?? "", processes: 2 })
await runner.run({
  language: "javascript",
  name: "a.js",
  source: "export const main = () => []",
  inputs: {},
  outputs: []
})
const endless = { name: "b", inputs: {}, outputs: [], timeout: 3000 } as const
const running = [
  runner.run({ ...endless, language: "javascript", source: "for (;;);" }),
  runner.run({ ...endless, language: "python", source: "while True:\n    pass\n" })
]
setTimeout(() => process.stdout.write("running\n"), 1500)
await Promise.allSettled(running)
