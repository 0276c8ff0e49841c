/**
 * Reasons that a program meets only after a server, a store or a document refused something: classes that what a page loads
 * first does without. They belong to `ErrorReason.ts`, and are imported from there.
 */
import type { Problem } from "@aixplain-ts/api-types"
import { formatDuration } from "../Durations.ts"
import { Reason, type ReasonFacts } from "./Reason.ts"

/** 429: too many requests, and waiting longer than allowed would have been needed. */
export class RateLimited extends Reason {
  readonly _tag = "RateLimited"
  /** When the server says it may be tried again, milliseconds since the epoch. */
  readonly retryAt: number | undefined
  readonly retryAfterMillis: number | undefined
  constructor(
    facts: ReasonFacts & { readonly retryAt?: number | undefined; readonly retryAfterMillis?: number | undefined }
  ) {
    // Zero and a date in the past do not say when.
    const wait = facts.retryAfterMillis ?? 0
    super(facts, {
      message: `The server limits the rate of requests${wait > 0 ? `: try again in ${formatDuration(wait)}` : ""}.`
    })
    this.retryAt = facts.retryAt
    this.retryAfterMillis = facts.retryAfterMillis
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

/** 404: it does not exist, or this key may not see it. */
export class NotFound extends Reason {
  readonly _tag = "NotFound"
  constructor(facts: ReasonFacts & { readonly what?: string | undefined; readonly id?: string | undefined }) {
    const what = facts.what ?? "resource"
    super(facts, {
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)}${facts.id === undefined ? "" : ` ${facts.id}`} not found.`
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
