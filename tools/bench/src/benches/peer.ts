/**
 * The same three-node job on another engine that can be installed from a package registry, Prefect: a text is split
 * into lines, a function changes each, the lines are joined. Each engine keeps its journal in SQLite on this
 * machine's disk.
 */
import { spawn } from "node:child_process"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Door, Usage } from "../children/server.ts"
import { lines } from "../documents.ts"
import { alternate, type Bench, figure, median, paired, quantile, ratio, sleep, spread } from "../harness.ts"
import { entryOf, Helper, root, run } from "../processes.ts"
import { treeUsage } from "../processTree.ts"
import { cache, pythonFile, pythonWith, runPython } from "../python.ts"
import { submit, untilEnd } from "../submit.ts"

const requirement = "prefect==3.9.1"
const concurrencies = [1, 4]
const seconds = 6
const rounds = 2
const text = (count: number): string => Array.from({ length: count }, (_, n) => `line ${n}`).join("\n")
const lineCount = 20

interface Phase {
  /** Milliseconds of each run. */
  readonly took: readonly number[]
  /** Runs that ended with an error. */
  readonly failed: number
  readonly seconds: number
  readonly cpuMicros: number
}

interface Round {
  readonly phases: readonly Phase[]
  readonly peakRss: number
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const untilHealthy = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok === true) return
    await sleep(200)
  }
  throw new Error(`${url} does not answer.`)
}

const ours = async (door: Door, pipeline: string, server: Helper): Promise<Round> => {
  const phases: Phase[] = []
  for (let warm = 0; warm < 20; warm++) await untilEnd(door, await submit(door, pipeline, text(lineCount)))
  for (const concurrency of concurrencies) {
    const took: number[] = []
    const before = await server.ask<Usage>("usage")
    const began = performance.now()
    const lane = async (): Promise<void> => {
      while (performance.now() - began < seconds * 1000) {
        const start = performance.now()
        await untilEnd(door, await submit(door, pipeline, text(lineCount)))
        took.push(performance.now() - start)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane))
    const cpuMicros = (await server.ask<Usage>("usage")).cpu - before.cpu
    phases.push({ took, failed: 0, seconds: (performance.now() - began) / 1000, cpuMicros })
  }
  return { phases, peakRss: (await server.ask<Usage>("usage")).peakRss }
}

/** Size of a folder on disk in MiB. */
const sizeOf = async (folder: string): Promise<number> =>
  Number((await run("du", ["-sk", folder])).split("\t")[0]) / 1024

/** Packs the platform as it is published and installs it, with its dependencies, into an empty folder. */
const ourSize = async (folder: string): Promise<number> => {
  const target = join(folder, "installed")
  await run("npx", ["-y", "pnpm@12.21.0", "pack", "--pack-destination", folder], {
    cwd: `${root}packages/platform`,
    env: { CI: "true" },
    limit: 60_000
  })
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? ""
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"]
  await run("npm", ["install", "--prefix", target, ...quiet, join(folder, tarball)], { limit: 120_000 })
  return sizeOf(target)
}

