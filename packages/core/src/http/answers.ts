/**
 * What is read of answers of every kind: ids, problems, and the three forms in which servers say "later". Status and body →
 * reason is in `refusals.lazy.ts`.
 */
import type { Problem } from "@aixplain-ts/api-types"
import { compact, isRecord, textOf } from "./json.ts"
import { parseDate } from "../runtime/time.ts"

/** What a call was about, for messages such as "Pipeline 42 not found." */
export interface Subject {
  readonly what: string
  readonly id?: string | undefined
  /** What to do when the key is not allowed to do it, where there is more to say than for any request. */
  readonly forbidden?: string | undefined
}

/** A server that asks for more says no more than "not soon". */
const longestWait = 365 * 86_400_000

/**
 * Milliseconds to wait, from `retry-after-ms`, or `Retry-After` in seconds or as a date. Undefined when the server says
 * nothing that can be understood.
 */
export const retryAfter = (headers: Headers, now: number): number | undefined => {
  const precise = Number.parseFloat(headers.get("retry-after-ms") ?? "")
  if (precise >= 0) return Math.min(precise, longestWait)
  const value = headers.get("retry-after")?.trim()
  if (value === undefined || value === "") return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1_000, longestWait)
  const date = parseDate(value)
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), longestWait)
}

const requestIdHeaders = ["x-request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id", "cf-ray"]

/** The id under which the server can find the request in its logs. */
export const requestIdOf = (headers: Headers): string | undefined => {
  for (const name of requestIdHeaders) {
    const value = headers.get(name)
    if (value !== null && value !== "") return value
  }
  return undefined
}

/** Problems as a server lists them, in error bodies and in answers of saves. */
export const problemsOf = (body: unknown): readonly Problem[] => {
  const list = isRecord(body) ? body["problems"] : undefined
  if (!Array.isArray(list)) return []
  return list.filter(isRecord).map((item) =>
    compact({
      code: textOf(item["code"]) ?? "unknown",
      level: item["level"] === "warning" ? ("warning" as const) : ("error" as const),
      message: textOf(item["message"]) ?? "The server gives no sentence.",
      hint: textOf(item["hint"]) ?? "",
      node: typeof item["node"] === "number" ? item["node"] : undefined,
      parameter: textOf(item["parameter"])
    })
  )
}

/** A status that says that the server, or something before it, failed: the request may have been carried out. */
export const isServerFailure = (status: number): boolean =>
  status === 408 || status === 425 || (status >= 500 && status <= 599 && status !== 501)
