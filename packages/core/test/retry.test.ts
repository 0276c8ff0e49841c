/** Which failures a client repeats by itself, how often, and after which pause. `http.test.ts` shows it with requests. */
import {
  AixplainError,
  Conflict,
  Decode,
  type ErrorReason,
  InvalidRequest,
  NotFound,
  RateLimited,
  Server,
  SubmissionUncertain,
  Supplier,
  Timeout,
  Transport
} from "@aixplain-ts/core/AixplainError"
import { Retry, type RetryPolicy } from "@aixplain-ts/core/Schedules"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { askedWait, isAtWork, makeBudget, type RetryBudget, type RetryMode, retrying } from "../src/http/retry.ts"
import { inVirtualTime, virtualTime } from "./support/virtualTime.ts"

const policy: RetryPolicy = {
  times: 4,
  baseMillis: 500,
  capMillis: 4_000,
  maxWaitMillis: 60_000,
  maxElapsedMillis: 120_000
}

interface Told {
  readonly instants: readonly number[]
  readonly limits: readonly number[]
  readonly reason: ErrorReason | undefined
}

/** Makes attempts that take `takes` ms and fail with these reasons in turn, then succeed; tells when each began. */
const attempts = async (
  reasons: readonly ErrorReason[],
  options: {
    readonly mode?: RetryMode
    readonly budget?: RetryBudget
    readonly times?: number
    readonly takes?: number
    readonly policy?: Partial<RetryPolicy>
    readonly startAt?: number
    readonly seed?: number
  } = {}
): Promise<Told> => {
  const time = virtualTime()
  const instants: number[] = []
  const limits: number[] = []
  const attempt = (most: number) =>
    Effect.gen(function* () {
      const reason = reasons[instants.length]
      instants.push(time.now())
      limits.push(most)
      if (options.takes !== undefined) yield* Effect.sleep(options.takes)
      if (reason !== undefined) yield* Effect.fail(new AixplainError({ operation: "x", reason }))
    })
  const all = Effect.gen(function* () {
    if (options.startAt !== undefined) yield* Effect.sleep(options.startAt)
    return yield* retrying(attempt, {
      mode: options.mode ?? "safe",
      budget: options.budget ?? makeBudget(),
      operation: "x",
      times: options.times
    }).pipe(Effect.provideService(Retry, { ...policy, ...options.policy }))
  })
  const outcome = await inVirtualTime(Effect.result(all), time, options.seed)
  return { instants, limits, reason: outcome._tag === "Failure" ? outcome.failure.reason : undefined }
}

const many = (make: () => ErrorReason, count = 50): readonly ErrorReason[] => Array.from({ length: count }, make)
const server = (retryAfterMillis?: number) => new Server({ status: 503, retryAfterMillis })
const limited = (retryAfterMillis?: number) => new RateLimited({ retryAfterMillis })
const exchange = () => new Transport({ phase: "exchange" })
const connect = () => new Transport({ phase: "connect" })
const atWork = () => new Conflict({ status: 409 })

describe("which failures are repeated", () => {
  it.each<[string, () => ErrorReason, Readonly<Record<RetryMode, boolean>>]>([
    ["a server that failed", server, { safe: true, keyed: true, once: false }],
    ["a lost answer", exchange, { safe: true, keyed: true, once: false }],
    ["a timeout", () => new Timeout({ limitMillis: 1 }), { safe: true, keyed: true, once: false }],
    ["an unreadable answer", () => new Decode({}), { safe: true, keyed: true, once: false }],
    [
      "an answer that stays unreadable",
      () => new Decode({ isFinal: true }),
      { safe: false, keyed: false, once: false }
    ],
    ["no connection", connect, { safe: true, keyed: true, once: true }],
    ["a limited rate", limited, { safe: true, keyed: true, once: true }],
    ["the first request still at work", atWork, { safe: false, keyed: true, once: false }],
    ["a changed version", () => new Conflict({ status: 412 }), { safe: false, keyed: false, once: false }],
    ["a refusal", () => new InvalidRequest({}), { safe: false, keyed: false, once: false }],
    ["nothing found", () => new NotFound({}), { safe: false, keyed: false, once: false }],
    ["a supplier", () => new Supplier({}), { safe: false, keyed: false, once: false }],
    [
      "a supplier that may come back",
      () => new Supplier({ isRetryable: true }),
      { safe: false, keyed: false, once: false }
    ],
    [
      "an uncertain submission",
      () => new SubmissionUncertain({ sentAt: 0 }),
      { safe: false, keyed: false, once: false }
    ],
    [
      "a server that fails for good",
      () => new Server({ status: 500, isRetryable: false }),
      { safe: false, keyed: false, once: false }
    ]
  ])("%s", async (_, make, repeated) => {
    const table: Partial<Record<RetryMode, boolean>> = {}
    for (const mode of ["safe", "keyed", "once"] as const)
      table[mode] = (await attempts([make()], { mode })).reason === undefined
    expect(table).toEqual(repeated)
  })

  it("only a key makes a conflict mean that the first request is at work", () => {
    expect(isAtWork(atWork(), "keyed")).toBe(true)
    expect(isAtWork(atWork(), "safe")).toBe(false)
    expect(isAtWork(new InvalidRequest({ status: 409 }), "keyed")).toBe(false)
    expect(isAtWork(new Conflict({ status: 412 }), "keyed")).toBe(false)
  })
})

