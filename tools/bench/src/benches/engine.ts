/**
 * The engine on disk: steps per second compared with a bare SQLite group commit in the same run, submissions, the
 * time of one run on an idle server, and the cost of a step for ten to ten thousand nodes and segments.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Aixplain } from "@aixplain-ts/sdk"
import { bars, svg } from "../chart.ts"
import type { Door, Usage } from "../children/server.ts"
import { chain, fan, four, one } from "../documents.ts"
import { alternate, type Bench, figure, median, paired, quantile, spread } from "../harness.ts"
import { entryOf, Helper, runNode } from "../processes.ts"
import { submit, submitMany, untilEnd } from "../submit.ts"

export interface BareFigures {
  readonly stepsPerSecond: number
  /** Processor time per step. */
  readonly processorMicros: number
  /** Of a commit of one row. */
  readonly commitMillis: number
}

const rounds = 5
const steps = 40_000
const sizes = [10, 100, 1000, 10_000]
const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `text ${n}`)

export const bench: Bench = {
  title: "Engine",
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), "aixplain-ts-bench-"))
    try {
      await using server = new Helper(new URL("../children/server.ts", import.meta.url))
      const door = await server.ask<Door>("open", { data: join(folder, "data"), limits: { drainMillis: 0 } })
      const client = new Aixplain({ apiKey: door.apiKey, baseUrl: door.url })
      const [single, wide] = [await client.pipelines.create(one), await client.pipelines.create(four)]
      /** Seconds from the submission to the end, by the server's clock. */
      const runOf = async (pipeline: string, data: unknown): Promise<number> =>
        untilEnd(door, await submit(door, pipeline, data))
      const processor = async (work: () => Promise<unknown>): Promise<number> => {
        const before = await server.ask<Usage>("usage")
        await work()
        return ((await server.ask<Usage>("usage")).cpu - before.cpu) / 1e6
      }
      await runOf(wide.id, texts(1000))

      const bareCommit = new URL("../children/bareCommit.ts", import.meta.url)
      const commits: number[] = []
      const processorMicros: number[] = []
      const bareMicros: number[] = []
      const rates = await alternate(["bare", "engine"], rounds, async (name) => {
        if (name === "bare") {
          const bare = await runNode<BareFigures>(bareCommit, { folder, steps })
          commits.push(bare.commitMillis)
          bareMicros.push(bare.processorMicros)
          return bare.stepsPerSecond
        }
        let seconds = Number.NaN
        const cpu = await processor(async () => {
          seconds = await runOf(wide.id, texts(steps / 4))
        })
        processorMicros.push((cpu / steps) * 1e6)
        say(`engine ${Math.round(steps / seconds)} steps/s`)
        return steps / seconds
      })

      const submissions: number[] = []
      for (let round = 0; round < 3; round++) {
        const began = performance.now()
        const paths = await submitMany(door, single.id, texts(1000))
        submissions.push(1000 / ((performance.now() - began) / 1000))
        for (const path of paths) await untilEnd(door, path)
      }
      const idle: number[] = []
      for (let n = 0; n < 60; n++) {
        const began = performance.now()
        await runOf(single.id, `idle ${n}`)
        if (n >= 10) idle.push(performance.now() - began)
      }

      say("curves")
      const curve = async (
        pipelineOf: (size: number) => Promise<string>,
        dataOf: (size: number) => unknown,
        stepsOf: (size: number) => number
      ): Promise<[number, number][]> => {
        const points: [number, number][] = []
        for (const size of sizes) {
          const pipeline = await pipelineOf(size)
          const seconds: number[] = []
          for (let round = 0; round < (size > 1000 ? 1 : 3); round++) seconds.push(await runOf(pipeline, dataOf(size)))
          points.push([size, (median(seconds) / stepsOf(size)) * 1e6])
          say(`${size}: ${Math.round(points.at(-1)?.[1] ?? 0)} µs a step`)
        }
        return points
      }
      const created = async (document: object): Promise<string> => (await client.pipelines.create(document)).id
      const segments = await curve(
        () => Promise.resolve(wide.id),
        (size) => texts(size),
        (size) => size * 4
      )
      const beside = await curve(
        (size) => created(fan(size)),
        () => "text",
        (size) => Math.floor((size - 1) / 2)
      )
      const behind = await curve(
        (size) => created(chain(size)),
        () => "text",
        (size) => size - 2
      )
      const chart = {
        title: "What a step costs",
        x: "segments of 4 nodes, or nodes",
        y: "µs a step",
        series: [
          { name: "segments", points: segments },
          { name: "nodes side by side", points: beside },
          { name: "nodes in a row", points: behind }
        ]
      }
      return {
        tables: [
          {
            title: `Steps per second: one run of ${(steps / 4).toLocaleString("en-US")} segments × 4 nodes`,
            columns: ["", "steps/s", "÷ bare", "processor time of a step, µs", "÷ bare"],
            rows: [
              ["bare SQLite, 256 steps a commit", spread(rates.bare), "1", spread(bareMicros), "1"],
              [
                "engine",
                spread(rates.engine),
                paired(rates.engine, rates.bare),
                spread(processorMicros),
                paired(processorMicros, bareMicros)
              ]
            ]
          },
          {
            title: "Small runs",
            columns: ["figure", "value"],
            rows: [
              ["runs submitted over HTTP, 64 at once, while they are executed, runs/s", spread(submissions)],
              ["a run of one step on an idle server, submission to answer, p50 ms", quantile(idle, 0.5)],
              ["the same, p95 ms", quantile(idle, 0.95)],
              ["one bare commit of one row, ms", spread(commits)]
            ]
          },
          {
            title: "What a step costs, µs, as the run grows",
            columns: ["size", ...chart.series.map(({ name }) => name)],
            rows: sizes.map((size, index) =>
              [size.toLocaleString("en-US")].concat(chart.series.map(({ points }) => figure(points[index]?.[1] ?? 0)))
            )
          }
        ],
        charts: [bars(chart)],
        pictures: { "engine-steps.svg": svg(chart) },
        notes: [
          `${rounds} rounds in turn for steps per second; median (least–most). ${entryOf("platform").note}, with a data folder on this machine's disk; two threads: engine and writer.`,
          "The bare commit writes the same two rows for a step (its value, its journal entry) and does nothing else: no HTTP, no graph, no function, no copy between threads.",
          "Nodes in a row cannot share a commit: each step waits for the one before it to be durable."
        ],
        samples: { rates, processorMicros, bareMicros, submissions, idle, commits, segments, beside, behind }
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
