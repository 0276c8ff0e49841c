/**
 * Status and body → reason, in one table that is loaded by the first refusal. The meanings of 402 and 460 to 499 are specific to the vendor.
 */
import {
  Billing,
  Conflict,
  type ErrorReason,
  Forbidden,
  InvalidRequest,
  NotFound,
  NotSupported,
  RateLimited,
  type ReasonFacts,
  Server,
  Subscription,
  Supplier,
  Unauthorized,
  UnexpectedStatus
} from "../ErrorReason.ts"
import { isServerFailure, problemsOf, retryAfter, type Subject } from "./answers.ts"
import { isRecord, textOf } from "./json.ts"

/** What is known of an answer that is not a success. */
export interface Refusal {
  readonly status: number
  readonly headers: Headers
  /** Decoded JSON, or the text, with keys redacted. */
  readonly body: unknown
  readonly requestId: string | undefined
  /** Milliseconds since the epoch, for `Retry-After` dates. */
  readonly now: number
  readonly subject: Subject | undefined
}

/** What the server says in its body, if it says something a person can use. */
const said = (body: unknown): string | undefined => {
  if (typeof body === "string") {
    const text = body.trim()
    if (text === "") return undefined
    // Stores of files explain themselves in XML.
    if (text.startsWith("<")) return /<Message>([^<]+)<\/Message>/.exec(text)?.[1] ?? "it answered with a web page"
    // JSON that was cut off: no words for people.
    if (/^[[{]/.test(text)) return undefined
    return text.length > 300 ? `${text.slice(0, 299)}…` : text
  }
  if (!isRecord(body)) return undefined
  const { message, error, error_message, supplierError } = body
  const more = genericWords.has((textOf(error) ?? "").toLowerCase()) ? undefined : error
  const texts = [...(Array.isArray(message) ? message : [message]), error_message, more, supplierError]
    .map(textOf)
    .filter((text) => text !== undefined)
  return texts[0] === undefined ? undefined : [...new Set(texts)].slice(0, 3).join("; ")
}

/** The reason phrases of HTTP: they say no more than the status does. */
const genericWords = new Set([
  "bad request",
  "unauthorized",
  "payment required",
  "forbidden",
  "not found",
  "method not allowed",
  "not acceptable",
  "request timeout",
  "conflict",
  "gone",
  "length required",
  "precondition failed",
  "payload too large",
  "content too large",
  "uri too long",
  "unsupported media type",
  "range not satisfiable",
  "misdirected request",
  "unprocessable entity",
  "unprocessable content",
  "too early",
  "precondition required",
  "too many requests",
  "request header fields too large",
  "internal server error",
  "not implemented",
  "bad gateway",
  "service unavailable",
  "gateway timeout"
])

type Make = (facts: ReasonFacts, refusal: Refusal) => ErrorReason

const sentence = (refusal: Refusal, start: string): string => {
  const words = said(refusal.body)?.replace(/\.$/, "")
  if (words === undefined || genericWords.has(words.toLowerCase())) return `${start}.`
  // A code of the vendor's, for example err.invalid_param: what failed is said in words first.
  return /^err(\.\w+)+$/.test(words) ? `${start} (${words}).` : `${start}: ${words}.`
}

const invalid: Make = (facts, refusal) => {
  const problems = problemsOf(refusal.body)
  const listed = problems.map((problem) => problem.message).join(" ")
  const message =
    refusal.status === 413
      ? sentence(refusal, "The request is larger than the server takes")
      : listed !== "" && !(said(refusal.body) ?? "").includes(listed)
        ? `${sentence(refusal, "The server does not accept the request")} ${listed}`
        : sentence(refusal, "The server does not accept the request")
  return new InvalidRequest({ ...facts, message, problems })
}

const server: Make = (facts, refusal) =>
  new Server({
    ...facts,
    message: sentence(refusal, `The server failed with status ${refusal.status}`),
    retryAfterMillis: retryAfter(refusal.headers, refusal.now)
  })

const limited: Make = (facts, refusal) => {
  const wait = retryAfter(refusal.headers, refusal.now)
  return new RateLimited({
    ...facts,
    retryAfterMillis: wait,
    ...(wait !== undefined && { retryAt: refusal.now + wait })
  })
}

/** The server's own sentence becomes the hint, unless it says what the message says. */
const notFound: Make = (facts, { body, subject }) => {
  const { message } = new NotFound({ what: subject?.what, id: subject?.id })
  const words = [isRecord(body) ? textOf(body["detail"]) : undefined, said(body)].find(
    (text) => text !== undefined && text !== message && !genericWords.has(text.replace(/\.$/, "").toLowerCase())
  )
  return new NotFound({ ...facts, hint: words, what: subject?.what, id: subject?.id })
}

const byStatus: Readonly<Record<number, Make>> = {
  400: invalid,
  401: (facts) => new Unauthorized(facts),
  402: (facts) => new Billing(facts),
  403: (facts, { subject }) => new Forbidden({ hint: subject?.forbidden, ...facts }),
  404: notFound,
  409: (facts, refusal) =>
    new Conflict({ ...facts, message: sentence(refusal, "It conflicts with the present state") }),
  410: notFound,
  412: (facts) => new Conflict(facts),
  413: invalid,
  414: invalid,
  415: invalid,
  422: invalid,
  428: invalid,
  429: limited,
  431: invalid,
  451: (facts) => new Forbidden(facts),
  501: (facts, refusal) =>
    new NotSupported({ ...facts, what: "this", message: sentence(refusal, "This server does not support this") })
}

/** The vendor's ranges, then the classes of HTTP. */
const byRange: readonly (readonly [from: number, to: number, make: Make])[] = [
  [
    460,
    469,
    (facts, refusal) =>
      new Subscription({ ...facts, message: sentence(refusal, "The subscription is inactive or has expired") })
  ],
  [
    470,
    479,
    (facts, refusal) => new Billing({ ...facts, message: sentence(refusal, "The team has not enough credits") })
  ],
  [
    480,
    489,
    (facts, refusal) =>
      new Supplier({
        ...facts,
        message: sentence(refusal, "The supplier of an asset does not provide it at the moment")
      })
  ],
  [490, 499, invalid]
]

/** The reason for an answer that is not a success. */
export const reasonOf = (refusal: Refusal): ErrorReason => {
  const detail = isRecord(refusal.body) ? textOf(refusal.body["detail"]) : undefined
  const facts: ReasonFacts = {
    status: refusal.status,
    body: refusal.body,
    requestId: refusal.requestId,
    ...(detail !== undefined && { hint: detail })
  }
  const make = isServerFailure(refusal.status)
    ? server
    : (byStatus[refusal.status] ?? byRange.find(([from, to]) => refusal.status >= from && refusal.status <= to)?.[2])
  return make === undefined ? new UnexpectedStatus(facts) : make(facts, refusal)
}
