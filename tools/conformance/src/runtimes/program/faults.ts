/** Faults of servers, and what the client makes of them. */
import type { RunEvent } from "@aixplain-ts/sdk"
import type { Step } from "../ScriptedServer.ts"
import { running } from "../wire.ts"
import { type Bench, type Check, holds, pipeline, reasonOf, same } from "./check.ts"

/** Check at once, then every 100 ms: these checks are not about the schedule. */
const soon = (): number => 100

interface Seen {
  readonly events: readonly RunEvent[]
  readonly checks: number
  readonly posts: number
  readonly status: string
}

/** Runs against a script of checks; returns the events and requests. */
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

/** A check that fails once is reported, unless the runtime itself retries (`silently`), and has no other effect. */
const tolerated = (name: string, step: Step, reason: string, silently = false): Check => ({
  name: `${name} while waiting is reported, and the run still finishes`,
  run: async (bench) => {
    const { events, checks, posts, status } = await through(bench, [{ json: running }, step])
    same(status, "SUCCESS", "status")
    same([posts, checks], [1, 3], "POSTs and checks")
    const failed = events.filter((event) => event.type === "check.failed")
    const reasons = failed.map((event) => event.reason)
    same(reasons, silently ? reasons.slice(0, 1).map(() => reason) : [reason], "reported reasons")
  }
})

/** 429 on a submission: no run was started, so it is sent again, but not before the server's time. */
const limited = (form: string, step: Step, atLeast: number): Check => ({
  name: `429 with ${form} is retried at that time, and the run is submitted once`,
  run: async ({ open }) => {
    const server = await open({ steps: { run: [step] } })
    await server.client().pipelines.ref(pipeline).runAsync({ Text: "x" })
    const { seen, started } = await server.report()
    const [first, second, ...more] = seen.filter((one) => one.kind === "run")
    same([started, more.length], [1, 0], "runs, and surplus POSTs")
    holds(
      (second?.at ?? 0) - (first?.at ?? 0) >= atLeast,
      `sent again after ${(second?.at ?? 0) - (first?.at ?? 0)} ms`
    )
  }
})

/** An answer to the submission without an outcome: it is not sent again, and the caller is told. */
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
    name: "429 that asks for more than a minute is not waited for: RateLimited says when to retry",
    run: async ({ open }) => {
      const server = await open({ steps: { run: [{ status: 429, headers: { "retry-after": "3600" } }] } })
      same(await reasonOf(server.client().pipelines.ref(pipeline).run({ Text: "x" })), "RateLimited", "reason")
      same((await server.of("run")).length, 1, "POSTs")
    }
  },
  tolerated("a 503", { status: 503 }, "Server"),
  tolerated("a 429", { status: 429, headers: { "retry-after-ms": "50" } }, "RateLimited"),
  tolerated("a check that is never answered", { hang: true }, "Timeout"),
  tolerated("an answer that stops in the middle", { half: "hang" }, "Timeout"),
  tolerated("an answer whose connection is reset", { half: "rst" }, "Transport"),
  tolerated("truncated JSON", { text: '{"status":"SUC' }, "Decode"),
  tolerated("a web page", { text: "<html>Bad gateway</html>" }, "Decode"),
  tolerated("a closed connection", { drop: "rst" }, "Transport", true),
  {
    name: "a run that is not visible yet is polled until it is",
    run: async (bench) => {
      const { checks, status } = await through(bench, [{ status: 404 }, { status: 404 }])
      same([checks, status], [3, "SUCCESS"], "checks and status")
    }
  },
  {
    name: "an unknown status is reported as an event, polled on, and never a success",
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
  uncertain("truncated JSON", { text: '{"url":' }),
  uncertain("nothing", { text: "" }),
  {
    name: "a redirect to another origin is not followed with the key",
    run: async ({ open }) => {
      const other = await open()
      const server = await open({ steps: { pipeline: [{ status: 307, headers: { location: `${other.url}/sdk/x` } }] } })
      same(await reasonOf(server.client().pipelines.get(pipeline)), "UnexpectedStatus", "reason")
      same((await other.report()).seen.length, 0, "requests to the other origin")
    }
  },
  {
    name: "a poll URL on another origin is rebuilt on the configured one",
    run: async ({ open }) => {
      const other = await open()
      const server = await open({ pollOrigin: other.url })
      await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      same([(await server.of("check")).length, (await other.report()).seen.length], [1, 0], "checks on both origins")
    }
  }
]
