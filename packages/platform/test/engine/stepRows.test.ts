/** What a step did, as rows of the journal: numbers of values, the order of a list's rows, and what an attempt leaves behind. */
import { describe, expect, it } from "vitest"
import type { Content } from "../../src/assets/AssetDefinition.ts"
import {
  contentsOf,
  failedRow,
  handBackRow,
  intentRow,
  retryRow,
  rowsOf,
  type StepFrame
} from "../../src/engine/stepRows.ts"
import type { Media } from "../../src/assets/AssetDefinition.ts"
import type { Outcome } from "../../src/nodes/NodeCall.ts"
import { planOf } from "../../src/plan/Plan.ts"
import { asset, input, output, pipeline } from "./harness.ts"

const plan = planOf(
  pipeline([input(), asset("text-normalization"), output()], ["0.input > 1.text", "1.data > 2.output"])
)

/** A frame of the second node of run 7, whose next value has the number 20. */
const frameOf = (more: Partial<StepFrame> = {}, leaves: readonly string[] = []): StepFrame => {
  let next = 20
  const trees = plan.nodes.map(() => ({ leavesOf: () => leaves.map((seg) => ({ seg })) }))
  const run = { lease: { run: 7, fence: 1 }, plan, state: { trees }, valueNumber: () => next++ }
  return {
    run: run as never,
    node: plan.nodes[1]!,
    seg: "00000",
    attempt: 2,
    crashes: 0,
    failures: 0,
    startedAt: 100,
    endedAt: 150,
    ...more
  }
}

const row = (more: object) => ({
  run: 7,
  node: 1,
  seg: "00000",
  attempt: 2,
  startedAt: 100,
  endedAt: 150,
  part: false,
  credits: 0,
  ...more
})
/** The catalogue declares this function's `data` a label; an output that it does not know is text. */
const text = (n: number, body: string, type = "label") => ({ run: 7, n, kind: "text", type, body })
const none: ReadonlyMap<Content, string> = new Map()
const facts = { details: { score: 1 }, language: "en", usedCredits: 3 }
const content: Content = { content: new Uint8Array([1]), mediaType: "audio/wav" }
const media: Media = {
  type: "image",
  mediaType: "image/png",
  reference: "s3://bucket/picture.png",
  bytes: () => Promise.resolve(new Uint8Array())
} as never

describe("a step that gave values", () => {
  it("has numbered values and one row, with its facts and credits", () => {
    const outcome: Outcome = {
      _tag: "Values",
      values: { data: { value: "a" }, more: { value: 2, type: "number" } },
      facts
    }
    expect(rowsOf(frameOf(), outcome, none)).toStrictEqual([
      {
        values: [text(20, "a"), { run: 7, n: 21, kind: "json", type: "number", body: "2" }],
        step: row({
          state: "done",
          credits: 3,
          out: { values: { data: 20, more: 21 }, details: { score: 1 }, language: "en" }
        })
      }
    ])
  })

  it("names a value that is passed on by its number, without a copy", () => {
    const outcome: Outcome = { _tag: "Values", values: { data: { copy: 5 } }, taken: [2] }
    expect(rowsOf(frameOf(), outcome, none)).toStrictEqual([
      { values: [], step: row({ state: "done", out: { values: { data: 5 }, taken: [2] } }) }
    ])
  })

  it("names content by the path under which it was stored", () => {
    const outcome: Outcome = {
      _tag: "Values",
      values: { data: { value: content }, other: { copy: 1 }, text: { value: "a" } }
    }
    expect(contentsOf(outcome)).toStrictEqual([content])
    const [rows] = rowsOf(frameOf(), outcome, new Map([[content, "files/1.wav"]]))
    expect(rows?.values).toStrictEqual([
      { run: 7, n: 20, kind: "file", type: "audio", media: "audio/wav", body: "files/1.wav" },
      text(21, "a", "text")
    ])
  })

  it("keeps the files inside of a structure by separate rows, and needs none for a file or a text itself", () => {
    const inside: Outcome = { _tag: "Values", values: { data: { value: { picture: media } as never } } }
    const [rows] = rowsOf(frameOf(), inside, none)
    expect(rows?.values.map(({ n, kind }) => [n, kind])).toStrictEqual([
      [20, "json"],
      [21, "file"]
    ])
    expect(rows?.step.out?.values).toEqual({ data: 20 })
    const alone: Outcome = { _tag: "Values", values: { data: { value: media } } }
    expect(rowsOf(frameOf(), alone, none)[0]?.values.map(({ n, kind }) => [n, kind])).toStrictEqual([[20, "file"]])
  })
})

