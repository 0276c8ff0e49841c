/**
 * A server that is killed with many active runs: how soon the next one answers, and how soon all runs have ended,
 * compared with the same runs on a server that is not killed.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Door } from "../children/server.ts"
import { four } from "../documents.ts"
import { type Bench, figure, median, sleep, spread } from "../harness.ts"
import { entryOf, Helper } from "../processes.ts"
import { submitMany } from "../submit.ts"

const sizes = [100, 1000, 10_000]
const serverChild = new URL("../children/server.ts", import.meta.url)

interface Round {
  /** Milliseconds until the new process listened, counted from when it was asked to open the folder. */
  readonly listening: number
  /** Milliseconds until no run was active any more. */
  readonly ended: number
}

/** Polls until the team has no active run. */
const untilQuiet = async (door: Door): Promise<void> => {
  const began = performance.now()
  while (performance.now() - began < 120_000) {
    const response = await fetch(`${door.url}/ext/runs?status=IN_PROGRESS&limit=1`, {
      headers: { "x-api-key": door.apiKey }
    })
    const { items } = (await response.json()) as { readonly items: readonly unknown[] }
    if (items.length === 0) return
    await sleep(20)
  }
  throw new Error("Runs are still active after two minutes.")
}

const recover = async (folder: string, runs: number): Promise<Round> => {
  const data = join(folder, `runs-${runs}-${performance.now()}`)
  const texts = Array.from({ length: runs }, (_, n) => `hold ${n}`)
  const first = new Helper(serverChild)
  try {
    const door = await first.ask<Door>("open", { data })
    const { id } = await new Aixplain({ apiKey: door.apiKey, baseUrl: door.url }).pipelines.create(four)
    await submitMany(door, id, texts)
    await sleep(500)
  } finally {
    await first.kill()
  }
  await using second = new Helper(serverChild)
  // Steps are not held in the new process.
  await second.ask("release")
  const began = performance.now()
  const door = await second.ask<Door>("open", { data, limits: { drainMillis: 0 } })
  const listening = performance.now() - began
  await untilQuiet(door)
  return { listening, ended: performance.now() - began }
}

/** The same runs, submitted and ended without an interruption. */
const undisturbed = async (folder: string, runs: number): Promise<number> => {
  await using server = new Helper(serverChild)
  const data = join(folder, `calm-${runs}`)
  const door = await server.ask<Door>("open", { data, limits: { drainMillis: 0 } })
  const { id } = await new Aixplain({ apiKey: door.apiKey, baseUrl: door.url }).pipelines.create(four)
  const began = performance.now()
  await submitMany(
    door,
    id,
    Array.from({ length: runs }, (_, n) => `text ${n}`)
  )
  await untilQuiet(door)
  return performance.now() - began
}

export const bench: Bench = {
  title: "Recovery after kill -9",
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), "aixplain-ts-bench-"))
    try {
      const rows: (string | number)[][] = []
      const samples: Record<string, unknown> = {}
      for (const runs of sizes) {
        const rounds: Round[] = []
        for (let n = 0; n < (runs > 1000 ? 1 : 3); n++) rounds.push(await recover(folder, runs))
        const calm = await undisturbed(folder, runs)
        samples[runs] = { rounds, calm }
        const ended = rounds.map((round) => round.ended)
        say(`${runs} open runs: all ended after ${figure(median(ended))} ms`)
        rows.push([
          runs.toLocaleString("en-US"),
          spread(rounds.map(({ listening }) => listening)),
          spread(ended),
          figure((median(ended) * 1000) / (runs * 4)),
          figure(calm)
        ])
      }
      return {
        tables: [
          {
            title: "Runs of four steps, active when the server was killed",
            columns: [
              "open runs",
              "listens, ms",
              "all ended, ms",
              "of that a step, µs",
              "the same runs undisturbed, with their submission, ms"
            ],
            rows
          }
        ],
        notes: [
          `${entryOf("platform").note}, with a data folder; every run was submitted and at most started when the process was killed.`,
          "Times count from when the new process, already started, is asked to open the folder."
        ],
        samples
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
