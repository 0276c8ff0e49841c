/** Whose turn it is: teams, then runs, by the time that their steps took. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { FairQueue } from "../../src/scheduling/FairQueue.ts"

interface Run {
  readonly name: string
  readonly team: string
}

const runOf = (team: string, name: string): Run => ({ team, name: `${team}${name}` })

/** Gives turns of one millisecond each, and tells who had them. */
const serve = (turns: FairQueue<Run>, count: number, cost: (run: Run) => number = () => 1): string[] => {
  const served: string[] = []
  for (let n = 0; n < count; n++)
    turns.next((run) => {
      served.push(run.name)
      return cost(run)
    })
  return served
}

const countOf = (served: readonly string[], start: string): number =>
  served.filter((name) => name.startsWith(start)).length

describe("turns", () => {
  it("go to teams alike, however many runs each has", () => {
    const turns = new FairQueue<Run>()
    for (let n = 0; n < 50; n++) turns.join(runOf("a", String(n)))
    turns.join(runOf("b", "0"))
    const served = serve(turns, 100)
    expect([countOf(served, "a"), countOf(served, "b")]).toEqual([50, 50])
  })

  it("count the time that steps took, not their number", () => {
    const turns = new FairQueue<Run>()
    turns.join(runOf("a", "0"))
    turns.join(runOf("b", "0"))
    const served = serve(turns, 110, ({ team }) => (team === "a" ? 10 : 1))
    expect([countOf(served, "a"), countOf(served, "b")]).toEqual([10, 100])
  })

  it("are not saved up by a team that was away", () => {
    const turns = new FairQueue<Run>()
    turns.join(runOf("a", "0"))
    turns.join(runOf("b", "0"))
    serve(turns, 10)
    // The team has nothing to do for 1,000 turns of the other one, and comes back.
    turns.next(({ team }) => (team === "b" ? undefined : 1))
    turns.next(({ team }) => (team === "b" ? undefined : 1))
    expect(new Set(serve(turns, 1000))).toEqual(new Set(["a0"]))
    turns.join(runOf("b", "0"))
    const b = runOf("b", "1")
    turns.join(b)
    const served = serve(turns, 100)
    expect(countOf(served, "b")).toBeLessThanOrEqual(51)
    expect(countOf(served, "a")).toBeGreaterThanOrEqual(49)
  })

  it("are not saved up by a run that was away, nor by one that joins late", () => {
    const turns = new FairQueue<Run>()
    const [first, away] = [runOf("a", "first"), runOf("a", "away")]
    turns.join(first)
    turns.join(away)
    serve(turns, 10)
    for (let n = 0; n < 4; n++) turns.next((run) => (run === away ? undefined : 1))
    serve(turns, 500)
    turns.join(away)
    turns.join(runOf("a", "late"))
    const served = serve(turns, 90)
    for (const name of ["afirst", "aaway", "alate"]) expect(Math.abs(countOf(served, name) - 30)).toBeLessThanOrEqual(1)
  })

  it("never differ by more than one step between those who always have work", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 10, max: 300 }),
        (costs, count) => {
          const turns = new FairQueue<Run>()
          const spent = costs.map(() => 0)
          for (const at of costs.keys()) turns.join(runOf(String(at), "x"))
          for (let n = 0; n < count; n++)
            turns.next(({ team }) => {
              spent[Number(team)]! += costs[Number(team)]!
              return costs[Number(team)]
            })
          expect(Math.max(...spent) - Math.min(...spent)).toBeLessThanOrEqual(Math.max(...costs))
        }
      )
    )
  })

  it("leave out who left", () => {
    const turns = new FairQueue<Run>()
    const run = runOf("a", "0")
    turns.join(run)
    turns.leave(run)
    expect(turns.next(() => 1)).toBe(false)
  })
})

describe("what a step took longer than was said", () => {
  it("counts against its team: others have the turns that make up for it", () => {
    const turns = new FairQueue<Run>()
    const [a, b] = [runOf("a", "0"), runOf("b", "0")]
    for (const run of [a, b]) turns.join(run)
    serve(turns, 2)
    turns.charge(a, 10)
    expect(countOf(serve(turns, 10), "b")).toBe(10)
    expect(countOf(serve(turns, 10), "b")).toBe(5)
  })

  it("counts against the run within its team, and against nobody when the run has left", () => {
    const turns = new FairQueue<Run>()
    const [one, two] = [runOf("a", "1"), runOf("a", "2")]
    for (const run of [one, two]) turns.join(run)
    serve(turns, 2)
    turns.charge(one, 10)
    expect(countOf(serve(turns, 10), "a2")).toBe(10)
    turns.leave(one)
    turns.leave(two)
    turns.charge(two, 10)
    turns.leave(two)
    expect(serve(turns, 3)).toEqual([])
  })
})

it("a run that left gets no turn, and those of its team still do", () => {
  const turns = new FairQueue<Run>()
  const [one, two] = [runOf("a", "1"), runOf("a", "2")]
  for (const run of [one, two, one]) turns.join(run)
  turns.leave(one)
  expect(new Set(serve(turns, 4))).toEqual(new Set(["a2"]))
  turns.join(one)
  expect(countOf(serve(turns, 10), "a1")).toBe(5)
})
