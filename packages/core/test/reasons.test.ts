/** Every reason by itself: its sentence, its hints, its facts, and what it says about submitting again. */
import * as reasons from "@aixplain-ts/core/AixplainError"
import { AixplainError, isAixplainError } from "@aixplain-ts/core/AixplainError"
import { describe, expect, it } from "vitest"
import { nothingSent } from "../src/errors/Reason.ts"
import { rulesOf } from "../src/ReasonRules.ts"

const all = [
  new reasons.Transport({ phase: "connect" }),
  new reasons.Timeout({ limitMillis: 1 }),
  new reasons.DeadlineExceeded({ limitMillis: 1 }),
  new reasons.RateLimited({ retryAfterMillis: 90_000 }),
  new reasons.Unauthorized({}),
  new reasons.Forbidden({}),
  new reasons.NotFound({ what: "run", id: "r1" }),
  new reasons.InvalidRequest({}),
  new reasons.Conflict({}),
  new reasons.Billing({}),
  new reasons.Subscription({}),
  new reasons.Supplier({}),
  new reasons.Server({ status: 500 }),
  new reasons.UnexpectedStatus({ status: 300 }),
  new reasons.Decode({}),
  new reasons.RunFailed({}),
  new reasons.RunCancelled({}),
  new reasons.SubmissionUncertain({ sentAt: 0 }),
  new reasons.UploadRejected({ file: "a.wav" }),
  new reasons.InvalidInput({ message: "Give a value." }),
  new reasons.InvalidPipeline({ problems: [] }),
  new reasons.AlreadyDeployed({ pipeline: "p" }),
  new reasons.NotSupported({ what: "cancelling runs" })
]

