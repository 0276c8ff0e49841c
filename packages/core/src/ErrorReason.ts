/**
 * The closed vocabulary of what can go wrong, one small class a reason.
 * Each says what happened in its own sentence and keeps the facts. May I retry, may I submit again: `ReasonRules.ts`.
 * Status codes become reasons in `internal/onDemand/refusals.ts`; nothing else decides that.
 */
import type { Problem } from "@aixplain-ts/api-types"
import { Reason, type ReasonFacts } from "./internal/reason.ts"
import type { RunSnapshot } from "./RunSnapshot.ts"
import { formatDuration } from "./Durations.ts"

export type { Problem } from "@aixplain-ts/api-types"
export type { ReasonFacts, SafeToResubmit } from "./internal/reason.ts"

/** No answer came: refused, unreachable, reset, or closed early. */
export class Transport extends Reason {
  readonly _tag = "Transport"
  /** `connect`: nothing was sent. `exchange`: the request may have arrived. */
  readonly phase: "connect" | "exchange"
  /** The runtime's own code, for example `ECONNREFUSED`. */
  readonly code: string | undefined
  constructor(
    facts: ReasonFacts & {
      readonly phase: "connect" | "exchange"
      readonly code?: string | undefined
      readonly origin?: string
    }
  ) {
    const where = facts.origin ?? "the server"
    super(facts, {
      message: facts.phase === "connect" ? `Could not connect to ${where}.` : `The connection to ${where} broke off.`,
      hint: facts.phase === "connect" ? "Check the address and that the server is running." : undefined
    })
    this.phase = facts.phase
    this.code = facts.code
  }
}

/** One request took longer than its own limit (`requestTimeout`, `pollTimeout`). */
export class Timeout extends Reason {
  readonly _tag = "Timeout"
  readonly limitMillis: number
  constructor(facts: ReasonFacts & { readonly limitMillis: number }) {
    super(facts, {
      message: `The server did not answer within ${formatDuration(facts.limitMillis)}.`
    })
    this.limitMillis = facts.limitMillis
  }
}

/** The time for the whole run (`timeout`) is up; the run itself goes on and `runRef` finds it again. */
export class DeadlineExceeded extends Reason {
  readonly _tag = "DeadlineExceeded"
  readonly limitMillis: number
  constructor(facts: ReasonFacts & { readonly limitMillis: number }) {
    super(facts, {
      message: `The run had not ended after ${formatDuration(facts.limitMillis)}.`,
      hint:
        facts.runRef === undefined
          ? [{ text: "Nothing was started: submit it again with a longer {option}.", option: "timeout" }]
          : [
              { text: "The run continues on the server." },
              { text: "Resume it with {option}.", option: "runRef" },
              { text: "Give it a longer {option}.", option: "timeout" }
            ]
    })
    this.limitMillis = facts.limitMillis
  }
}

/** 429: too many requests, and waiting longer than allowed would have been needed. */
export class RateLimited extends Reason {
  readonly _tag = "RateLimited"
  /** When the server says it may be tried again, milliseconds since the epoch. */
  readonly retryAt: number | undefined
  readonly retryAfterMillis: number | undefined
  constructor(
    facts: ReasonFacts & { readonly retryAt?: number | undefined; readonly retryAfterMillis?: number | undefined }
  ) {
    super(facts, {
      message:
        facts.retryAfterMillis === undefined
          ? "The server limits the rate of requests."
          : `The server limits the rate of requests: try again in ${formatDuration(facts.retryAfterMillis)}.`
    })
    this.retryAt = facts.retryAt
    this.retryAfterMillis = facts.retryAfterMillis
  }
}

/** 401, or no usable key at all. */
export class Unauthorized extends Reason {
  readonly _tag = "Unauthorized"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: "The server does not accept the API key.",
      hint: [
        { text: "Check that AIXPLAIN_API_KEY holds a key of this server." },
        { text: "The {option} option wins over it.", option: "apiKey" }
      ]
    })
  }
}

/** 403: the key is good, but not for this. */
export class Forbidden extends Reason {
  readonly _tag = "Forbidden"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: "The API key is not allowed to do this.",
      hint: "Check which team the key belongs to."
    })
  }
}

