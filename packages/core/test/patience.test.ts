/** Which failing checks a followed run survives, by counts and times alone. `wait.test.ts` shows the same with requests. */
import {
  Billing,
  Decode,
  type ErrorReason,
  NotFound,
  RateLimited,
  Server,
  Transport,
  Unauthorized
} from "@aixplain-ts/core/AixplainError"
import { describe, expect, it } from "vitest"
import { makePatience, visibleWithinMillis } from "../src/runs/Patience.ts"

const outageMillis = 60_000
const make = (options: { readonly keyWorks?: boolean; readonly visibleUntil?: number } = {}) =>
  makePatience({ keyWorks: false, visibleUntil: 0, outageMillis, ...options })

const server = () => new Server({ status: 503 })
const check = (began: number, ended = began) => ({ began, ended })

/** How many failures in a row, one each `every` milliseconds, are tolerated. */
const toleratedOf = (patience: ReturnType<typeof make>, reason: () => ErrorReason, every = 0, most = 50): number => {
  let count = 0
  while (count < most && patience.tolerate(reason(), check(count * every)) !== undefined) count += 1
  return count
}

it("a new run may be invisible for half a minute", () => {
  expect(visibleWithinMillis).toBe(30_000)
})

describe("a failure of the server", () => {
  it("is tolerated three times at once however long each takes, and for the time of an outage", () => {
    expect(toleratedOf(make(), server, 1_000_000)).toBe(3)
    expect(toleratedOf(make(), server, 10_000)).toBe(6)
    expect(toleratedOf(make(), () => new Transport({ phase: "exchange" }), 10_000)).toBe(6)
  })

  it("counts an outage from the beginning of the first check that failed, whatever the clock shows", () => {
    const patience = make()
    for (const began of [5_000_000, 5_000_100, 5_000_200]) patience.tolerate(server(), check(began, began + 50))
    expect(patience.tolerate(server(), check(5_059_000, 5_059_999))).toBe(4)
    expect(patience.tolerate(server(), check(5_059_000, 5_060_000))).toBeUndefined()
  })

  it("counts from where the server was silent before, without a failure for it", () => {
    const patience = make()
    patience.silent(1_000)
    patience.silent(40_000)
    for (let count = 1; count <= 3; count++) expect(patience.tolerate(server(), check(50_000))).toBe(count)
    expect(patience.tolerate(server(), check(60_999))).toBe(4)
    expect(patience.tolerate(server(), check(61_000))).toBeUndefined()
  })

  it("is forgotten with the next answer, also when that is a refusal", () => {
    const patience = make({ keyWorks: true })
    for (let count = 0; count < 3; count++) patience.tolerate(server(), check(0))
    patience.answered()
    expect(toleratedOf(patience, server, 1_000_000)).toBe(3)
    expect(patience.tolerate(new Unauthorized({}), check(0))).toBe(5)
    expect(patience.tolerate(server(), check(9_000_000))).toBe(6)
  })

  it("that would be no better the next time is the end", () => {
    expect(make().tolerate(new Decode({ isFinal: true }), check(0))).toBeUndefined()
    expect(make().tolerate(new Server({ status: 500, isRetryable: false }), check(0))).toBeUndefined()
  })
})

describe("a refusal", () => {
  it("for too many requests is tolerated as long as it takes", () => {
    expect(toleratedOf(make(), () => new RateLimited({}), 1_000_000)).toBe(50)
  })

  it("of an unknown run is tolerated until the run must be visible, then not, and twice if it was visible before", () => {
    const young = make({ visibleUntil: 30_000 })
    expect(young.tolerate(new NotFound({}), check(29_000, 29_999))).toBe(1)
    expect(young.tolerate(new NotFound({}), check(29_000, 30_000))).toBeUndefined()
    const seen = make()
    seen.answered()
    expect(toleratedOf(seen, () => new NotFound({}))).toBe(2)
    seen.answered()
    expect(toleratedOf(seen, () => new NotFound({}))).toBe(2)
  })

  it("of the key is tolerated twice where the key has worked, for this run or before, and not at all otherwise", () => {
    expect(toleratedOf(make(), () => new Unauthorized({}))).toBe(0)
    expect(toleratedOf(make({ keyWorks: true }), () => new Unauthorized({}))).toBe(2)
    const seen = make()
    seen.answered()
    expect(toleratedOf(seen, () => new Unauthorized({}))).toBe(2)
  })

  it("of anything else is the end", () => {
    expect(make({ keyWorks: true }).tolerate(new Billing({}), check(0))).toBeUndefined()
  })
})

describe("the time for the next pause and check", () => {
  it("is unlimited while the server is well, and half of the tolerated outage for a check, or five seconds", () => {
    expect(make().longestPause(0)).toBe(Number.POSITIVE_INFINITY)
    expect(make().longestCheck(0)).toBe(30_000)
    expect(makePatience({ keyWorks: false, visibleUntil: 0, outageMillis: 1_000 }).longestCheck(0)).toBe(5_000)
  })

  it("is shared by the failures that an outage takes at least, and what is left of it afterwards", () => {
    const patience = make()
    patience.silent(100_000)
    expect(patience.longestPause(100_000)).toBe(15_000)
    patience.tolerate(server(), check(100_000))
    expect(patience.longestPause(100_000)).toBe(20_000)
    expect(patience.longestCheck(130_000)).toBe(10_000)
    for (let count = 0; count < 5; count++) patience.tolerate(server(), check(100_000))
    expect(patience.longestPause(110_000)).toBe(50_000)
    expect(patience.longestPause(200_000)).toBe(0)
    expect(patience.longestCheck(159_500)).toBe(1_000)
  })
})
