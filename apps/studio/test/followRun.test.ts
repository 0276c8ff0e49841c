import { AixplainError, type Aixplain, type RunDetail, type RunEvent, type RunLogLine } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { followRun } from "../src/features/run/followRun.ts"
import { RunStore } from "../src/store/RunStore.ts"

const at = "2026-03-01T08:00:00.000Z"
const detail = (status: RunDetail["status"]): RunDetail => ({
  id: "r",
  pipeline: { id: "p", name: "Reviews" },
  status,
  createdAt: at,
  progress: status === "IN_PROGRESS" ? 10 : 100,
  batchMode: true,
  segments: { total: 1, done: 0, failed: 0 },
  nodes: []
})

interface Script {
  readonly states: RunDetail[]
  readonly events?: readonly RunEvent[]
  readonly log?: readonly RunLogLine[]
  readonly phase?: string
  readonly failure?: Error
}

/** The part of the SDK that `followRun` uses, scripted. */
const scripted = ({ events = [], failure, log = [], phase = "succeeded", states }: Script) => {
  const calls: string[] = []
  const runs = {
    get: async () => {
      calls.push("get")
      const state = states.shift()
      if (state === undefined) throw notSupported()
      return state
    },
    resume: async () => ({
      events: async function* () {
        calls.push("events")
        yield* events
      },
      check: async () => ({ phase, data: [] }),
      result: async () => {
        if (failure !== undefined) throw failure
        return {}
      }
    }),
    log: async function* () {
      calls.push("log")
      yield* log
    }
  }
  return { calls, client: { runs } as unknown as Pick<Aixplain, "runs"> }
}

const notSupported = (): AixplainError =>
  new AixplainError({
    operation: "Runs.get",
    reason: { _tag: "NotSupported", message: "No." } as unknown as AixplainError["reason"]
  })

const follow = async (script: Script) => {
  const store = new RunStore((run) => run())
  const { calls, client } = scripted(script)
  const outcome = await followRun(client, "r", store, new AbortController().signal)
  return { calls, outcome, store }
}

describe("following a run", () => {
  it("reads a run that has ended without opening an event stream", async () => {
    const line: RunLogLine = { at, level: "info", text: "done" }
    const { calls, outcome, store } = await follow({ states: [detail("SUCCESS")], log: [line] })
    expect(calls).toEqual(["get", "log"])
    expect(store.view).toMatchObject({ phase: "succeeded", log: [line] })
    expect(outcome.result.phase).toBe("succeeded")
    expect(outcome.failure).toBeUndefined()
  })

  it("follows the events of a running run, then reads how it ended", async () => {
    const { calls, store } = await follow({
      states: [detail("IN_PROGRESS"), detail("SUCCESS")],
      events: [
        { type: "run.state", at, run: "r", state: detail("IN_PROGRESS") },
        {
          type: "run.finished",
          at,
          run: "r",
          status: "SUCCESS",
          phase: "succeeded",
          segments: { total: 1, failed: 0 }
        }
      ]
    })
    expect(calls.slice(0, 2)).toEqual(["get", "events"])
    expect(calls.filter((call) => call === "get")).toHaveLength(2)
    expect(store.view).toMatchObject({ phase: "succeeded", progress: 100 })
  })

  it("returns the SDK's error of a failed run together with its partial outputs", async () => {
    const failure = new Error("The supplier refused it.")
    const { outcome } = await follow({ states: [detail("FAILED")], phase: "failed", failure })
    expect(outcome.failure).toBe(failure)
    expect(outcome.result.phase).toBe("failed")
  })

  it("follows runs of servers that keep no details of them", async () => {
    const { calls, outcome } = await follow({ states: [] })
    expect(calls).toEqual(["get", "events", "get"])
    expect(outcome.result.phase).toBe("succeeded")
  })

  it("rejects with the error of a failed read", async () => {
    const broken = { runs: { get: () => Promise.reject(new Error("gone")) } } as never
    await expect(followRun(broken, "r", new RunStore(), new AbortController().signal)).rejects.toThrow("gone")
  })
})
