/** What servers do wrong, and what becomes of it. */
import type { RunEvent } from "@aixplain-ts/sdk"
import type { Step } from "../ScriptedServer.ts"
import { running } from "../wire.ts"
import { type Bench, type Check, holds, pipeline, reasonOf, same } from "./check.ts"

/** Check at once, then every 100 ms: the schedule is not what is judged here. */
const soon = (): number => 100

interface Seen {
  readonly events: readonly RunEvent[]
  readonly checks: number
  readonly posts: number
  readonly status: string
}

/** Runs through a script of checks; gives what was told and asked. */
const through = async ({ open }: Bench, check: readonly Step[], pollTimeout = 300): Promise<Seen> => {
  const server = await open({ steps: { check } })
  const events: RunEvent[] = []
  const result = await server
    .client()
    .pipelines.ref(pipeline)
    .run({ Text: "x" }, { schedule: soon, pollTimeout, onEvent: (event) => events.push(event) })
  const { seen } = await server.report()
  return {
    events,
    status: result.status,
    checks: seen.filter((one) => one.kind === "check").length,
    posts: seen.filter((one) => one.kind === "run").length
  }
}

/** A check that fails once is told, unless the runtime itself asks again (`silently`), and costs nothing else. */
const borne = (name: string, step: Step, reason: string, silently = false): Check => ({
  name: `${name} while waiting is told, and the run goes on to its end`,
  run: async (bench) => {
    const { events, checks, posts, status } = await through(bench, [{ json: running }, step])
    same(status, "SUCCESS", "status")
    same([posts, checks], [1, 3], "POSTs and checks")
    const failed = events.filter((event) => event.type === "check.failed")
    const reasons = failed.map((event) => event.reason)
    same(reasons, silently ? reasons.slice(0, 1).map(() => reason) : [reason], "reasons told")
  }
})

/** 429 on a submission: nothing was started, so it is asked again, not before the server's own time. */
const limited = (form: string, step: Step, atLeast: number): Check => ({
  name: `429 with ${form} is waited for, and the run submitted once`,
  run: async ({ open }) => {
    const server = await open({ steps: { run: [step] } })
    await server.client().pipelines.ref(pipeline).runAsync({ Text: "x" })
    const { seen, started } = await server.report()
    const [first, second, ...more] = seen.filter((one) => one.kind === "run")
    same([started, more.length], [1, 0], "runs, and POSTs too many")
    holds(
      (second?.at ?? 0) - (first?.at ?? 0) >= atLeast,
      `asked again after ${(second?.at ?? 0) - (first?.at ?? 0)} ms`
    )
  }
})

/** An answer of the submission that tells nothing: not sent again, and the caller knows. */
const uncertain = (name: string, step: Step): Check => ({
  name: `${name} as answer to the submission is SubmissionUncertain after one POST`,
  run: async ({ open }) => {
    const server = await open({ steps: { run: [step] } })
    const run = server.client({ requestTimeout: 400 }).pipelines.ref(pipeline).run({ Text: "x" })
    same(await reasonOf(run), "SubmissionUncertain", "reason")
    same((await server.of("run")).length, 1, "POSTs")
  }
})

export const faultChecks: readonly Check[] = [
  limited("Retry-After in seconds", { status: 429, headers: { "retry-after": "1" } }, 950),
  limited("Retry-After as a date", { status: 429, retryAfterDate: 2 }, 950),
  limited("retry-after-ms", { status: 429, headers: { "retry-after-ms": "300" } }, 290),
  {
    name: "429 that asks for longer than a minute is not waited for: RateLimited says when",
    run: async ({ open }) => {
      const server = await open({ steps: { run: [{ status: 429, headers: { "retry-after": "3600" } }] } })
      same(await reasonOf(server.client().pipelines.ref(pipeline).run({ Text: "x" })), "RateLimited", "reason")
      same((await server.of("run")).length, 1, "POSTs")
    }
  },
  borne("a 503", { status: 503 }, "Server"),
  borne("a 429", { status: 429, headers: { "retry-after-ms": "50" } }, "RateLimited"),
  borne("a check that is never answered", { hang: true }, "Timeout"),
  borne("an answer that stops in the middle", { half: "hang" }, "Timeout"),
  borne("an answer that breaks off", { half: "rst" }, "Transport"),
  borne("cut JSON", { text: '{"status":"SUC' }, "Decode"),
  borne("a web page", { text: "<html>Bad gateway</html>" }, "Decode"),
  borne("a closed connection", { drop: "rst" }, "Transport", true),
  {
    name: "a run that is not visible yet is waited for",
    run: async (bench) => {
      const { checks, status } = await through(bench, [{ status: 404 }, { status: 404 }])
      same([checks, status], [3, "SUCCESS"], "checks and status")
    }
  },
  {
    name: "an unknown status is an event, asked about patiently and never a success",
    run: async (bench) => {
      const odd: Step = { json: { status: "REWINDING", completed: false } }
      const { events, checks } = await through(bench, [odd, odd])
      same(checks, 3, "checks")
      same(events.filter((event) => event.type === "status.unknown").length, 1, "events")
    }
  },
  {
    name: "a failed run is RunFailed with the server's reason",
    run: async ({ open }) => {
      const failed: Step = { json: { status: "FAILED", completed: true, error: { error: "no voice left" } } }
      const server = await open({ steps: { check: [failed] } })
      try {
        await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      } catch (error) {
        holds(String(error).includes("no voice left"), String(error))
        return
      }
      throw new Error("it resolved")
    }
  },
  {
    name: "5xx on the submission is not sent again, because it may have been carried out",
    run: async ({ open }) => {
      const server = await open({ steps: { run: [{ status: 502 }] } })
      same(await reasonOf(server.client().pipelines.ref(pipeline).run({ Text: "x" })), "Server", "reason")
      same((await server.of("run")).length, 1, "POSTs")
    }
  },
  uncertain("no answer", { hang: true }),
  uncertain("half an answer", { half: "rst" }),
  uncertain("cut JSON", { text: '{"url":' }),
  uncertain("nothing", { text: "" }),
  {
    name: "a redirect to another origin is not followed with the key",
    run: async ({ open }) => {
      const other = await open()
      const server = await open({ steps: { pipeline: [{ status: 307, headers: { location: `${other.url}/sdk/x` } }] } })
      same(await reasonOf(server.client().pipelines.get(pipeline)), "UnexpectedStatus", "reason")
      same((await other.report()).seen.length, 0, "requests at the other origin")
    }
  },
  {
    name: "a poll URL on another origin is rebuilt on the configured one",
    run: async ({ open }) => {
      const other = await open()
      const server = await open({ pollOrigin: other.url })
      await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      same([(await server.of("check")).length, (await other.report()).seen.length], [1, 0], "checks here and there")
    }
  }
]
