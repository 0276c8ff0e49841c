import { AixplainError } from "@aixplain-ts/sdk"
import { describe, expect, it, vi } from "vitest"
import { foldLines, textOf as logText } from "../src/features/log/foldLines.ts"
import { outlineRows, placeOf } from "../src/features/outline/rows.ts"
import { fileName, indented, isScrollable, mediaName, tally, textOf, urlOf } from "../src/features/outputs/values.ts"
import { segmentName } from "../src/features/steps/segments.ts"
import { ConnectionStore } from "../src/store/Connection.ts"
import { codeIn } from "../src/store/session.ts"
import { describe as describeFailure, isNotFound, isSignedOut } from "../src/ui/Failure.ts"
import { ago, bytes, counted, duration } from "../src/ui/format.ts"
import { forked } from "./documents.ts"

describe("times and sizes", () => {
  it("are formatted for people", () => {
    const now = Date.parse("2026-03-01T12:00:00Z")
    expect(ago("2026-03-01T11:59:58Z", now)).toBe("just now")
    expect(ago("2026-03-01T11:57:00Z", now)).toBe("3 min. ago")
    expect(ago("2026-02-28T12:00:00Z", now)).toBe("yesterday")
    expect(ago("no time", now)).toBe("no time")
    expect([420, 12_400, 187_000, 7_390_000].map(duration)).toEqual(["0.42 s", "12.4 s", "3:07", "2:03:10"])
    expect([12, 64_000, 2_500_000].map(bytes)).toEqual(["12 B", "64.0 kB", "2.5 MB"])
    expect([counted(1, "node"), counted(2_000, "node")]).toEqual(["1 node", "2,000 nodes"])
  })
})

describe("failures", () => {
  const failure = (reason: object): AixplainError =>
    new AixplainError({ operation: "Runs.run", reason: reason as AixplainError["reason"] })

  it("show the SDK's message, hint and request id", () => {
    const described = describeFailure(
      failure({
        _tag: "InvalidRequest",
        message: "The pipeline has one error.",
        hint: "Correct it.",
        requestId: "q-1",
        isRetryable: false,
        problems: [{ message: "A cycle.", hint: "Cut it." }]
      })
    )
    expect(described).toEqual({
      message: "The pipeline has one error.",
      hint: "Correct it.",
      requestId: "q-1",
      isRetryable: false,
      problems: [{ message: "A cycle.", hint: "Cut it." }]
    })
    expect(describeFailure(new Error("plain")).message).toBe("plain")
  })

  it("of a missing session and of a missing resource are recognized", () => {
    expect(isSignedOut(failure({ _tag: "Unauthorized" }))).toBe(true)
    expect(isSignedOut(new Error("x"))).toBe(false)
    expect(isNotFound(failure({ _tag: "NotFound" }))).toBe(true)
    expect(isNotFound(failure({ _tag: "Server" }))).toBe(false)
  })
})

describe("the outline", () => {
  it("lists nodes in reading order, each with its links and problems", () => {
    const rows = outlineRows(forked, "")
    expect(rows.map(({ place }) => place.number)).toEqual(forked.order)
    const judge = rows.find(({ place }) => place.label === "Judge")!
    expect(judge.children.map(({ kind, leadsTo }) => [kind, leadsTo])).toEqual([
      ["problem", 2],
      ["from", 0],
      ["to", 4]
    ])
    expect(judge.children[1]?.text).toBe("Review · text")
  })

  it("knows the row of a node, even below open nodes", () => {
    const rows = outlineRows(forked, "")
    const [first, second] = rows
    expect(placeOf(rows, second!.id, new Set())).toBe(1)
    expect(placeOf(rows, second!.id, new Set([first!.id]))).toBe(1 + first!.children.length)
    expect(placeOf(rows, "99", new Set())).toBe(-1)
  })

  it("finds nodes by label, kind and function, ignoring case", () => {
    const labels = (filter: string) => outlineRows(forked, filter).map(({ place }) => place.label)
    expect(labels("JUDGE")).toEqual(["Judge"])
    expect(labels("output").toSorted()).toEqual(["Mood", "Text"])
    expect(labels("normalization").toSorted()).toEqual(["Clean", "Judge"])
    expect(labels("zzz")).toEqual([])
  })
})

