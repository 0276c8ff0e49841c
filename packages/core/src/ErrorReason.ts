/**
 * The closed list of what can go wrong, with one small class per reason.
 * Each class has a message and keeps the facts. What follows from a reason (retryable, safe to resubmit) is in `ReasonRules.ts`.
 * Only `http/refusals.lazy.ts` maps status codes to reasons.
 */
import { formatDuration } from "./Durations.ts"
import type {
  AlreadyDeployed,
  Billing,
  Conflict,
  Forbidden,
  InvalidPipeline,
  InvalidRequest,
  NotFound,
  NotSupported,
  RateLimited,
  Subscription,
  Supplier,
  UploadRejected
} from "./errors/rareReasons.lazy.ts"
import { Reason, type ReasonFacts } from "./errors/Reason.ts"
import type { RunSnapshot } from "./RunSnapshot.ts"

export type { Problem } from "@aixplain-ts/api-types"
export * from "./errors/rareReasons.lazy.ts"
export type { ReasonFacts, SafeToResubmit } from "./errors/Reason.ts"

/** No response arrived: the connection was refused, unreachable, reset, or closed early, or the certificate is not accepted. */
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
      readonly certificate?: string | undefined
      readonly origin?: string
    }
  ) {
    const where = facts.origin ?? "the server"
    // The next request would get the same certificate.
    if (facts.certificate !== undefined)
      super(
        { ...facts, isRetryable: false },
        {
          message: `The certificate of ${where} is not accepted: ${facts.certificate}.`,
          hint: "Check the address. If your own authority issued the certificate, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate."
        }
      )
    else
      super(facts, {
        message:
          facts.phase === "connect"
            ? `Could not connect to ${where}.`
            : facts.code === "ERR_SSL_WRONG_VERSION_NUMBER"
              ? `No TLS at ${where}: its address may begin with http://.`
              : `The connection to ${where} was lost.`,
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

/** The run did not end within its `timeout`. It continues on the server; `runRef` refers to it. */
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

/** 5xx: the server or something before it failed. */
export class Server extends Reason {
  readonly _tag = "Server"
  /** How long the server asks to wait, if it does. */
  readonly retryAfterMillis: number | undefined
  constructor(facts: ReasonFacts & { readonly retryAfterMillis?: number | undefined }) {
    super(facts, {
      message: `The server failed with status ${facts.status ?? "5xx"}.`
    })
    this.retryAfterMillis = facts.retryAfterMillis
  }
}

/** A status that the client cannot interpret, for example a redirect to another origin. */
export class UnexpectedStatus extends Reason {
  readonly _tag = "UnexpectedStatus"
  constructor(facts: ReasonFacts) {
    super(facts, {
      message: `The server answered with an unexpected status ${facts.status ?? ""}.`
    })
  }
}

/** The server reported success, but the body cannot be read: HTML, empty, or truncated JSON. */
export class Decode extends Reason {
  readonly _tag = "Decode"
  /** Sending the request again would not help: the response is too large, or nested too deeply. */
  readonly isFinal: boolean
  constructor(facts: ReasonFacts & { readonly isFinal?: boolean | undefined }) {
    super(facts, {
      message: "The response from the server cannot be read.",
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

/** The run was cancelled or aborted, by any client. */
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

/** An argument or option of the caller is invalid. Nothing was sent. */
export class InvalidInput extends Reason {
  readonly _tag = "InvalidInput"
  /** The option, argument or input label. */
  readonly parameter: string | undefined
  constructor(facts: ReasonFacts & { readonly message: string; readonly parameter?: string | undefined }) {
    super(facts, { message: facts.message })
    this.parameter = facts.parameter
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
