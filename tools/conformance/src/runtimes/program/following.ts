/** Abort, events, long polls and resuming a run. */
import type { RunEvent } from "@aixplain-ts/sdk"
import type { Step } from "../ScriptedServer.ts"
import { running } from "../wire.ts"
import { type Check, holds, pipeline, reasonOf, same } from "./check.ts"

const inProgress: Step = { json: running }

/** Aborts when the server has received a request; returns the reason with which the call rejected. */
const abortedAt = async (when: Promise<void>, call: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> => {
  const controller = new AbortController()
  const settled = call(controller.signal).then(
    () => "it resolved",
    (error: unknown) => error
  )
  await when
  controller.abort(why)
  return settled
}

const why = new Error("the tab was closed")

export const followingChecks: readonly Check[] = [
  {
    name: "an aborted signal makes no request",
    run: async ({ open }) => {
      const server = await open()
      const signal = AbortSignal.abort(why)
      const found = await server
        .client()
        .pipelines.ref(pipeline)
        .run({ Text: "x" }, { signal })
        .catch((error: unknown) => error)
      holds(found === why, `rejected with ${String(found)}`)
      same((await server.report()).seen.length, 0, "requests")
    }
  },
  {
    name: "abort while the submission is unanswered rejects with the reason and reports the uncertain run",
    run: async ({ open }) => {
      const server = await open({ steps: { run: [{ hang: true }] } })
      const events: RunEvent[] = []
      const found = await abortedAt(server.until("run", 1), (signal) =>
        server
          .client()
          .pipelines.ref(pipeline)
          .run({ Text: "x" }, { signal, onEvent: (event) => events.push(event) })
      )
      holds(found === why, `rejected with ${String(found)}`)
      same(
        events.map((event) => event.type),
        ["run.uncertain"],
        "events"
      )
      same((await server.of("run")).length, 1, "POSTs")
    }
  },
  {
    name: "abort between checks rejects with the reason, and no further request is sent",
    run: async ({ open }) => {
      const server = await open({ steps: { check: [inProgress, inProgress, inProgress] } })
      const found = await abortedAt(server.until("check", 1), (signal) =>
        server
          .client()
          .pipelines.ref(pipeline)
          .run({ Text: "x" }, { signal, schedule: ({ attempt }) => (attempt === 0 ? 0 : 3_600_000) })
      )
      holds(found === why, `rejected with ${String(found)}`)
      same((await server.of("check")).length, 1, "checks")
    }
  },
  {
    name: "abort while a check is unanswered rejects with the reason",
    run: async ({ open }) => {
      const server = await open({ steps: { check: [{ hang: true }] } })
      const found = await abortedAt(server.until("check", 1), (signal) =>
        server
          .client()
          .pipelines.ref(pipeline)
          .run({ Text: "x" }, { signal, schedule: () => 0 })
      )
      holds(found === why, `rejected with ${String(found)}`)
    }
  },
  {
    name: "abort during a download rejects with the reason",
    run: async ({ open }) => {
      const server = await open({ outputs: { Sound: "{origin}/file/300000" }, steps: { file: [{ half: "hang" }] } })
      const result = await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      const found = await abortedAt(server.until("file", 1), (signal) => result.output("Sound").bytes({ signal }))
      holds(found === why, `rejected with ${String(found)}`)
    }
  },
  {
    name: "the server's events are passed to the caller in order, and the last one is the end",
    run: async ({ open }) => {
      const at = "2026-01-01T00:00:00.000Z"
      const run = "00000000-0000-4000-8000-000000000001"
      const events = [
        { type: "run.progress", at, run, progress: 50 },
        { type: "run.finished", at, run, status: "SUCCESS" }
      ]
      const server = await open({ extensions: "events", events })
      const aixplain = server.client()
      await aixplain.pipelines.get(pipeline)
      const started = await aixplain.pipelines.ref(pipeline).runAsync({ Text: "x" })
      const told: string[] = []
      for await (const event of started.events()) told.push(event.type)
      same(told, ["run.progress", "run.finished"], "events")
      same([(await server.of("events")).length, (await server.of("check")).length], [1, 1], "streams and checks")
    }
  },
  {
    name: "a server that can hold a check is asked to, without an additional wait",
    run: async ({ open }) => {
      const server = await open({ extensions: "prefer-wait", steps: { check: [inProgress] } })
      const aixplain = server.client()
      await aixplain.pipelines.get(pipeline)
      await aixplain.pipelines.ref(pipeline).run({ Text: "x" })
      const checks = await server.of("check")
      same(
        checks.map((check) => check.headers["prefer"]),
        ["wait=20", "wait=20"],
        "Prefer"
      )
    }
  },
  {
    name: "a run stored as JSON is resumed by another client",
    run: async ({ open }) => {
      const server = await open({ steps: { check: [inProgress] } })
      const started = await server.client().pipelines.ref(pipeline).runAsync({ Text: "x" })
      const text = JSON.stringify(started)
      holds(text.length <= 512 && !text.includes("canary"), text)
      const resumed = await server.client().runs.resume(text)
      same((await resumed.result()).status, "SUCCESS", "status")
      same((await server.of("run")).length, 1, "POSTs")
    }
  },
  {
    name: "a deadline that passes is DeadlineExceeded and the run can be resumed",
    run: async ({ open }) => {
      // Two checks on the way, and the last one when the time is over.
      const server = await open({ steps: { check: [inProgress, inProgress, inProgress] } })
      const aixplain = server.client()
      const told: string[] = []
      const error = await aixplain.pipelines
        .ref(pipeline)
        .run(
          { Text: "x" },
          {
            timeout: "2 seconds",
            schedule: ({ attempt }) => (attempt < 2 ? 50 : 3_600_000),
            onEvent: (event) => told.push(JSON.stringify(event))
          }
        )
        .catch((problem: unknown) => problem)
      same(await reasonOf(Promise.reject(error)), "DeadlineExceeded", `reason after ${told.join(" ")}`)
      const resumed = await aixplain.runs.resume(JSON.stringify((error as { readonly runRef: unknown }).runRef))
      same((await resumed.result()).status, "SUCCESS", "status after resuming")
    }
  },
  {
    name: "runMany yields every outcome, including failed runs",
    run: async ({ open }) => {
      const failed: Step = { json: { status: "FAILED", completed: true, error: "no" } }
      const server = await open({ steps: { check: [failed] } })
      const aixplain = server.client()
      const outcomes: string[] = []
      const inputs = Array.from({ length: 8 }, (_, index) => ({ Text: String(index) }))
      for await (const item of aixplain.runMany(aixplain.pipelines.ref(pipeline), inputs, {
        concurrency: 4,
        schedule: () => 0
      }))
        outcomes.push(item.error === undefined ? item.result.status : item.error.reason._tag)
      same(outcomes.toSorted(), ["RunFailed", ...Array.from({ length: 7 }, () => "SUCCESS")], "outcomes")
    }
  }
]
