import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { describe, expect, test } from "vitest"
import { makeProgress } from "../src/Progress.ts"
import { makeOutput } from "../src/Output.ts"
import { harmless, makeStyle, onTerminal, wantsColour } from "../src/Style.ts"

const at = "2026-03-01T00:00:00.000Z"
const run = "run-1"
const node = (number: number, status: string) =>
  ({ node: number, label: `Node ${number}`, type: "ASSET", status, segments: { total: 4, done: 2, failed: 0 } }) as any
const submitted = { type: "run.submitted", at, run, ref: { v: 1, id: run, url: "u" } } as const
const state = (done: number): RunEvent => ({
  type: "run.state",
  at,
  run,
  state: {
    id: run,
    pipeline: { id: "p" },
    url: "u",
    status: "IN_PROGRESS",
    createdAt: at,
    progress: 40,
    segments: { total: 60, done, failed: 1 },
    nodes: [node(0, "SUCCESS"), node(1, "IN_PROGRESS"), node(2, "PENDING")]
  } as any
})
const progressed = (percent: number): RunEvent => ({ type: "run.progress", at, run, progress: percent })
const finished = {
  type: "run.finished",
  at,
  run,
  status: "SUCCESS",
  phase: "succeeded",
  elapsedTime: 1.234,
  segments: { total: 60, failed: 0 }
} as const

const shown = (tty: boolean, colour = false, env: Record<string, string> = {}) => {
  let written = ""
  const sink = { isTTY: tty, columns: 100, flushed: async () => undefined, write: (text: string) => (written += text) }
  const { screen, style } = makeOutput({ format: "json", noColor: !colour, io: { env, stdout: sink, stderr: sink } })
  const progress = makeProgress({ screen, style, quiet: false, now: 0 })
  return { progress, text: () => written, frames: () => written.split("\r\u001B[K").length - 1 }
}

describe("progress on a terminal", () => {
  test("is not drawn again after its end, however long the command continues", () => {
    const { progress, text } = shown(true)
    progress.show(submitted, 0)
    progress.end()
    const left = text()
    progress.tick(5_000)
    progress.show(state(41), 6_000)
    expect(text()).toBe(left)
  })

  test("is one line that is overwritten, with the labels of running nodes, counts and time; the last line stays", () => {
    const { progress, text } = shown(true)
    progress.show(submitted, 0)
    progress.show(state(41), 200)
    progress.tick(12_000)
    progress.show(finished, 13_000)
    progress.end()
    expect(text()).toContain("run run-1\n")
    expect(text()).toContain("\r\u001B[Krunning Node 1, 40 %, 1/3 nodes, 41/60 segments, 1 failed")
    expect(text()).toContain("1 failed, 12 s")
    expect(text()).toMatch(/success after 1\.2 s, 60 segments\n$/)
    expect(text()).not.toContain("\u001B[?1049h")
  })

  test("is redrawn at most ten times a second, however many events arrive", () => {
    const { frames, progress } = shown(true)
    for (let now = 0; now < 1_000; now += 1) progress.show(progressed(now / 10), now)
    progress.tick(1_000)
    expect(frames()).toBeGreaterThan(5)
    expect(frames()).toBeLessThanOrEqual(11)
  })

  test("shows the last event, even if no other follows", () => {
    const { progress, text } = shown(true)
    progress.show(progressed(10), 100)
    progress.show(progressed(20), 101)
    progress.tick(200)
    expect(text()).toContain("running, 20 %")
  })
})

describe("progress without a terminal", () => {
  test("is plain lines: important events at once, and a heartbeat every 15 s", () => {
    const { progress, text } = shown(false)
    progress.show(submitted, 0)
    progress.show(state(12), 10)
    for (let now = 0; now <= 31_000; now += 250) {
      progress.show(progressed(40), now)
      progress.tick(now)
    }
    progress.show(finished, 31_000)
    progress.end()
    expect(text()).toBe(
      [
        "run run-1",
        "running Node 1, 40 %, 1/3 nodes, 12/60 segments, 1 failed, 15 s",
        "running Node 1, 40 %, 1/3 nodes, 12/60 segments, 1 failed, 30 s",
        "success after 1.2 s, 60 segments\n"
      ].join("\n")
    )
  })

  test("reports a failed check at once, with the time of the next one", () => {
    const { progress, text } = shown(false)
    progress.show(
      { type: "check.failed", at, run, reason: "Transport", message: "Gone.", attempt: 1, retryInMillis: 1_500 },
      0
    )
    expect(text()).toBe("Gone. Trying again in 1.5 s.\n")
  })

  test.each([
    ["a pipe", false, "\u001B[2Jhi\u0007\u001B]0;title\u0007 there"],
    ["a terminal", true, "hi there"]
  ])("shows the lines of a run's log in %s, without control sequences on a terminal", (_, tty, shownText) => {
    const { progress, text } = shown(tty)
    const line = { at, level: "info", node: 3, text: "\u001B[2Jhi\u0007\u001B]0;title\u0007 there" } as const
    progress.show({ type: "log.written", at, run, line }, 0)
    expect(text()).toBe(`node 3: ${shownText}\n`)
  })

  test("names the node of a log line by its label once it is known", () => {
    const { progress, text } = shown(false)
    progress.show(state(1), 0)
    progress.show({ type: "log.written", at, run, line: { at, level: "info", node: 1, text: "hi" } as const }, 0)
    expect(text()).toBe("Node 1: hi\n")
  })

  test.each([
    ["TERM=dumb", { TERM: "dumb" }],
    ["CI=true", { CI: "true" }]
  ])("is plain lines on a terminal whose lines cannot be overwritten: %s", (_, env) => {
    const { progress, text } = shown(true, false, env)
    progress.show(submitted, 0)
    progress.show(state(41), 200)
    progress.tick(15_500)
    progress.show(finished, 16_000)
    progress.end()
    expect(text()).toBe(
      [
        "run run-1",
        "running Node 1, 40 %, 1/3 nodes, 41/60 segments, 1 failed, 15 s",
        "success after 1.2 s, 60 segments\n"
      ].join("\n")
    )
  })

  test("fits into the terminal's columns, counting wide characters as two", () => {
    const { progress, text } = shown(true)
    const label = "翻訳".repeat(40)
    progress.show({ type: "node.started", at, run, node: { ...node(1, "IN_PROGRESS"), label } }, 200)
    expect(text()).toBe(`\r\u001B[Krunning ${"翻訳".repeat(6)}, 0/1 nodes`)
  })
})

test("colours are for terminals, unless the user disabled them", () => {
  expect([wantsColour({}, false), wantsColour({}, true)]).toEqual([true, false])
  expect([wantsColour({ NO_COLOR: "1" }, false), wantsColour({ NO_COLOR: "" }, false)]).toEqual([false, true])
  expect(wantsColour({ TERM: "dumb" }, false)).toBe(false)
  expect(onTerminal(makeStyle(true).red("x"), true)).toBe("\u001B[31mx\u001B[39m")
  expect(onTerminal(makeStyle(true).red("x"), false)).toBe("x")
  expect(makeStyle(false).red("x")).toBe("x")
})

test("foreign text keeps its lines and tabs and loses its control sequences", () => {
  expect(harmless("a\tb\nc\r\u001B[31md\u001B[0m\u0000\u009B2J")).toBe("a\tb\ncd")
})
