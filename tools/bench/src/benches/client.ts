/**
 * The client against the vendor's Python SDK, on one server process, in turn: runs per second at 1, 16 and 64 at
 * once, processor time per run, memory, and how long after its end the client returns a run of a few seconds.
 */
import { tmpdir } from "node:os"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Door, Usage } from "../children/server.ts"
import { one } from "../documents.ts"
import { alternate, type Bench, figure, paired, quantile, spread } from "../harness.ts"
import { canPin, entryOf, Helper, runNode } from "../processes.ts"
import { pythonWith, runPython } from "../python.ts"

export interface ClientSettings {
  readonly url: string
  readonly apiKey: string
  readonly pipeline: string
  /** Makes its texts different from those of every other process. */
  readonly tag: string
  readonly warmUp: number
  readonly schedule?: "adaptive" | "python"
  /** Listen to the server's events. */
  readonly events?: boolean
  /** Two fetches instead of the client. */
  readonly bare?: boolean
  readonly phases: readonly {
    readonly concurrency: number
    readonly seconds: number
    /** Milliseconds that each run takes; absent: runs that take no time, until the seconds are over. */
    readonly waits?: readonly number[]
  }[]
}

export interface PhaseFigures {
  readonly runs: number
  readonly seconds: number
  readonly cpuMicros: number
  /** Text and moment of return, milliseconds since the epoch. */
  readonly returns: readonly (readonly [string, number])[]
}

export interface ClientFigures {
  readonly importMillis: number
  readonly phases: readonly PhaseFigures[]
  readonly peakRss: number
}

const concurrencies = [1, 16, 64]
const rounds = 3
const seconds = 2.5
const jobs = 64
const jobMillis = { least: 2250, most: 3750 }

interface Variant {
  readonly title: string
  readonly door: "whole" | "plain"
  readonly schedule?: "adaptive" | "python"
  readonly events?: boolean
  readonly bare?: boolean
}

const variants = {
  python: { title: "aixplain 0.2.47 (Python)", door: "plain" },
  plain: { title: "sdk, plain polling", door: "plain" },
  asPython: { title: "sdk, plain polling, schedule “python”", door: "plain", schedule: "python" },
  held: { title: "sdk, server that holds checks", door: "whole" },
  events: { title: "sdk, with server events", door: "whole", events: true },
  bare: { title: "two fetches by hand (Node)", door: "whole", bare: true }
} as const satisfies Record<string, Variant>
type Name = keyof typeof variants

interface Round {
  readonly figures: ClientFigures
  /** Milliseconds from the end of the step to the return, by phase. */
  readonly lags: readonly (readonly number[])[]
  /** Processor time of the server in all phases. */
  readonly serverCpu: number
}

const child = new URL("../children/client.ts", import.meta.url)