/** 404: no such thing, or none that this key may see. */
export class NotFound extends Reason {
  readonly _tag = "NotFound"
  constructor(facts: ReasonFacts & { readonly what?: string | undefined; readonly id?: string | undefined }) {
    const what = facts.what ?? "resource"
    super(facts, {
      message: facts.id === undefined ? `There is no such ${what}.` : `There is no ${what} ${facts.id}.`
    })
  }
}

/** 400, 413, 422 and 490 to 499: the server refuses what was sent. */
export class InvalidRequest extends Reason {
  readonly _tag = "InvalidRequest"
  /** What the server lists, where it lists something. */
  readonly problems: readonly Problem[]
  constructor(facts: ReasonFacts & { readonly problems?: readonly Problem[] | undefined }) {
    super(facts, {
      message: "The server does not accept the request."
    })
    this.problems = facts.problems ?? []
  }
}

/** 409 and 412: someone else changed it in the meantime. */
export class Conflict extends Reason {
  readonly _tag = "Conflict"
  /** The version this client had loaded. */
  readonly expected: string | undefined
  /** The version the server has now, and what it looks like, where they could be read. */
  readonly actual: string | undefined
  readonly current: unknown
  constructor(
    facts: ReasonFacts & {
      readonly expected?: string | undefined
      readonly actual?: string | undefined
      readonly current?: unknown
    }
  ) {
    super(facts, {
      message: "It was changed by someone else since it was loaded.",
      hint: "Load it again, apply your change to the new version, and save."
    })
    this.expected = facts.expected
    this.actual = facts.actual
    this.current = facts.current
  }
}

/** 402 and 470 to 479: not enough credits. */
export class Billing extends Reason {
  readonly _tag = "Billing"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: "The team has not enough credits.",
      hint: "Add credits to the team, or use a key of another team."
    })
  }
}

/** 460 to 469: the subscription is inactive or has expired. */
export class Subscription extends Reason {
  readonly _tag = "Subscription"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: "The subscription is inactive or has expired.",
      hint: "Renew the subscription of the pipeline or of an asset in it."
    })
  }
}

/** 480 to 489: the supplier of an asset does not deliver. */
export class Supplier extends Reason {
  readonly _tag = "Supplier"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: "The supplier of an asset does not provide it at the moment."
    })
  }
}

/** 5xx: the server or something before it failed. */
export class Server extends Reason {
  readonly _tag = "Server"
  /** How long the server asks to wait, where it does. */
  readonly retryAfterMillis: number | undefined
  constructor(facts: ReasonFacts & { readonly retryAfterMillis?: number | undefined }) {
    super(facts, {
      message: `The server failed with status ${facts.status ?? "5xx"}.`
    })
    this.retryAfterMillis = facts.retryAfterMillis
  }
}

/** A status that means nothing here, for example a redirect to another origin. */
export class UnexpectedStatus extends Reason {
  readonly _tag = "UnexpectedStatus"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: `The server answered with an unexpected status ${facts.status ?? ""}.`
    })
  }
}

/** The server answered well, but with something that cannot be read: HTML, nothing, cut JSON. */
export class Decode extends Reason {
  readonly _tag = "Decode"
  /** The server's answer would be no better the next time: too large, or nested too deeply. */
  readonly isFinal: boolean
  constructor(facts: ReasonFacts & { readonly isFinal?: boolean | undefined }) {
    super(facts, {
      message: "The server's answer cannot be read.",
      hint:
        facts.isFinal === true
          ? undefined
          : "Check that the address is that of an aiXplain server and not of a web page or proxy."
    })
    this.isFinal = facts.isFinal === true
  }
}

/** The run ended without success. `result` holds everything the server said, partial outputs included. */
export class RunFailed extends Reason {
  readonly _tag = "RunFailed"
  readonly result: RunSnapshot | undefined
  /** The server's reason as it sent it. */
  readonly error: unknown
  constructor(facts: ReasonFacts & { readonly result?: RunSnapshot | undefined; readonly error?: unknown }) {
    super(facts, { message: "The run failed." })
    this.result = facts.result
    this.error = facts.error
  }
}

/** The run was cancelled or aborted, by whomever. */
export class RunCancelled extends Reason {
  readonly _tag = "RunCancelled"
  readonly result: RunSnapshot | undefined
  constructor(facts: ReasonFacts & { readonly result?: RunSnapshot | undefined }) {
    super(facts, { message: "The run was cancelled." })
    this.result = facts.result
  }
}