describe("a step that gave a list", () => {
  const members = [
    { seg: "00000.00000", values: { data: { value: "a" } }, origin: { start: 0, end: 1 } as never, facts },
    { seg: "00000.00001", error: "too long", origin: { start: 1, end: 2 } as never },
    { seg: "00000.00002", facts: { language: "de" } }
  ]
  const memberRows = [
    {
      values: [text(20, "a")],
      step: row({
        seg: "00000.00000",
        state: "done",
        part: true,
        out: { values: { data: 20 }, origin: { start: 0, end: 1 }, details: { score: 1 }, language: "en" }
      })
    },
    {
      values: [],
      step: row({
        seg: "00000.00001",
        state: "failed",
        part: true,
        error: "too long",
        out: { origin: { start: 1, end: 2 } }
      })
    },
    { values: [], step: row({ seg: "00000.00002", state: "skipped", part: true, out: { language: "de" } }) }
  ]

  it("has its members first, then the lists inside, and its own row last: only that makes the members count", () => {
    const shape = {
      splits: [
        { seg: "00000", size: 3 },
        { seg: "00000.00000", size: 4 }
      ]
    }
    expect(rowsOf(frameOf(), { _tag: "List", shape, members, facts }, none)).toStrictEqual([
      ...memberRows,
      { values: [], step: row({ seg: "00000.00000", state: "split", part: true, out: { size: 4 } }) },
      {
        values: [],
        step: row({ state: "split", credits: 3, out: { size: 3, details: { score: 1 }, language: "en" } })
      }
    ])
  })

  it("of one piece at its own place is a step with values, not a list", () => {
    const single = { seg: "00000", values: { data: { value: "a" } } }
    const outcome: Outcome = { _tag: "List", shape: { splits: [] }, members: [single], facts: { usedCredits: 2 } }
    expect(rowsOf(frameOf(), outcome, none)).toStrictEqual([
      { values: [text(20, "a")], step: row({ state: "done", credits: 2, out: { values: { data: 20 } } }) }
    ])
  })

  it("that may be empty has a row that records it", () => {
    const outcome: Outcome = { _tag: "List", shape: { splits: [{ seg: "00000", size: 0 }] }, members: [] }
    expect(rowsOf(frameOf(), outcome, none)).toStrictEqual([
      { values: [], step: row({ state: "split", out: { size: 0 } }) }
    ])
  })

  it("in the shape of another node's list names that node, and skips the places that it left empty", () => {
    const frame = frameOf({ seg: "" }, ["00000.00000", "00000.00001", "00000.00002", "00000.00003"])
    expect(rowsOf(frame, { _tag: "List", shape: { like: 0 }, members, facts }, none)).toStrictEqual([
      ...memberRows,
      { values: [], step: row({ seg: "00000.00003", state: "skipped", part: true }) },
      {
        values: [],
        step: row({ seg: "", state: "like", credits: 3, out: { model: 0, details: { score: 1 }, language: "en" } })
      }
    ])
  })

  it("tells the contents of its members that have to be stored first", () => {
    const outcome: Outcome = {
      _tag: "List",
      shape: { splits: [{ seg: "00000", size: 2 }] },
      members: [{ seg: "00000.00000", values: { data: { value: content } } }, { seg: "00000.00001" }]
    }
    expect(contentsOf(outcome)).toStrictEqual([content])
  })
})

describe("an attempt that gave nothing", () => {
  it("failed for good with its sentence", () => {
    expect(failedRow(frameOf(), "no voice")).toEqual(row({ state: "failed", error: "no voice" }))
  })

  it("is repeated after a pause: as a date, in server time, and with one more failure", () => {
    const clock = { now: () => 1_000, date: () => 500_000 }
    expect(retryRow(frameOf({ failures: 2 }), "busy", 250, clock)).toEqual(
      row({ state: "retry", error: "busy", dueAt: 500_250, dueMs: 1_250, out: { failures: 3, pause: 250 } })
    )
  })

  it("because the server stopped is repeated at once, and neither crashed nor failed", () => {
    const stopped = { state: "retry", error: "The server stopped.", dueAt: 100, dueMs: 0 }
    expect(handBackRow(frameOf({ crashes: 3 }))).toEqual(row({ ...stopped, out: { pause: 0 } }))
    expect(handBackRow(frameOf({ crashes: 3, failures: 1 }))).toEqual(
      row({ ...stopped, out: { failures: 1, pause: 0 } })
    )
  })

  it("that begins says how often the step crashed and failed before, and has no end", () => {
    const { endedAt: _, ...begun } = row({ state: "started" })
    expect(intentRow(frameOf())).toEqual(begun)
    expect("out" in intentRow(frameOf())).toBe(false)
    expect(intentRow(frameOf({ crashes: 1 }))).toEqual({ ...begun, out: { crashes: 1 } })
    expect(intentRow(frameOf({ failures: 2 }))).toEqual({ ...begun, out: { failures: 2 } })
    expect(intentRow(frameOf({ crashes: 1, failures: 2 }))).toEqual({ ...begun, out: { crashes: 1, failures: 2 } })
    expect("endedAt" in intentRow(frameOf())).toBe(false)
  })
})
