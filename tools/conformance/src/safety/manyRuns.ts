/**
 * A separate process: 100,000 runs of one pipeline against a server in memory, and their memory use.
 * Needs `--expose-gc`. Argument: how many. Prints one JSON line.
 */
import { Aixplain } from "@aixplain-ts/sdk"
import { pipelineOf, succeeded } from "../runtimes/wire.ts"

const many = Number(process.argv[2] ?? 100_000)
const warmedUp = 10_000
const every = 10_000
const origin = "http://memory.test"
const collect = (globalThis as { readonly gc?: () => void }).gc
if (collect === undefined) throw new Error("start it with --expose-gc")

let runs = 0
let open = 0
let widest = 0
let pulled = 0
let furthest = 0

const fetch = async (url: string): Promise<Response> => {
  const { pathname } = new URL(url)
  await new Promise((resolve) => setImmediate(resolve))
  if (pathname.startsWith("/sdk/")) return Response.json(pipelineOf("p"))
  if (pathname.includes("/run/")) {
    widest = Math.max(widest, ++open)
    const place = `${origin}/assets/pipeline/execution/check/run-${++runs}`
    return Response.json({ url: place, status: "IN_PROGRESS" }, { status: 201 })
  }
  open -= 1
  return Response.json(succeeded({ Mood: "POSITIVE" }))
}

async function* inputs(): AsyncGenerator<{ readonly Text: string }> {
  for (; pulled < many; pulled++) yield { Text: `review ${pulled}` }
}

const heap = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

const aixplain = new Aixplain({ apiKey: "0123456789abcdef", baseUrl: origin, fetch })
const seen = new Uint8Array(many)
let done = 0
let failed = 0
let base = { heap: 0, rss: 0 }
let most = { heap: 0, rss: 0 }
const options = { concurrency: 64, schedule: () => 0 }
for await (const item of aixplain.runMany(aixplain.pipelines.ref("p"), inputs(), options)) {
  done += 1
  seen[item.index] = 1
  if (item.error !== undefined) failed += 1
  furthest = Math.max(furthest, pulled - done)
  if (done === warmedUp) base = { heap: heap(), rss: process.memoryUsage.rss() }
  else if (done % every === 0)
    most = { heap: Math.max(most.heap, heap()), rss: Math.max(most.rss, process.memoryUsage.rss()) }
}
const grown = { heap: most.heap - base.heap, rss: most.rss - base.rss }
const told = seen.reduce((sum, one) => sum + one, 0)
console.log(JSON.stringify({ done, failed, told, runs, widest, furthest, grown }))