describe("how often", () => {
  it("is the policy's number, or the call's own", async () => {
    expect((await attempts(many(server))).instants).toHaveLength(5)
    expect((await attempts(many(server), { times: 0 })).instants).toHaveLength(1)
    expect((await attempts(many(server), { times: 7 })).instants).toHaveLength(8)
    expect((await attempts(many(server))).reason?._tag).toBe("Server")
  })

  it("ends with the policy's time, also exactly at it, counted from the first attempt", async () => {
    const options = { times: 100, takes: 1_000, startAt: 900_000, policy: { maxElapsedMillis: 10_000, baseMillis: 0 } }
    expect((await attempts(many(server), options)).instants).toHaveLength(10)
  })

  it("is bounded by the budget of the client: a retry takes one, a success gives a fifth back", async () => {
    const budget = makeBudget()
    for (let taken = 0; taken < 20; taken++) expect(budget.take()).toBe(true)
    expect(budget.take()).toBe(false)
    for (let given = 0; given < 4; given++) budget.give()
    expect(budget.take()).toBe(false)
    budget.give()
    expect(budget.take()).toBe(true)
    expect(budget.take()).toBe(false)
    for (let given = 0; given < 1_000; given++) budget.give()
    for (let taken = 0; taken < 20; taken++) expect(budget.take()).toBe(true)
    expect(budget.take()).toBe(false)
  })

  it("a success gives to the budget, a failure takes from it, and an empty one ends the retries", async () => {
    const told: string[] = []
    const budget = { take: () => told.push("take") < 3, give: () => void told.push("give") }
    expect((await attempts(many(server), { budget })).instants).toHaveLength(3)
    await attempts([], { budget })
    expect(told).toEqual(["take", "take", "take", "give"])
  })

  it("a server that limits the rate and says when is not charged to the budget; any other is", async () => {
    const none = { take: () => false, give: () => {} }
    expect((await attempts([limited(1_000)], { budget: none })).reason).toBeUndefined()
    expect((await attempts([limited()], { budget: none })).reason?._tag).toBe("RateLimited")
    expect((await attempts([server(1_000)], { budget: none })).reason?._tag).toBe("Server")
  })
})

describe("the pause", () => {
  it("is random below a ceiling that doubles up to the cap", async () => {
    const pauses: number[][] = [[], [], [], [], [], []]
    for (let round = 0; round < 40; round++) {
      const { instants } = await attempts(many(server, 6), { times: 6, seed: round })
      instants.slice(1).forEach((at, index) => pauses[index]?.push(at - (instants[index] ?? 0)))
    }
    const ceilings = [500, 1_000, 2_000, 4_000, 4_000, 4_000]
    pauses.forEach((all, index) => {
      const ceiling = ceilings[index] ?? 0
      expect(Math.max(...all)).toBeLessThanOrEqual(ceiling)
      expect(Math.max(...all)).toBeGreaterThan(ceiling / 2)
      expect(Math.min(...all)).toBeLessThan(ceiling / 2)
    })
  })

  it("is what the server asks for, never less than a tenth of a second", async () => {
    expect((await attempts([limited(7_000)])).instants).toEqual([0, 7_000])
    expect((await attempts([server(20)])).instants).toEqual([0, 100])
    expect(askedWait(limited(0))).toBeUndefined()
    expect(askedWait(server(-1))).toBeUndefined()
    expect(askedWait(limited(1))).toBe(100)
    expect(askedWait(new NotFound({}))).toBeUndefined()
    // Only these two reasons carry a wait.
    expect(askedWait(Object.assign(new NotFound({}), { retryAfterMillis: 5_000 }))).toBeUndefined()
  })

  it("that a server asks for is kept or refused, not shortened: the longest is the policy's and what is left", async () => {
    expect((await attempts([limited(60_000)])).instants).toEqual([0, 60_000])
    expect(await attempts([limited(60_001)])).toMatchObject({ instants: [0], reason: { _tag: "RateLimited" } })
    const short = { policy: { maxElapsedMillis: 5_000 } }
    expect((await attempts([limited(5_000)], short)).instants).toEqual([0, 5_000])
    expect((await attempts([limited(5_001)], short)).instants).toEqual([0])
    expect((await attempts([limited(4_500)], { ...short, takes: 1_000 })).instants).toEqual([0])
  })

  it("is never longer than the time that is left", async () => {
    const options = { times: 1, policy: { maxElapsedMillis: 10, baseMillis: 1_000_000, capMillis: 1_000_000 } }
    for (let round = 0; round < 5; round++)
      expect((await attempts(many(server), { ...options, seed: round })).instants.at(-1)).toBeLessThanOrEqual(10)
  })
})

describe("an attempt", () => {
  it("may take what is left after the pause, and a second at least; the first has no separate limit", async () => {
    const told = await attempts(
      many(() => limited(4_000)),
      { times: 2, takes: 500, policy: { maxElapsedMillis: 10_000 } }
    )
    expect(told.instants).toEqual([0, 4_500, 9_000])
    expect(told.limits).toEqual([Number.POSITIVE_INFINITY, 5_500, 1_000])
  })
})