describe("outputs", () => {
  it("are counted if they are short and repeat", () => {
    const moods = ["POSITIVE", "NEGATIVE", "POSITIVE", "POSITIVE"]
    expect(tally(moods)).toEqual([
      { word: "POSITIVE", count: 3 },
      { word: "NEGATIVE", count: 1 }
    ])
    expect(tally(["a", "b", "c", "d"])).toBeUndefined()
    expect(tally(["a", "a"])).toBeUndefined()
    expect(tally(Array.from({ length: 8 }, () => "a sentence that is too long to be a label"))).toBeUndefined()
  })

  it("are shown as text or JSON, and saved under their label", () => {
    expect(textOf("a")).toBe("a")
    expect(["short", "x".repeat(301), "\n".repeat(10)].map(isScrollable)).toEqual([false, true, true])
    expect(textOf({ a: 1 })).toBe('{\n  "a": 1\n}')
    expect(urlOf({ url: "/files/a", type: "audio" })).toBe("/files/a")
    expect(urlOf("https://files.example/a.wav")).toBe("https://files.example/a.wav")
    for (const value of [4, "javascript:alert(1)", "data:text/html,x", "//elsewhere.example/a", "a text"])
      expect(urlOf(value)).toBeUndefined()
    expect(fileName("Clean / text?", "text")).toBe("Clean - text-.txt")
    expect(fileName("Vector", "embedding")).toBe("Vector.json")
    expect(mediaName("Heard", "/files/output/a.wav?sig=1")).toBe("Heard.wav")
    expect(mediaName("Heard / it", "/files/output/a")).toBe("Heard - it")
    expect(indented('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
    for (const text of ["a", "12", "{ not json", ""]) expect(indented(text)).toBeUndefined()
  })
})

describe("steps and log lines", () => {
  it("name segments in words, counted from one", () => {
    expect(["", "00000", "00002", "00000.00042", "00000.00003.00012", "00001.00000", "end"].map(segmentName)).toEqual([
      "whole run",
      "value 1",
      "value 3",
      "item 43",
      "item 4, part 13",
      "value 2, item 1",
      "end"
    ])
  })

  it("are folded if they repeat", () => {
    const line = (text: string, node = 1) => ({ at: "", level: "info", text, node }) as const
    expect(foldLines([line("a"), line("a"), line("b"), line("a"), line("a", 2)]).map(({ times }) => times)).toEqual([
      2, 1, 1, 1
    ])
  })

  it("keep the segments of a folded line", () => {
    const line = (segment: string) => ({ at: "", level: "error", text: "gone", node: 1, segment }) as const
    expect(foldLines([line("00000.00001"), line("00000.00004")])).toMatchObject([
      { times: 2, segments: ["00000.00001", "00000.00004"] }
    ])
  })

  it("do not repeat the label that is shown next to them", () => {
    expect(logText("Each line: gone", "Each line")).toBe("gone")
    expect(logText("Each line of it", "Each line")).toBe("Each line of it")
    expect(logText(": gone", "")).toBe(": gone")
  })
})

describe("a sign-in code", () => {
  it("is found in a whole address and on its own", () => {
    expect(codeIn(" http://127.0.0.1:4010/#code=aB-3_x ")).toBe("aB-3_x")
    expect(codeIn("Studio  http://localhost:4010/#code=aB-3_x")).toBe("aB-3_x")
    expect(codeIn("aB-3_x\n")).toBe("aB-3_x")
    expect(codeIn("  ")).toBe("")
  })
})

describe("the connection", () => {
  it("counts as lost after the first call without an answer, and is polled until it is back", async () => {
    const due: (() => void)[] = []
    const there = [false, true]
    const store = new ConnectionStore(async () => there.shift() ?? true, { setTimeout: (run) => due.push(run) })
    const back = vi.fn<() => void>()
    store.onBack(back)
    const told = vi.fn<() => void>()
    store.subscribe(told)
    store.failed()
    store.failed()
    expect(store.state).toBe("offline")
    expect(due).toHaveLength(1)
    due.shift()?.()
    await vi.waitFor(() => expect(due).toHaveLength(1))
    expect(back).not.toHaveBeenCalled()
    due.shift()?.()
    await vi.waitFor(() => expect(store.state).toBe("online"))
    expect(back).toHaveBeenCalledTimes(1)
    expect(told).toHaveBeenCalledTimes(2)
  })
})