/**
 * The request was sent and its answer was lost: the run (or pipeline) may exist or not.
 * Never sent again by this client. `Runs.reconcile` looks for it on servers that list runs; with `idempotencyKey`
 * sending again with the same key is safe.
 */
export class SubmissionUncertain extends Reason {
  readonly _tag = "SubmissionUncertain"
  /** Id of the pipeline that was to run, or undefined when a pipeline was to be created. */
  readonly pipeline: string | undefined
  /** Milliseconds since the epoch by this client's clock, taken before the request was sent. */
  readonly sentAt: number
  /** Present when the server declared that it honours it. */
  readonly idempotencyKey: string | undefined
  constructor(
    facts: ReasonFacts & {
      readonly pipeline?: string | undefined
      readonly sentAt: number
      readonly idempotencyKey?: string | undefined
    }
  ) {
    // With a key that the server honours, sending again returns what the first request started.
    const safeToResubmit = facts.idempotencyKey === undefined ? undefined : "yes"
    super(
      { safeToResubmit, ...facts },
      {
        message: `The request was sent but its answer was lost: it may have been carried out or not.${
          facts.cause instanceof Reason ? ` ${facts.cause.message}` : ""
        }`,
        hint:
          facts.idempotencyKey === undefined
            ? "Check whether it exists before you submit it again."
            : [
                {
                  text: "Submit again with the same {option}: the server then answers with the first one.",
                  option: "idempotencyKey"
                }
              ]
      }
    )
    this.pipeline = facts.pipeline
    this.sentAt = facts.sentAt
    this.idempotencyKey = facts.idempotencyKey
  }
}

/** A file was refused before or after it was sent: too large, changed on the way, not accepted. */
export class UploadRejected extends Reason {
  readonly _tag = "UploadRejected"
  /** Base name; the path of a file never leaves the machine. */
  readonly file: string
  readonly size: number | undefined
  readonly limit: number | undefined
  constructor(
    facts: ReasonFacts & {
      readonly file: string
      readonly size?: number | undefined
      readonly limit?: number | undefined
    }
  ) {
    super(facts, { message: `The file ${facts.file} was refused.` })
    this.file = facts.file
    this.size = facts.size
    this.limit = facts.limit
  }
}

/** What the caller handed in makes no sense; nothing was sent. */
export class InvalidInput extends Reason {
  readonly _tag = "InvalidInput"
  /** The option, argument or input label. */
  readonly parameter: string | undefined
  constructor(facts: ReasonFacts & { readonly message: string; readonly parameter?: string | undefined }) {
    super(facts, { message: facts.message })
    this.parameter = facts.parameter
  }
}

/** A pipeline document with errors; nothing was sent. */
export class InvalidPipeline extends Reason {
  readonly _tag = "InvalidPipeline"
  readonly problems: readonly Problem[]
  constructor(facts: ReasonFacts & { readonly problems: readonly Problem[] }) {
    super(facts, {
      message: `The pipeline has errors: ${facts.problems.map((problem) => problem.message).join(" ")}`
    })
    this.problems = facts.problems
  }
}

/** Deploying what is deployed already. */
export class AlreadyDeployed extends Reason {
  readonly _tag = "AlreadyDeployed"
  readonly pipeline: string
  constructor(facts: ReasonFacts & { readonly pipeline: string }) {
    super(facts, {
      message: `Pipeline ${facts.pipeline} is deployed already.`
    })
    this.pipeline = facts.pipeline
  }
}

/** The server cannot do this: 501, or an extension it does not declare. */
export class NotSupported extends Reason {
  readonly _tag = "NotSupported"
  readonly what: string
  constructor(facts: ReasonFacts & { readonly what: string }) {
    super(facts, {
      message: `This server does not support ${facts.what}.`
    })
    this.what = facts.what
  }
}

/** Every reason an `AixplainError` can have; switch on `_tag`. */
export type ErrorReason =
  | Transport
  | Timeout
  | DeadlineExceeded
  | RateLimited
  | Unauthorized
  | Forbidden
  | NotFound
  | InvalidRequest
  | Conflict
  | Billing
  | Subscription
  | Supplier
  | Server
  | UnexpectedStatus
  | Decode
  | RunFailed
  | RunCancelled
  | SubmissionUncertain
  | UploadRejected
  | InvalidInput
  | InvalidPipeline
  | AlreadyDeployed
  | NotSupported
