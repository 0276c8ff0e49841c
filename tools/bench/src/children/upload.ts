/** One upload with the TypeScript client, in a separate process. */
import type * as SdkModule from "@aixplain-ts/sdk"
import type { UploadFigures, UploadSettings } from "../benches/uploads.ts"
import { entryOf, settingsOf } from "../processes.ts"

const { apiKey, path, url } = settingsOf() as UploadSettings
const { Aixplain } = (await import(entryOf("sdk").url)) as typeof SdkModule
const aixplain = new Aixplain({ apiKey, baseUrl: url })
const rssBefore = process.memoryUsage.rss()
const cpu = process.cpuUsage()
const start = performance.now()
await aixplain.files.upload(path)
const { system, user } = process.cpuUsage(cpu)
const figures: UploadFigures = {
  seconds: (performance.now() - start) / 1000,
  cpuMicros: system + user,
  rssBefore,
  peakRss: process.resourceUsage().maxRSS * 1024
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
