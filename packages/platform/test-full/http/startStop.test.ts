import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "vitest"

const program = (index: string): string => `
const { startPlatform } = await import(${JSON.stringify(index)})
const open = () => process.getActiveResourcesInfo().filter((name) => name !== "Immediate").length
const cycle = async () => {
  const platform = await startPlatform()
  await (await fetch(platform.url + "/health")).text()
  await platform.close()
}
for (let n = 0; n < 100; n++) await cycle()
gc()
const before = { open: open(), heap: process.memoryUsage().heapUsed }
const times = []
for (let n = 0; n < 1000; n++) {
  const from = performance.now()
  const platform = await startPlatform()
  times.push(performance.now() - from)
  await (await fetch(platform.url + "/health")).text()
  await platform.close()
}
gc()
const after = { open: open(), heap: process.memoryUsage().heapUsed }
times.sort((a, b) => a - b)
console.log(JSON.stringify({ before, after, p50: times[500], p95: times[950] }))
`

it("a thousand starts and stops leave no handle and no memory", async () => {
  const index = new URL("../../src/index.ts", import.meta.url).href
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--input-type=module", "-e", program(index)],
    { cwd: fileURLToPath(new URL("../..", import.meta.url)) }
  )
  const { before, after, p50, p95 } = JSON.parse(stdout)
  process.stdout.write(`start: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`)
  expect(after.open).toBeLessThanOrEqual(before.open)
  expect(after.heap - before.heap).toBeLessThan(5_000_000)
})
