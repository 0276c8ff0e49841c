/** Runs one pipeline with the TypeScript client at a given concurrency, and prints the cost. */
import type * as SdkModule from "@aixplain-ts/sdk"
import { epochMillis } from "../harness.ts"
import { entryOf, settingsOf } from "../processes.ts"
import type { ClientFigures, ClientSettings, PhaseFigures } from "../benches/client.ts"

const settings = settingsOf() as ClientSettings
const began = performance.now()
const run = settings.bare === true ? byHand() : await withSdk()
const importMillis = performance.now() - began

for (let warm = 0; warm < settings.warmUp; warm++) await run(`warm ${warm}`)

const phases: PhaseFigures[] = []
for (const [index, { concurrency, seconds, waits }] of settings.phases.entries()) {
  const returns: [string, number][] = []
  const cpu = process.cpuUsage()
  const start = performance.now()
  const lane = async (number: number): Promise<void> => {
    // With waits: one run for each of them, all at once. Without: one after the other until the time is up.
    for (let n = 0; waits === undefined ? performance.now() - start < seconds * 1000 : n < 1; n++) {
      const text = `${waits === undefined ? "now" : `wait ${waits[number]}`} ${settings.tag}.${index}.${number}.${n}`
      await run(text)
      returns.push([text, epochMillis()])
    }
  }
  await Promise.all(Array.from({ length: concurrency }, (_, number) => lane(number)))
  const { system, user } = process.cpuUsage(cpu)
  phases.push({ runs: returns.length, seconds: (performance.now() - start) / 1000, cpuMicros: system + user, returns })
}
const figures: ClientFigures = { importMillis, phases, peakRss: process.resourceUsage().maxRSS * 1024 }
process.stdout.write(`${JSON.stringify(figures)}\n`)

async function withSdk(): Promise<(text: string) => Promise<unknown>> {
  const { Aixplain } = (await import(entryOf("sdk").url)) as typeof SdkModule
  const aixplain = new Aixplain({ apiKey: settings.apiKey, baseUrl: settings.url })
  const pipeline = await aixplain.pipelines.get(settings.pipeline)
  const options = { schedule: settings.schedule ?? "adaptive", ...(settings.events === true && { onEvent: () => {} }) }
  return (text) => pipeline.run(text, options)
}

/** The least that a Node program can do: two fetches without any error handling. */
function byHand(): (text: string) => Promise<unknown> {
  const headers = { "x-api-key": settings.apiKey, "content-type": "application/json", prefer: "wait=30" }
  return async (data) => {
    const body = JSON.stringify({ data, batchmode: true })
    const started = await fetch(`${settings.url}/assets/pipeline/execution/run/${settings.pipeline}`, {
      method: "POST",
      headers,
      body
    })
    const { url } = (await started.json()) as { url: string }
    const { completed } = (await (await fetch(url, { headers })).json()) as { completed: boolean }
    if (!completed) throw new Error("The check was not held.")
  }
}
