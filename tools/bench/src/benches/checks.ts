/**
 * Status checks, the most frequent request: how many a server on one core answers when idle, with 10,000 active runs,
 * and while it executes a large run, compared with a bare `node:http` server. Also the memory of an active run.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Door, Usage } from "../children/server.ts"
import { four, one } from "../documents.ts"
import { alternate, type Bench, figure, paired, sleep, spread } from "../harness.ts"
import { canPin, entryOf, Helper, runNode } from "../processes.ts"
import { submit, submitMany, untilEnd } from "../submit.ts"

export interface LoadSettings extends Door {
  readonly paths: readonly string[]
  readonly connections: number
  readonly warmUpMillis: number
  readonly millis: number
}

export interface LoadFigures {
  readonly perSecond: number
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

interface Round extends LoadFigures {
  /** Checks per second of the server's processor time. */
  readonly perProcessorSecond: number
}

const rounds = 2
const liveRuns = 10_000
const child = new URL("../children/load.ts", import.meta.url)
const serverChild = new URL("../children/server.ts", import.meta.url)

const ask = async (server: Helper, door: Door, paths: readonly string[]): Promise<Round> => {
  const settings: LoadSettings = { ...door, paths, connections: 16, warmUpMillis: 500, millis: 2000 }
  let cpu = 0
  const load = runNode<LoadFigures>(child, settings, { core: 1 })
  const before = await server.ask<Usage>("usage")
  const began = performance.now()
  const figures = await load
  cpu = (await server.ask<Usage>("usage")).cpu - before.cpu
  const share = (settings.millis + settings.warmUpMillis) / Math.max(1, performance.now() - began)
  // Requests of the warm-up cost processor time too; the rate is the same.
  const asked = figures.perSecond * ((settings.millis + settings.warmUpMillis) / 1000)
  return { ...figures, perProcessorSecond: share > 0 ? asked / (cpu / 1e6) : Number.NaN }
}

export const bench: Bench = {
  title: "Status checks on one core",
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), "aixplain-ts-bench-"))
    const started: Helper[] = []
    const start = (file: URL): Helper => {
      const helper = new Helper(file, { core: 0, nodeOptions: ["--expose-gc"] })
      started.push(helper)
      return helper
    }
    try {
      const bare = start(new URL("../children/bareServer.ts", import.meta.url))
      const bareDoor = await bare.ask<Door>("open")
      const idle = start(serverChild)
      const idleDoor = await idle.ask<Door>("open", { data: join(folder, "idle") })
      const idlePipeline = await new Aixplain({ apiKey: idleDoor.apiKey, baseUrl: idleDoor.url }).pipelines.create(one)
      const open = [await submit(idleDoor, idlePipeline.id, "hold")]
      const ended = await submitMany(
        idleDoor,
        idlePipeline.id,
        Array.from({ length: 200 }, (_, n) => `text ${n}`)
      )
      for (const path of ended) await untilEnd(idleDoor, path)

      const busy = start(serverChild)
      const busyDoor = await busy.ask<Door>("open", {
        data: join(folder, "busy"),
        // Room for the run that is executed at the same time.
        limits: { openRuns: liveRuns * 2 }
      })
      const busyClient = new Aixplain({ apiKey: busyDoor.apiKey, baseUrl: busyDoor.url })
      const [pipeline, large] = [await busyClient.pipelines.create(one), await busyClient.pipelines.create(four)]
      await untilEnd(busyDoor, await submit(busyDoor, pipeline.id, "warm"))
      await sleep(500)
      const empty = await busy.ask<Usage>("usage", "collected")
      const began = performance.now()
      const live = await submitMany(
        busyDoor,
        pipeline.id,
        Array.from({ length: liveRuns }, (_, n) => `hold ${n}`)
      )
      const submitSeconds = (performance.now() - began) / 1000
      await sleep(1000)
      const full = await busy.ask<Usage>("usage", "collected")
      say(`${liveRuns} active runs: ${figure((full.rss - empty.rss) / 2 ** 20)} MiB more`)

      const texts = Array.from({ length: 2500 }, (_, n) => `text ${n}`)
      const subjects = {
        bare: { title: "bare node:http, a constant answer", measure: () => ask(bare, bareDoor, ["/"]) },
        idle: { title: "no other run; checks of an active one", measure: () => ask(idle, idleDoor, open) },
        ended: { title: "no other run; checks of 200 ended ones", measure: () => ask(idle, idleDoor, ended) },
        live: { title: "10,000 active runs; checks of all", measure: () => ask(busy, busyDoor, live) },
        executing: {
          title: "the same, while runs of 10,000 steps are executed",
          measure: async () => {
            const over = new AbortController()
            const work = (async () => {
              while (!over.signal.aborted) await untilEnd(busyDoor, await submit(busyDoor, large.id, texts))
            })()
            try {
              return await ask(busy, busyDoor, live)
            } finally {
              over.abort()
              await work
            }
          }
        }
      }
      const names = Object.keys(subjects) as (keyof typeof subjects)[]
      const results = await alternate(names, rounds, async (name) => {
        const round = await subjects[name].measure()
        say(`${subjects[name].title}: ${figure(round.perSecond)} checks/s, p99 ${figure(round.p99)} ms`)
        return round
      })
      const of = (name: (typeof names)[number], key: keyof Round): number[] => results[name].map((round) => round[key])
      return {
        tables: [
          {
            title: "Checks over 16 connections",
            columns: ["server", "checks/s", "÷ bare", "checks per processor second", "÷ bare", "p50, ms", "p99, ms"],
            rows: names.map((name) => [
              subjects[name].title,
              spread(of(name, "perSecond")),
              paired(of(name, "perSecond"), of("bare", "perSecond")),
              spread(of(name, "perProcessorSecond")),
              paired(of(name, "perProcessorSecond"), of("bare", "perProcessorSecond")),
              spread(of(name, "p50")),
              spread(of(name, "p99"))
            ])
          },
          {
            title: `Memory of ${liveRuns.toLocaleString("en-US")} active runs`,
            columns: ["figure", "value"],
            rows: [
              ["RSS before, MiB", empty.rss / 2 ** 20],
              ["RSS with them, MiB", full.rss / 2 ** 20],
              ["RSS of one, KiB", (full.rss - empty.rss) / 1024 / liveRuns],
              ["heap of one, KiB", (full.heap - empty.heap) / 1024 / liveRuns],
              ["submitted, runs/s (one process, 64 at once)", liveRuns / submitSeconds]
            ]
          }
        ],
        notes: [
          `${rounds} rounds of 2 s in turn; median (least–most). ${entryOf("platform").note}, with a data folder. ${canPin ? "Server with all its threads on core 0, the client process on core 1." : "Processes were not pinned to cores."}`,
          "Checks per processor second do not depend on other load of the machine: all threads of the server count.",
          "Memory after a garbage collection; an active run waits in its only step, or for one of 256 slots."
        ],
        samples: { ...results, memory: { empty, full } }
      }
    } finally {
      for (const helper of started) await helper.kill()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
