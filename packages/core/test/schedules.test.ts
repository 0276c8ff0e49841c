import { readFile } from "node:fs/promises"
import { adaptive, makeDurationMemory, python, type PollSchedule } from "@aixplain-ts/core/Schedules"
import { describe, expect, it } from "vitest"

/** Reproducible numbers from 0 up to 1. */
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

/** Checks and lag (ms) of one run of the given duration. */
const follow = (
  schedule: PollSchedule,
  duration: number,
  known: readonly number[],
  next: () => number,
  first: boolean
) => {
  let elapsed = 0
  let checks = first ? 0 : -1
  for (let attempt = 0; ; attempt++) {
    elapsed += schedule({ attempt, elapsed, known, random: next() })
    checks += 1
    if (elapsed >= duration) return { checks, lag: elapsed - duration }
  }
}

/** Means over many runs whose durations are spread evenly by `spread` around `seconds`. */
const simulate = (make: () => PollSchedule, seconds: number, spread: number, past: number) => {
  const next = random(99)
  const draw = (): number => seconds * 1_000 * (1 - spread + 2 * spread * next())
  const runs = 3_000
  let checks = 0
  let lag = 0
  for (let index = 0; index < runs; index++) {
    const known = Array.from({ length: past }, draw)
    // The Python schedule asks once at once; that check is not counted on either side.
    const one = follow(make(), draw(), known, next, make() === adaptive)
    checks += one.checks
    lag += one.lag
  }
  return { checks: checks / runs, lag: lag / runs / 1_000, product: (checks / runs) * (lag / runs / 1_000) }
}

describe("the adaptive schedule while nothing is known", () => {
  it("grows with the square root of the time that has passed", () => {
    const at = (seconds: number) => adaptive({ attempt: 1, elapsed: seconds * 1_000, known: [], random: 0.5 })
    expect([0, 1, 4, 100, 3_600].map((seconds) => Math.round(at(seconds)))).toEqual([500, 700, 1_400, 7_000, 42_000])
  })

  it("has a jitter of ten per cent", () => {
    const at = (value: number) => adaptive({ attempt: 1, elapsed: 100_000, known: [], random: value })
    expect([at(0), at(1)].map(Math.round)).toEqual([6_300, 7_700])
  })

  it.each([
    [3, 1.2],
    [60, 0.85],
    [600, 0.5]
  ])("beats the Python schedule on runs of %i s", (seconds, share) => {
    const ours = simulate(() => adaptive, seconds, 0.25, 0)
    const theirs = simulate(() => python(), seconds, 0.25, 0)
    expect(ours.lag).toBeLessThanOrEqual(theirs.lag)
    expect(ours.product).toBeLessThanOrEqual(share * theirs.product)
  })
})

describe("the adaptive schedule with five past runs known", () => {
  it.each([10, 60, 600])("costs at most a quarter of the duration in checks × lag on runs of %i s", (seconds) => {
    expect(simulate(() => adaptive, seconds, 0.25, 5).product).toBeLessThanOrEqual(seconds / 4)
  })

  it("takes at most 15 checks and 1 s of lag on runs of a minute", () => {
    const { checks, lag } = simulate(() => adaptive, 60, 0.25, 5)
    expect(checks).toBeLessThanOrEqual(15)
    expect(lag).toBeLessThanOrEqual(1)
  })

  it.each([3, 10, 60, 600, 3_600])(
    "costs never more than without when runs of %i s are spread by their whole length",
    (seconds) => {
      const known = simulate(() => adaptive, seconds, 1, 5)
      const cold = simulate(() => adaptive, seconds, 1, 0)
      expect(known.product).toBeLessThanOrEqual(cold.product)
    }
  )

  it.each([
    [5, 50],
    [200, 204]
  ])("asks about runs that took %i ms after %i ms", (millis, first) => {
    const known = [millis, millis, millis, millis, millis]
    expect(Math.round(adaptive({ attempt: 0, elapsed: 0, known, random: 0.5 }))).toBe(first)
  })

  it("polls a few times on the way, for runs that fail early", () => {
    const known = [550_000, 580_000, 600_000, 620_000, 650_000]
    const { checks, lag } = follow(adaptive, 2_000, known, () => 0.5, true)
    expect(checks).toBeLessThanOrEqual(3)
    expect(lag).toBeLessThanOrEqual(6_000)
  })

  it("continues, slower and slower, if the run takes longer than any before", () => {
    const known = [9_000, 9_500, 10_000, 10_500, 11_000]
    const { checks, lag } = follow(adaptive, 600_000, known, () => 0.5, true)
    expect(checks).toBeLessThan(100)
    expect(lag).toBeLessThan(20_000)
  })
})

describe("the table of docs/waiting.md", () => {
  it("shows what the simulation gives, to a twentieth", async () => {
    const page = await readFile(new URL("../../../docs/waiting.md", import.meta.url), "utf8")
    const rows = [...page.matchAll(/^\| (\d+) s +\|(.*)\|(.*)\|(.*)\|$/gm)]
    expect(rows.map((row) => row[1])).toEqual(["3", "10", "60", "600"])
    for (const [, seconds, ...cells] of rows)
      for (const [index, cell] of cells.entries()) {
        const shown = /([\d.]+) × ([\d.]+)/.exec(cell)
        if (shown === null) continue
        const { checks, lag } = simulate(
          () => (index === 0 ? python() : adaptive),
          Number(seconds),
          0.25,
          index === 2 ? 5 : 0
        )
        const place = `${seconds} s, column ${index}: ${checks.toFixed(1)} × ${lag.toFixed(2)} instead of ${cell.trim()}`
        expect(Math.abs(Number(shown[1]) / checks - 1), place).toBeLessThan(0.05)
        expect(Math.abs(Number(shown[2]) / lag - 1), place).toBeLessThan(0.05)
      }
  })
})

describe("the Python schedule", () => {
  const gaps = Array.from({ length: 60 }, (_, attempt) => python()({ attempt, elapsed: 0, known: [], random: 0 }))

  it("asks at once, then after 1 s, growing by a tenth", () => {
    expect(gaps.slice(0, 4).map(Math.round)).toEqual([0, 1_000, 1_100, 1_210])
  })

  it("grows as long as it is below 60 s, so that 60.24 s is the longest gap, from the 45th check on", () => {
    expect(Math.round(Math.max(...gaps))).toBe(60_240)
    expect(gaps.findIndex((gap) => gap > 60_000)).toBe(44)
  })

  it.each([
    [10, 8],
    [60, 21],
    [300, 37],
    [600, 44],
    [1_800, 64],
    [3_600, 93],
    [20_000, 366]
  ])("makes as many checks in %i s as the original: %i", (seconds, checks) => {
    let elapsed = 0
    let made = 0
    for (let attempt = 0; ; attempt++) {
      elapsed += python()({ attempt, elapsed, known: [], random: 0 })
      if (elapsed > seconds * 1_000) break
      made += 1
    }
    expect(made).toBe(checks)
  })
})

describe("the memory of durations", () => {
  it("keeps the last ones of each pipeline and forgets the pipelines least recently used", () => {
    const memory = makeDurationMemory({ pipelines: 2, each: 3 })
    for (const millis of [1, 2, 3, 4]) memory.remember("a", millis)
    memory.remember("b", 9)
    expect(memory.recall("a")).toEqual([2, 3, 4])
    memory.remember("a", 5)
    memory.remember("c", 7)
    expect(memory.recall("b")).toEqual([])
    expect(memory.recall("a")).toEqual([3, 4, 5])
  })
})
