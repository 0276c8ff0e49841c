/**
 * Creates and reads run references, and decides which URLs may be polled: the key is sent to the configured origin only,
 * whatever URL an answer or a caller holds.
 */
import * as Effect from "effect/Effect"
import { type AixplainError, type ErrorReason, InvalidInput, UnexpectedStatus } from "../AixplainError.ts"
import type { RunRef, RunRefInput } from "../RunRef.ts"
import { compact, isRecord, parseJson, textOf } from "../http/json.ts"
import { toUrl } from "../http/url.ts"

const checkPath = "/assets/pipeline/execution/check/"
const largest = 512

export interface Place {
  /** Configured address, without a slash at the end. */
  readonly baseUrl: string
  readonly trustedOrigins: readonly string[]
}

const isRunId = (text: string): boolean => /^[\w.~-]{1,128}$/.test(text)

/** The last segment of a path, which is the run's id on check URLs. */
const lastSegment = (url: URL): string => url.pathname.split("/").findLast((part) => part !== "") ?? ""

export const checkUrl = (place: Place, id: string): string => `${place.baseUrl}${checkPath}${id}`

/**
 * The poll URL to use for what a server or caller named: as it is on a trusted origin (without query, which could hold
 * secrets, and without credentials), rebuilt on the configured one when it ends in a run id on the check path, else refused.
 */
export const trustedPoll = (
  place: Place,
  given: string
): { readonly id: string; readonly url: string } | { readonly problem: ErrorReason } => {
  const url = toUrl(given, place.baseUrl)
  const id = url === undefined ? "" : lastSegment(url)
  if (url === undefined || !isRunId(id))
    return { problem: new InvalidInput({ message: "The poll URL does not end in a run id.", parameter: "run" }) }
  const trusted = [new URL(place.baseUrl).origin, ...place.trustedOrigins].includes(url.origin)
  if (trusted) return { id, url: `${url.origin}${url.pathname}` }
  if (url.pathname.endsWith(`${checkPath}${id}`)) return { id, url: checkUrl(place, id) }
  return {
    problem: new UnexpectedStatus({
      message: `The poll URL is on another origin (${url.origin}); the key is not sent there.`,
      hint: [{ text: "Add the origin to {option} if it belongs to your server.", option: "trustedOrigins" }],
      safeToResubmit: "no"
    })
  }
}

/** A reference that fits into its 512 bytes: what is optional goes first, then the URL is the plain one. */
export const makeRef = (place: Place, facts: Omit<RunRef, "v">): RunRef => {
  const size = (ref: RunRef): number => new TextEncoder().encode(JSON.stringify(ref)).length
  const whole: RunRef = compact({
    v: 1 as const,
    id: facts.id,
    url: facts.url,
    pipeline: facts.pipeline,
    startedAt: facts.startedAt
  })
  if (size(whole) <= largest) return whole
  const { pipeline: _pipeline, ...without } = whole
  if (size(without) <= largest) return without
  return compact({ v: 1 as const, id: facts.id, url: checkUrl(place, facts.id), startedAt: facts.startedAt })
}

const refused = (message: string): { readonly problem: ErrorReason } => ({
  problem: new InvalidInput({
    message,
    parameter: "run",
    hint: "Pass a run reference, its JSON, a poll URL or a run id."
  })
})

/** Reads whatever names a run. Makes no request. */
export const readRef = (
  place: Place,
  input: RunRefInput
): { readonly ref: RunRef } | { readonly problem: ErrorReason } => {
  const given: unknown = typeof input === "string" && input.trimStart().startsWith("{") ? parseJson(input) : input
  if (typeof given === "string") {
    const text = given.trim()
    const found = /^https?:\/\//i.test(text)
      ? trustedPoll(place, text)
      : isRunId(text)
        ? { id: text, url: checkUrl(place, text) }
        : undefined
    if (found === undefined) return refused("The value is neither a poll URL nor a run id.")
    return "problem" in found ? found : { ref: makeRef(place, found) }
  }
  if (!isRecord(given)) return refused("The value does not identify a run.")
  if (given["v"] !== 1) return refused("The run reference has a version that this client does not support.")
  const id = textOf(given["id"])
  if (id === undefined || !isRunId(id)) return refused("The run reference has no run id.")
  const url = textOf(given["url"])
  const found = url === undefined ? { id, url: checkUrl(place, id) } : trustedPoll(place, url)
  if ("problem" in found) return found
  return {
    ref: makeRef(
      place,
      compact({ id, url: found.url, pipeline: textOf(given["pipeline"]), startedAt: textOf(given["startedAt"]) })
    )
  }
}

/** The same effect; its failure says which run it is about, so that it never reads as safe to submit again. */
export const about = <A, R>(
  ref: RunRef | undefined,
  effect: Effect.Effect<A, AixplainError, R>
): Effect.Effect<A, AixplainError, R> =>
  ref === undefined
    ? effect
    : Effect.mapError(effect, (error) => {
        error.reason.runRef ??= ref
        return error
      })
