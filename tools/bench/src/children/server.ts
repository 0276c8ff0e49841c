/**
 * A process with one or more platforms in it, started by a bench. Their one asset obeys its text: `wait 250 …` takes
 * 250 ms, `hold …` waits until it is released or cancelled, anything else is answered at once. It records when each
 * text was done, on the clock that all processes share.
 */
import type * as PlatformModule from "@aixplain-ts/platform"
import { epochMillis } from "../harness.ts"
import { answer, entryOf } from "../processes.ts"

export interface Door {
  readonly url: string
  readonly apiKey: string
}

export interface Usage {
  /** Microseconds of processor time since the start. */
  readonly cpu: number
  /** Resident bytes now; `collected` runs the garbage collector first. */
  readonly rss: number
  readonly peakRss: number
  readonly heap: number
}

const { defineAsset, startPlatform } = (await import(entryOf("platform").url)) as typeof PlatformModule
const ends = new Map<string, number>()
const released = Promise.withResolvers<void>()
let started = 0
let done = 0

const asset = defineAsset({
  id: "bench",
  function: "paraphrasing",
  pure: true,
  run: ({ text }: { text: string }, { signal, sleep }) => {
    started++
    const end = (): { data: string } => {
      done++
      if (ends.size < 100_000) ends.set(text, epochMillis())
      return { data: text }
    }
    if (text.startsWith("wait ")) return sleep(Number(text.split(" ")[1])).then(end)
    if (!text.startsWith("hold")) return end()
    const stopped = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }))
    return Promise.race([released.promise, stopped]).then(end)
  }
})

const platforms: PlatformModule.Platform[] = []

answer({
  open: async (options: PlatformModule.PlatformOptions): Promise<Door> => {
    const platform = await startPlatform({ assets: [asset], ...options })
    platforms.push(platform)
    return { url: platform.url, apiKey: platform.apiKey }
  },
  ends: () => {
    const copy = new Map(ends)
    ends.clear()
    return copy
  },
  counts: () => ({ started, done }),
  release: () => released.resolve(),
  usage: (how?: "collected"): Usage => {
    if (how === "collected") globalThis.gc?.()
    const { system, user } = process.cpuUsage()
    const { heapUsed, rss } = process.memoryUsage()
    return { cpu: system + user, rss, peakRss: process.resourceUsage().maxRSS * 1024, heap: heapUsed }
  },
  stop: async () => {
    for (const platform of platforms.splice(0)) await platform.close()
  }
})
