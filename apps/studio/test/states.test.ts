import { markOfState, stateMarks } from "@aixplain-ts/designer/diagram"
import { describe, expect, it } from "vitest"
import { spokenState, stateText } from "../src/canvas/nodeText.ts"
import { rootFailures } from "../src/store/causes.ts"
import { fromDetail, type NodeRun, type RunPhase, runPhase } from "../src/store/RunView.ts"
import { isolate } from "../src/text/isolate.ts"
import { nodeMark, runMarks } from "../src/ui/states.ts"

const statuses = ["IN_PROGRESS", "SUCCESS", "FAILED", "ABORTED", "PAUSED BY OPERATOR"] as const
const failures = [undefined, 0, 1, 60] as const

const twice = (...phases: RunPhase[]): RunPhase[][] => phases.map((phase) => [phase, phase])

describe("the state of a run", () => {
  it("has the same phase in lists and on the run's page, for every status and count of failures", () => {
    const table = statuses.map((status) =>
      failures.map((failed) => {
        const segments = { total: 60, done: 60, failed: failed ?? 0 }
        const listed = runPhase({ status, segments: failed === undefined ? undefined : segments })
        const detail = { id: "r", status, segments, nodes: [], pipeline: { id: "p", name: "P" }, createdAt: "" }
        const page = fromDetail({ ...detail, progress: 0, batchMode: true } as unknown as Parameters<
          typeof fromDetail
        >[0])
        return [listed, failed === undefined ? listed : page.phase]
      })
    )
    expect(table).toEqual([
      twice("running", "running", "running", "running"),
      twice("succeeded", "succeeded", "partial", "partial"),
      twice("failed", "failed", "failed", "failed"),
      twice("cancelled", "cancelled", "cancelled", "cancelled"),
      twice("unknown", "unknown", "unknown", "unknown")
    ])
  })

  it("has a sign and a word of which no other state has either", () => {
    const marks = Object.values(runMarks)
    expect(new Set(marks.map(({ sign }) => sign)).size).toBe(marks.length)
    expect(new Set(marks.map(({ word }) => word)).size).toBe(marks.length)
    expect(runMarks.partial.tone).not.toBe(runMarks.succeeded.tone)
    expect(runMarks.partial.tone).not.toBe(runMarks.failed.tone)
  })
})

describe("the state of a node", () => {
  const node = (fields: Partial<NodeRun>): NodeRun => ({
    node: 1,
    label: "Judge",
    status: "SUCCESS",
    segments: { total: 60, done: 60, failed: 0 },
    retries: 0,
    ...fields
  })
  const every: readonly NodeRun[] = [
    ...(Object.keys(stateMarks) as (keyof typeof stateMarks)[]).map((status) => node({ status })),
    node({ segments: { total: 60, done: 60, failed: 6 } }),
    node({ status: "SKIPPED", blockedBy: "Clean" })
  ]

  it("differs from every other by sign, word and border", () => {
    const looks = every.map((state) => {
      const { sign, word } = nodeMark(state)
      return `${sign} ${word}`
    })
    expect(new Set(looks).size).toBe(looks.length)
    expect(nodeMark(every.at(-2)!)).toBe(markOfState(every.at(-2)!))
  })

  it("is described completely if it is done with failures", () => {
    const partial = node({ segments: { total: 10_000, done: 10_000, failed: 1_500 }, retries: 2 })
    expect(stateText(partial)).toBe("! 1,500/10,000 failed ↻2")
    expect(spokenState(partial)).toBe("done with failures, 10,000 of 10,000 segments, 1,500 failed, 2 retried")
  })
})

describe("where a run failed", () => {
  it("names the nodes that caused the failure, not those behind them", () => {
    const at = (number: number, failed: number): [number, NodeRun] => [
      number,
      { node: number, label: `N${number}`, status: "SUCCESS", segments: { total: 60, done: 60, failed }, retries: 0 }
    ]
    const nodes = new Map([at(0, 0), at(1, 6), at(2, 6), at(3, 2)])
    const sources = new Map([
      [1, [0]],
      [2, [1]],
      [3, [0]]
    ])
    expect(rootFailures(nodes, sources).map(({ label }) => label)).toEqual(["N1", "N3"])
  })
})

describe("a name in a sentence", () => {
  it("cannot change the direction of the text after it", () => {
    expect(isolate("Judge")).toBe("Judge")
    expect(isolate("Übersetzung ערב")).toBe("Übersetzung ערב")
    expect(isolate("a\u202Eb")).toBe("\u2068a\u202Eb\u2069")
    expect(isolate("a\u2069\u202Eb")).toBe("\u2068a\u202Eb\u2069")
    expect(isolate("a\u2067b")).toBe("\u2068a\u2067b\u2069\u2069")
  })
})