export const bench: Bench = {
  title: "The same job on Prefect",
  run: async (say) => {
    const python = await pythonWith(requirement, say)
    const folder = await mkdtemp(join(tmpdir(), "aixplain-ts-bench-"))
    const job = pythonFile("prefect_job.py")
    const port = await freePort()
    const api = `http://127.0.0.1:${port}/api`
    const env = {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      PREFECT_HOME: join(folder, "prefect"),
      PREFECT_API_URL: api,
      PREFECT_SERVER_ANALYTICS_ENABLED: "false",
      DO_NOT_TRACK: "1",
      PREFECT_LOGGING_LEVEL: "CRITICAL",
      PYTHONDONTWRITEBYTECODE: "1"
    }
    const began = performance.now()
    const prefect = spawn(
      python,
      [
        "-m",
        "uvicorn",
        "--factory",
        "prefect.server.api.server:create_app",
        "--port",
        String(port),
        "--log-level",
        "error"
      ],
      { env, cwd: folder, stdio: "ignore" }
    )
    const ended = new Promise<void>((resolve) => prefect.once("exit", () => resolve()))
    try {
      await untilHealthy(`${api}/health`)
      const prefectStart = performance.now() - began
      say(`Prefect's server answers after ${figure(prefectStart)} ms`)
      await using server = new Helper(new URL("../children/server.ts", import.meta.url))
      const door = await server.ask<Door>("open", { data: join(folder, "ours"), textOutputs: "inline" })
      const { id } = await new Aixplain({ apiKey: door.apiKey, baseUrl: door.url }).pipelines.create(lines)

      const results = await alternate(["ours", "prefect"], rounds, async (name): Promise<Round> => {
        if (name === "ours") return ours(door, id, server)
        const before = treeUsage(prefect.pid ?? -1)
        const settings = { lines: lineCount, concurrencies, seconds }
        const round = await runPython<Round>(python, "prefect_job.py", settings, { cwd: folder, env })
        const after = treeUsage(prefect.pid ?? -1)
        // The server's time is divided among the runs of both phases.
        const all = round.phases.reduce((sum, { took }) => sum + took.length, 0)
        const serverMicros = (after.cpu - before.cpu) / all
        say(`Prefect: ${all} runs`)
        return {
          phases: round.phases.map((phase) => ({
            ...phase,
            cpuMicros: phase.cpuMicros + serverMicros * phase.took.length
          })),
          peakRss: round.peakRss + after.peakRss
        }
      })
      const deployed = await byHttp(python, job, folder, env, api, say)
      const size = {
        ours: await ourSize(folder).catch((error: unknown) => {
          say(`the install could not be measured: ${String(error).slice(0, 200)}`)
          return Number.NaN
        }),
        prefect: await sizeOf(join(cache, requirement.replaceAll(/[^\w.]+/g, "-"), "lib"))
      }
      const of = (name: "ours" | "prefect", value: (round: Round) => number): number[] => results[name].map(value)
      const row = (title: string, value: (round: Round) => number): string[] => [
        title,
        spread(of("ours", value)),
        spread(of("prefect", value)),
        paired(of("ours", value), of("prefect", value))
      ]
      return {
        tables: [
          {
            title: `Text → ${lineCount} lines → a function for each → joined`,
            columns: ["figure", "aixplain-ts platform", requirement.replace("==", " "), "ours ÷ Prefect"],
            rows: [
              ...concurrencies.flatMap((concurrency, index) => [
                row(
                  `runs/s, ${concurrency} at once`,
                  ({ phases }) => phases[index]!.took.length / phases[index]!.seconds
                ),
                row(`latency p50, ms, ${concurrency} at once`, ({ phases }) => median(phases[index]!.took)),
                row(`latency p95, ms, ${concurrency} at once`, ({ phases }) => quantile(phases[index]!.took, 0.95)),
                row(
                  `processor time of a run, ms, ${concurrency} at once`,
                  ({ phases }) => phases[index]!.cpuMicros / 1000 / phases[index]!.took.length
                )
              ]),
              row("runs that failed", ({ phases }) => phases.reduce((sum, { failed }) => sum + failed, 0)),
              row("peak RSS of server and worker, MiB", ({ peakRss }) => peakRss / 2 ** 20),
              [
                "triggered over HTTP, one at a time, ms",
                "see latency: every run is",
                spread(deployed),
                ratio(median(of("ours", ({ phases }) => median(phases[0]!.took))) / median(deployed))
              ],
              ["installed, MiB", figure(size.ours), figure(size.prefect), ratio(size.ours / size.prefect)]
            ]
          }
        ],
        notes: [
          `${rounds} rounds of ${seconds} s at each concurrency, in turn; median (least–most). ${entryOf("platform").note}.`,
          "Prefect in its fastest form: flows are called inside a long-lived Python process and report each task to a Prefect server beside it; tasks run in threads. Over HTTP (“triggered”) it starts a process for each run, and its answer does not hold the result.",
          "Ours over HTTP throughout: a POST and one held check; every line is journaled with its value before the next node begins. Prefect journals states, not values, unless results are persisted; a flow that is killed starts again, ours resumes.",
          "Prefect has much that is not measured here: schedules, work pools, a large library of integrations. Its installed size is the virtual environment's `lib`; ours is the packed platform with its dependencies, among them Python in WebAssembly and the language data of its built-in assets."
        ],
        samples: { ...results, deployed, size, prefectStart }
      }
    } finally {
      prefect.kill("SIGTERM")
      const late = setTimeout(() => prefect.kill("SIGKILL"), 5000)
      await ended
      clearTimeout(late)
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Milliseconds of three runs that are triggered by a request, as a deployment of Prefect's is. */
const byHttp = async (
  python: string,
  job: string,
  folder: string,
  env: Readonly<Record<string, string>>,
  api: string,
  say: (line: string) => void
): Promise<readonly number[]> => {
  const serving = spawn(python, [job, "serve"], { env, cwd: folder, stdio: "ignore" })
  const ended = new Promise<void>((resolve) => serving.once("exit", () => resolve()))
  const took: number[] = []
  try {
    const ask = async (path: string, body?: object): Promise<any> => {
      const answer = await fetch(`${api}${path}`, {
        ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
        headers: { "content-type": "application/json" }
      })
      return answer.ok ? answer.json() : undefined
    }
    let deployment: { id: string } | undefined
    for (let tries = 0; deployment === undefined && tries < 100; tries++) {
      deployment = await ask("/deployments/name/bench/bench")
      if (deployment === undefined) await sleep(300)
    }
    if (deployment === undefined) throw new Error("The deployment did not appear.")
    await sleep(2000)
    for (let n = 0; n < 3; n++) {
      const began = performance.now()
      const { id } = await ask(`/deployments/${deployment.id}/create_flow_run`, {
        parameters: { text: text(lineCount) },
        state: { type: "SCHEDULED" }
      })
      for (;;) {
        const { state_type: state } = await ask(`/flow_runs/${id}`)
        if (state === "COMPLETED") break
        if (state === "FAILED" || state === "CRASHED") throw new Error(`The flow run is ${state}.`)
        if (performance.now() - began > 60_000) throw new Error("The flow run did not end within 60 s.")
        await sleep(50)
      }
      took.push(performance.now() - began)
      say(`triggered over HTTP: ${figure(took.at(-1) ?? 0)} ms`)
    }
    return took
  } catch (error) {
    say(`no more triggered runs: ${String(error)}`)
    return took
  } finally {
    serving.kill("SIGTERM")
    const late = setTimeout(() => serving.kill("SIGKILL"), 10_000)
    await ended
    clearTimeout(late)
  }
}
