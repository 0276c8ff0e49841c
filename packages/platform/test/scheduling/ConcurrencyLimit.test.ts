import { expect, it } from "vitest"
import { ConcurrencyLimit } from "../../src/scheduling/ConcurrencyLimit.ts"

it("a team whose steps hold places for long does not keep the short steps of another waiting behind each of them", () => {
  const limit = new ConcurrencyLimit({ atOnce: 2 })
  const order: string[] = []
  const holding: { readonly team: string }[] = []
  const enter = (team: string): void => {
    const run = { team }
    limit.acquire(
      run,
      () => {
        order.push(team)
        holding.push(run)
      },
      () => {}
    )
  }
  /** Ends the step that began first: a script of team a takes 10 s, one of team b 5 ms. */
  const end = (): void => {
    const run = holding.shift()!
    limit.release(run, run.team === "a" ? 10_000 : 5)
  }
  for (let at = 0; at < 10; at++) enter("a")
  end()
  for (let at = 0; at < 10; at++) enter("b")
  for (let at = 0; at < 18; at++) end()
  // Those of team a that had begun before are not stopped; then all of team b come before the next of team a.
  expect(order.slice(0, 3)).toEqual(["a", "a", "a"])
  expect(order.slice(3, 13)).toEqual(Array(10).fill("b"))
  expect(order.slice(13)).toEqual(Array(7).fill("a"))
})

it("steps of a run that ended meanwhile are dropped, and the others keep their turn", () => {
  const limit = new ConcurrencyLimit({ atOnce: 1 })
  const events: string[] = []
  const [first, second, third] = [{ team: "a" }, { team: "a" }, { team: "b" }]
  for (const [name, run] of Object.entries({ first, second, third }))
    limit.acquire(
      run,
      () => events.push(name),
      () => events.push(`${name} dropped`)
    )
  limit.drop(second)
  limit.release(first, 1)
  limit.release(third, 1)
  expect(events).toEqual(["first", "second dropped", "third"])
})
