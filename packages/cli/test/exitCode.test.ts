import { readFile } from "node:fs/promises"
import * as Errors from "@aixplain-ts/core/AixplainError"
import { describe, expect, test } from "vitest"
import { exitCodeOf } from "../src/ExitCode.ts"

const ref = { v: 1, id: "run", url: "http://memory.test/run" } as const

/** Every reason of the client, and its exit code when it does not come from a submission. */
const reasons: readonly (readonly [Errors.ErrorReason, number])[] = [
  [new Errors.Transport({ phase: "connect" }), 75],
  [new Errors.Transport({ phase: "exchange" }), 75],
  [new Errors.Timeout({ limitMillis: 30_000 }), 75],
  [new Errors.RateLimited({}), 75],
  [new Errors.Server({ status: 503 }), 75],
  [new Errors.DeadlineExceeded({ limitMillis: 1, runRef: ref }), 7],
  [new Errors.DeadlineExceeded({ limitMillis: 1 }), 75],
  [new Errors.Unauthorized({}), 3],
  [new Errors.Forbidden({}), 3],
  [new Errors.NotFound({}), 4],
  [new Errors.RunFailed({}), 5],
  [new Errors.RunCancelled({}), 6],
  [new Errors.InvalidRequest({}), 2],
  [new Errors.InvalidInput({ message: "no" }), 2],
  [new Errors.InvalidPipeline({ problems: [] }), 2],
  [new Errors.Conflict({}), 1],
  [new Errors.Billing({}), 1],
  [new Errors.Subscription({}), 1],
  [new Errors.Supplier({}), 1],
  [new Errors.UnexpectedStatus({ status: 302 }), 1],
  [new Errors.Decode({}), 1],
  [new Errors.SubmissionUncertain({ pipeline: "p", sentAt: 0 }), 1],
  [new Errors.UploadRejected({ file: "f" }), 1],
  [new Errors.AlreadyDeployed({ pipeline: "p" }), 1],
  [new Errors.NotSupported({ what: "this" }), 1]
]

const codeOf = (operation: string, reason: Errors.ErrorReason): number =>
  exitCodeOf(new Errors.AixplainError({ operation, reason }))

describe("exit codes", () => {
  test("are listed in this test for every reason", () => {
    expect(new Set(reasons.map(([{ _tag }]) => _tag))).toEqual(new Set(Object.keys(Errors.reasonRules)))
  })

  test.each(reasons.map(([reason, code]) => [reason._tag, code, reason] as const))("%s is %d", (_, code, reason) => {
    expect(codeOf("Pipelines.get", reason)).toBe(code)
  })

  test("of a failure that would be the same later is not that of a passing one", () => {
    expect(codeOf("Pipelines.get", new Errors.Transport({ phase: "connect", certificate: "has expired" }))).toBe(1)
  })

  test.each(["Runs.run", "Runs.start", "Pipelines.create"])(
    "of %s are those of the reason unless it is transient",
    (post) => {
      const lasting = reasons.filter(([, code]) => code !== 75)
      expect(lasting.map(([reason]) => [reason._tag, codeOf(post, reason)])).toEqual(
        lasting.map(([reason, code]) => [reason._tag, code])
      )
    }
  )

  test.each(["Runs.run", "Runs.start", "Pipelines.create"])(
    "of %s never suggest a retry that could submit twice",
    (post) => {
      expect(codeOf(post, new Errors.Transport({ phase: "connect" }))).toBe(75)
      expect(codeOf(post, new Errors.RateLimited({}))).toBe(75)
      for (const reason of [
        new Errors.Transport({ phase: "exchange" }),
        new Errors.Timeout({ limitMillis: 1 }),
        new Errors.Server({ status: 500 })
      ])
        expect(codeOf(post, reason)).toBe(1)
    }
  )

  test("of a run that is known are those of a check, which is safe to repeat", () => {
    expect(codeOf("Runs.run", new Errors.Server({ status: 500, runRef: ref }))).toBe(75)
  })
})

describe("docs/patterns/errors.md", () => {
  const words = {
    always: "until it succeeds",
    outage: "for the outage time",
    unseen: "while new",
    twice: "twice",
    never: "no"
  }
  const resent = { always: "yes", reads: "reads only", never: "no" }
  const codes = new Map<string, number[]>()
  for (const [reason] of reasons) {
    const known = codes.get(reason._tag) ?? []
    codes.set(reason._tag, [...new Set([...known, codeOf("Pipelines.get", reason)])])
  }
  /** The rows that the page must have, from the two tables that decide. */
  const rows = Object.entries(Errors.reasonRules).map(([tag, rules]) =>
    [
      `\`${tag}\``,
      rules.isRetryable ? "yes" : "no",
      rules.safeToResubmit,
      resent[rules.resent],
      words[rules.whileWaiting],
      (codes.get(tag) ?? []).join(", ")
    ].join(" | ")
  )

  test("shows the rules and the exit code of every reason as the code has them", async () => {
    const page = await readFile(new URL("../../../docs/patterns/errors.md", import.meta.url), "utf8")
    const shown = page
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim())
          .join(" | ")
      )
    expect(shown.filter((row) => row.split(" | ").length === 6)).toEqual(rows)
  })
})