describe("the error", () => {
  it.each(all.map((reason) => [reason._tag, reason] as const))(
    "%s has a message and answers every question",
    (tag, reason) => {
      const error = new AixplainError({ operation: "Runs.run", reason })
      expect(reason.name).toBe(tag)
      expect(error.message).toBe(reason.message)
      expect(reason.message).toMatch(/^[A-Z].*[.:] ?$/)
      expect(typeof error.isRetryable).toBe("boolean")
      expect(["yes", "no", "unknown"]).toContain(error.safeToResubmit)
      expect(reason).toBeInstanceOf(Error)
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({
        name: "AixplainError",
        operation: "Runs.run",
        reason: tag
      })
    }
  )

  it.each<[string, reasons.ErrorReason, readonly (reasons.HintOption | undefined)[]]>([
    ["no connection", new reasons.Transport({ phase: "connect" }), [undefined]],
    ["a broken connection", new reasons.Transport({ phase: "exchange" }), []],
    ["a deadline before a run", new reasons.DeadlineExceeded({ limitMillis: 1 }), ["timeout"]],
    ["a refused key", new reasons.Unauthorized({}), [undefined, "apiKey"]],
    ["a key of another team", new reasons.Forbidden({}), [undefined]],
    ["a changed version", new reasons.Conflict({}), [undefined]],
    ["missing credits", new reasons.Billing({}), [undefined]],
    ["an expired subscription", new reasons.Subscription({}), [undefined]],
    ["an answer that cannot be read", new reasons.Decode({}), [undefined]],
    ["an answer that will not get better", new reasons.Decode({ isFinal: true }), []],
    ["a lost submission", new reasons.SubmissionUncertain({ sentAt: 0 }), [undefined]],
    ["a lost one with a key", new reasons.SubmissionUncertain({ sentAt: 0, idempotencyKey: "k" }), ["idempotencyKey"]],
    ["a server that failed", new reasons.Server({}), []]
  ])("after %s the hints are sentences about the right options", (_, reason, options) => {
    expect(reason.hints.map(({ option }) => option)).toEqual(options)
    for (const { text, option } of reason.hints) {
      expect(text).toMatch(/^[A-Z].{10,}\.$/)
      expect(text.includes("{option}")).toBe(option !== undefined)
    }
  })

  it("names what it is about in its message", () => {
    const say = (reason: reasons.ErrorReason): string => reason.message
    expect(say(new reasons.Transport({ phase: "connect", origin: "http://a.test" }))).toContain(" to http://a.test")
    expect(say(new reasons.Transport({ phase: "connect" }))).toContain(" to the server")
    expect(say(new reasons.Transport({ phase: "connect" }))).toMatch(/^Could not connect/)
    expect(say(new reasons.Transport({ phase: "exchange", origin: "http://a.test" }))).toContain(" to http://a.test ")
    expect(say(new reasons.Timeout({ limitMillis: 9_000 }))).toContain("9 s")
    expect(say(new reasons.DeadlineExceeded({ limitMillis: 5_000 }))).toContain("5 s")
    expect(say(new reasons.RateLimited({ retryAfterMillis: 7_000 }))).toContain("7 s")
    expect(say(new reasons.RateLimited({}))).toMatch(/requests\.$/)
    expect(say(new reasons.Server({ status: 507 }))).toContain("507")
    expect(say(new reasons.Server({}))).toContain("5xx")
    expect(say(new reasons.UnexpectedStatus({ status: 300 }))).toContain("300")
    expect(say(new reasons.UnexpectedStatus({}))).toMatch(/status \.$/)
    expect(say(new reasons.NotFound({ what: "run", id: "r1" }))).toBe("Run r1 not found.")
    expect(say(new reasons.NotFound({ what: "run" }))).toBe("Run not found.")
    expect(say(new reasons.NotFound({ id: "r1" }))).toBe("Resource r1 not found.")
    expect(say(new reasons.UploadRejected({ file: "a.wav" }))).toContain("a.wav")
    expect(say(new reasons.AlreadyDeployed({ pipeline: "p9" }))).toContain("p9")
    expect(say(new reasons.NotSupported({ what: "cancelling runs" }))).toContain("cancelling runs")
    const problem = (message: string) => ({ code: "x", level: "error", message, hint: "" }) as const
    const invalid = new reasons.InvalidPipeline({ problems: [problem("First."), problem("Second.")] })
    expect(say(invalid)).toMatch(/First\. Second\.$/)
    expect(say(new reasons.InvalidInput({ message: "Give a value." }))).toBe("Give a value.")
    const cause = new reasons.Timeout({ limitMillis: 9_000 })
    expect(say(new reasons.SubmissionUncertain({ sentAt: 0, cause }))).toMatch(/not\. .*9 s\.$/)
    expect(say(new reasons.SubmissionUncertain({ sentAt: 0, cause: new Error("secret") }))).toMatch(/not\.$/)
  })

  it("keeps every fact that it was made with", () => {
    const facts = { status: 418, body: { a: 1 }, requestId: "req-1", message: "Own words.", cause: new Error("x") }
    for (const reason of [
      new reasons.Transport({ ...facts, phase: "exchange", code: "EPIPE" }),
      new reasons.RateLimited({ ...facts, retryAt: 9, retryAfterMillis: 8 }),
      new reasons.InvalidRequest({ ...facts }),
      new reasons.Decode({ ...facts })
    ])
      expect(reason).toMatchObject(facts)
    expect(new reasons.Transport({ phase: "exchange", code: "EPIPE" })).toMatchObject({
      phase: "exchange",
      code: "EPIPE"
    })
    expect(new reasons.RateLimited({ retryAt: 9, retryAfterMillis: 8 })).toMatchObject({
      retryAt: 9,
      retryAfterMillis: 8
    })
    expect(new reasons.InvalidRequest({}).problems).toEqual([])
    expect(new reasons.Decode({}).isFinal).toBe(false)
    expect(new reasons.Decode({ isFinal: true }).isFinal).toBe(true)
    const conflict = { expected: "1", actual: "2", current: { name: "P" } }
    expect(new reasons.Conflict(conflict)).toMatchObject(conflict)
    const refused = { file: "a.wav", size: 2, limit: 1 }
    expect(new reasons.UploadRejected(refused)).toMatchObject(refused)
    expect("cause" in new reasons.Timeout({ limitMillis: 1 })).toBe(false)
  })

  it("single failures know better than their reason whether to repeat and to submit again", () => {
    const known = new reasons.Server({ isRetryable: false, safeToResubmit: "no" })
    expect(known).toMatchObject({ isRetryable: false, safeToResubmit: "no" })
    expect(new reasons.Server({ isRetryable: false })).toMatchObject({ isRetryable: false, safeToResubmit: "unknown" })
    expect(new reasons.Server({ safeToResubmit: "yes" })).toMatchObject({ isRetryable: true, safeToResubmit: "yes" })
    expect(new reasons.SubmissionUncertain({ sentAt: 0, idempotencyKey: "k" }).safeToResubmit).toBe("yes")
    expect(new reasons.SubmissionUncertain({ sentAt: 0 }).safeToResubmit).toBe("unknown")
    const before = nothingSent(new reasons.Server({ isRetryable: false }))
    expect(before).toMatchObject({ isRetryable: false, safeToResubmit: "yes" })
    expect(nothingSent(new reasons.Timeout({ limitMillis: 1 }))).toMatchObject({
      isRetryable: true,
      safeToResubmit: "yes"
    })
  })

  it("has one reason for every row of the table, and no other", () => {
    expect(new Set(all.map((reason) => reason._tag))).toEqual(new Set(Object.keys(reasons.reasonRules)))
  })

  it.each(all.map((reason) => [reason._tag, reason] as const))(
    "%s about a run that is not known to have ended is never safe to submit again",
    (tag, reason) => {
      const before = reason.safeToResubmit
      reason.runRef = { v: 1, id: "r1", url: "http://memory.test/assets/pipeline/execution/check/r1" }
      expect(reason.safeToResubmit).toBe(["RunFailed", "RunCancelled"].includes(tag) ? before : "no")
      reason.runRef = undefined
    }
  )

  it("keeps hints as data, so that each surface names its own options", () => {
    const { hints, hint } = new reasons.DeadlineExceeded({
      limitMillis: 1,
      runRef: { v: 1, id: "r1", url: "http://memory.test/assets/pipeline/execution/check/r1" }
    })
    expect(hint).toBe("The run continues on the server. Resume it with runRef. Give it a longer timeout.")
    expect(reasons.renderHints(hints, (option) => (option === "timeout" ? "--timeout" : undefined))).toBe(
      "The run continues on the server. Give it a longer --timeout."
    )
    expect(reasons.renderHints([{ text: "{option} of the server's own words" }])).toBe(
      "{option} of the server's own words"
    )
    expect(reasons.renderHints([{ text: "Set {option}.", option: "limit" }], () => undefined)).toBeUndefined()
  })

  it("is known by its brand, also from another copy of the package", () => {
    const error = new AixplainError({ operation: "x", reason: new reasons.Billing({}) })
    const other = { [Symbol.for("@aixplain-ts/core/AixplainError")]: true }
    expect(isAixplainError(error)).toBe(true)
    expect(isAixplainError(other)).toBe(true)
    for (const none of [new Error("x"), null, undefined, "x", {}]) expect(isAixplainError(none)).toBe(false)
  })
})

