/**
 * Start time of the platform: in a process that has imported it, and as a separate process up to its first answer;
 * compared with bare Node and a bare `node:http` server, the lower bounds on Node.
 */
import { spawn } from "node:child_process"
import { fileURLToPath, pathToFileURL } from "node:url"
import { alternate, type Bench, median, paired, quantile, spread } from "../harness.ts"
import { entryOf, root, run, runNode } from "../processes.ts"

const rounds = 9

interface Started {
  /** Milliseconds from `spawn` to the first 200. */
  readonly first: number
  readonly importMillis: number
  readonly listenMillis: number
}

/** Starts a program that prints `{ url }` on its first line, polls it until it answers, and stops it. */
const timeToFirst = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Started> => {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    stdio: ["pipe", "pipe", "ignore"]
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  try {
    const line = await new Promise<string>((resolve, reject) => {
      let text = ""
      child.stdout.setEncoding("utf8").on("data", (more: string) => {
        text += more
        if (text.includes("\n")) resolve(text)
      })
      child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)))
    })
    const said = JSON.parse(line.split("\n")[0] ?? "") as { url: string } & Partial<Started>
    const answer = await fetch(`${said.url}/health`)
    if (answer.status !== 200) throw new Error(`It answered ${answer.status}.`)
    await answer.text()
    return { importMillis: Number.NaN, listenMillis: Number.NaN, ...said, first: performance.now() - began }
  } finally {
    child.stdin.end()
    const late = setTimeout(() => child.kill("SIGTERM"), 200)
    await ended
    clearTimeout(late)
  }
}

const bareServer = `require("node:http").createServer((q, a) => a.end("ok")).listen(0, "127.0.0.1", function () {
  console.log(JSON.stringify({ url: "http://127.0.0.1:" + this.address().port }))
  process.stdin.on("end", () => process.exit()).resume()
})`

export const bench: Bench = {
  title: "Start of the platform",
  run: async (say) => {
    const platform = entryOf("platform")
    const sources = pathToFileURL(`${root}packages/platform/src/index.ts`).href
    const once = fileURLToPath(new URL("../children/once.ts", import.meta.url))
    const subjects = {
      node: { title: "node, nothing else", start: () => run(process.execPath, ["-e", "0"]) },
      http: { title: "a bare node:http server", start: () => timeToFirst(["-e", bareServer]) },
      built: { title: platform.note, start: () => timeToFirst([once], { PLATFORM: platform.url }) },
      axp: {
        title: entryOf("cli").built ? "axp dev, cli as built" : "",
        start: () => timeToFirst([`${root}packages/cli/bin/axp.js`, "dev"])
      },
      sources: {
        title: "platform from its TypeScript sources",
        start: () => timeToFirst([once], { PLATFORM: sources })
      }
    }
    const names = (Object.keys(subjects) as (keyof typeof subjects)[]).filter((name) => subjects[name].title !== "")
    for (const name of names) await subjects[name].start()
    const results = await alternate(names, rounds, async (name) => {
      const began = performance.now()
      const started = await subjects[name].start()
      return typeof started === "string"
        ? { first: performance.now() - began, importMillis: Number.NaN, listenMillis: Number.NaN }
        : started
    })
    say("started as processes; now in one process")
    const starts = new URL("../children/starts.ts", import.meta.url)
    const inProcess: number[][] = []
    for (let n = 0; n < rounds; n++)
      inProcess.push(await runNode<number[]>(starts, {}, { env: { PLATFORM: platform.url } }))
    const kinds = {
      [`the first of a process, ${rounds} processes`]: inProcess.map(([start = Number.NaN]) => start),
      "later ones of the same processes": inProcess.flatMap(([, ...later]) => later)
    }
    const first = (name: (typeof names)[number]): number[] => results[name].map((started) => started.first)
    return {
      tables: [
        {
          title: "As a process: ms from its start to the first 200",
          columns: ["process", "first 200, ms", "÷ bare server", "of that import, ms", "start, ms"],
          rows: names.map((name) => [
            subjects[name].title,
            spread(first(name)),
            paired(first(name), first("http")),
            median(results[name].map(({ importMillis }) => importMillis)),
            median(results[name].map(({ listenMillis }) => listenMillis))
          ])
        },
        {
          title: "In a process that has imported it: ms until it listens",
          columns: ["starts", "p50", "p95", "least–most"],
          rows: Object.entries(kinds).map(([title, starts]) => [
            title,
            quantile(starts, 0.5),
            quantile(starts, 0.95),
            spread(starts).replace(/^.*\((.*)\)$/, "$1")
          ])
        }
      ],
      notes: [
        `Processes: ${rounds} rounds after one that is not counted; median (least–most). “node, nothing else” is its whole life.`
      ],
      samples: { ...results, inProcess }
    }
  }
}