export const bench: Bench = {
  title: "Client against the Python SDK",
  run: async (say) => {
    const python = await pythonWith("aixplain==0.2.47", say)
    await using server = new Helper(new URL("../children/server.ts", import.meta.url), { core: 0 })
    const doors = {
      whole: await server.ask<Door>("open", {}),
      plain: await server.ask<Door>("open", { extensions: false })
    }
    const pipelines: Record<string, string> = {}
    for (const [name, { apiKey, url }] of Object.entries(doors))
      pipelines[name] = (await new Aixplain({ apiKey, baseUrl: url }).pipelines.create(one)).id

    let n = 0
    const spreadEvenly = Array.from({ length: jobs }, (_, index) =>
      Math.round(jobMillis.least + ((jobMillis.most - jobMillis.least) * index) / (jobs - 1))
    )
    const measure = async (name: Name): Promise<Round> => {
      const variant: Variant = variants[name]
      const door = doors[variant.door]
      const settings: ClientSettings = {
        ...door,
        pipeline: pipelines[variant.door] ?? "",
        tag: `t${n++}`,
        warmUp: name === "plain" ? 6 : 20,
        ...(variant.schedule !== undefined && { schedule: variant.schedule }),
        ...(variant.events !== undefined && { events: variant.events }),
        ...(variant.bare !== undefined && { bare: variant.bare }),
        phases: [
          ...concurrencies.map((concurrency) => ({ concurrency, seconds })),
          { concurrency: jobs, seconds: 0, waits: spreadEvenly }
        ]
      }
      const before = await server.ask<Usage>("usage")
      const figures =
        name === "python"
          ? await runPython<ClientFigures>(python, "client.py", settings, {
              core: 1,
              cwd: tmpdir(),
              env: { TEAM_API_KEY: door.apiKey, BACKEND_URL: door.url }
            })
          : await runNode<ClientFigures>(child, settings, { core: 1 })
      const after = await server.ask<Usage>("usage")
      const ends = await server.ask<Map<string, number>>("ends")
      const lags = figures.phases.map(({ returns }) => returns.map(([text, at]) => at - (ends.get(text) ?? Number.NaN)))
      say(
        `${variants[name].title}: ${figures.phases
          .slice(0, 3)
          .map(({ runs, seconds: took }) => figure(runs / took))
          .join(", ")} runs/s`
      )
      return { figures, lags, serverCpu: after.cpu - before.cpu }
    }
    const names = Object.keys(variants) as Name[]
    const results = await alternate(names, rounds, measure)

    const of = (name: Name, value: (round: Round) => number): number[] => results[name].map(value)
    const against = (name: Name, value: (round: Round) => number): string =>
      paired(of(name, value), of("python", value))
    const phase = (round: Round, index: number): PhaseFigures => round.figures.phases[index]!
    const rate =
      (index: number) =>
      (round: Round): number =>
        phase(round, index).runs / phase(round, index).seconds
    const cost =
      (index: number) =>
      (round: Round): number =>
        phase(round, index).cpuMicros / 1000 / phase(round, index).runs
    const lag =
      (index: number, q: number) =>
      (round: Round): number =>
        quantile(round.lags[index]!, q)
    const memory = (round: Round): number => round.figures.peakRss / 2 ** 20
    const table = (title: string, columns: readonly [string, (round: Round) => number][]) => ({
      title,
      columns: ["client", ...columns.flatMap(([column]) => [column, "÷ Python"])],
      rows: names.map((name) => [
        variants[name].title,
        ...columns.flatMap(([, value]) => [spread(of(name, value)), name === "python" ? "1" : against(name, value)])
      ])
    })
    return {
      tables: [
        table(
          "Runs per second of a pipeline that takes no time",
          concurrencies.map((concurrency, index) => [`${concurrency} at once`, rate(index)])
        ),
        table(
          "Processor time of the client, ms a run",
          concurrencies.map((concurrency, index) => [`${concurrency} at once`, cost(index)])
        ),
        table("Lag of a run that takes no time, ms: from the end of its step to the return, one at a time", [
          ["median", lag(0, 0.5)],
          ["p95", lag(0, 0.95)]
        ]),
        table(`Lag of ${jobs} runs of ${jobMillis.least}–${jobMillis.most} ms, all at once, ms`, [
          ["median", lag(3, 0.5)],
          ["mean", (round) => round.lags[3]!.reduce((sum, value) => sum + value, 0) / jobs],
          ["p95", lag(3, 0.95)]
        ]),
        table("Peak memory and start of the client's process", [
          ["peak RSS, MiB", memory],
          ["import, ms", (round) => round.figures.importMillis]
        ])
      ],
      notes: [
        `Measured ${rounds} times each, in turn; median (least–most). ${entryOf("sdk").note}; ${entryOf("platform").note}.`,
        `One server process with two platforms: one with all extensions, one without (\`extensions: false\`), which is what the hosted service is known to offer. The Python SDK and “plain polling” use the second. ${canPin ? "Server on core 0, clients on core 1." : "Processes were not pinned to cores."}`,
        "By default the client sends one check to a server with extensions, which holds the answer until the end; with `onEvent` it listens to server events instead.",
        "“Two fetches by hand” is the least that a Node process can do on the server with extensions: no retries, no deadline, no types, no errors.",
        "Python is synchronous: 16 and 64 at once are threads, ours are promises on one thread.",
        "Rates at 16 and 64 are bounded by server and client together; the processor time of a run is the client's own."
      ],
      samples: Object.fromEntries(
        names.map((name) => [
          name,
          results[name].map(({ figures, lags, serverCpu }) => ({
            serverCpu,
            peakRss: figures.peakRss,
            importMillis: figures.importMillis,
            phases: figures.phases.map(({ cpuMicros, runs, seconds: took }, index) => ({
              runs,
              seconds: took,
              cpuMicros,
              lag: [0, 0.5, 0.95, 1].map((q) => quantile(lags[index]!, q))
            }))
          }))
        ])
      )
    }
  }
}