describe("what follows from a reason", () => {
  const failures: readonly reasons.ErrorReason[] = [
    ...all.filter(({ _tag }) => _tag !== "Transport"),
    new reasons.Transport({ phase: "exchange" })
  ]
  const where = (has: (rules: reasons.ReasonRules) => boolean): readonly string[] =>
    failures
      .filter((reason) => has(rulesOf(reason)))
      .map(({ _tag }) => _tag)
      .toSorted()

  it("its answer is lost, a run has ended, and it is worth another try, only where that is so", () => {
    expect(where(({ answerLost }) => answerLost)).toEqual(["Decode", "Timeout", "Transport"])
    expect(where(({ endsRun }) => endsRun)).toEqual(["RunCancelled", "RunFailed"])
    expect(where(({ isRetryable }) => isRetryable)).toEqual(["Decode", "RateLimited", "Server", "Timeout", "Transport"])
  })

  it("the client sends again what was refused for its rate, and reads that a server failed to answer", () => {
    expect(where(({ resent }) => resent === "always")).toEqual(["RateLimited"])
    expect(where(({ resent }) => resent === "reads")).toEqual(["Decode", "Server", "Timeout", "Transport"])
    expect(where(({ resent }) => resent === "never")).toHaveLength(failures.length - 5)
  })

  it("a followed run survives it for as long as the page about waiting says", () => {
    expect(where(({ whileWaiting }) => whileWaiting === "always")).toEqual(["RateLimited"])
    expect(where(({ whileWaiting }) => whileWaiting === "outage")).toEqual(["Decode", "Server", "Timeout", "Transport"])
    expect(where(({ whileWaiting }) => whileWaiting === "unseen")).toEqual(["NotFound"])
    expect(where(({ whileWaiting }) => whileWaiting === "twice")).toEqual(["Forbidden", "Unauthorized"])
    expect(where(({ whileWaiting }) => whileWaiting === "never")).toHaveLength(failures.length - 8)
  })

  it("a connection that never existed lost nothing, and an answer that stays as it is, is not asked for again", () => {
    expect(rulesOf(new reasons.Transport({ phase: "connect" }))).toMatchObject({
      isRetryable: true,
      safeToResubmit: "yes",
      answerLost: false,
      resent: "always",
      whileWaiting: "outage"
    })
    const final = {
      isRetryable: false,
      safeToResubmit: "unknown",
      answerLost: true,
      resent: "never",
      whileWaiting: "never"
    }
    expect(rulesOf(new reasons.Decode({ isFinal: true }))).toMatchObject(final)
    // Only these two reasons have such facts.
    expect(rulesOf({ _tag: "Billing", phase: "connect", isFinal: true })).toBe(rulesOf(new reasons.Billing({})))
  })
})
