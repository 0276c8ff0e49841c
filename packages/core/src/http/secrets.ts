/**
 * Redacts keys in everything that is kept or shown: response bodies, error bodies, causes.
 * Servers are known to echo the caller's key (the hosted run answer does), so nothing they say is kept unread.
 */
import * as Redacted from "effect/Redacted"

/** What stands where a key stood. */
export const struck = "<key>"

/** Shorter strings are words rather than keys; redacting them would ruin the text that contains them. */
const shortest = 8

type Key = Redacted.Redacted | undefined

const forms = (keys: readonly Key[]): readonly string[] => {
  const found = new Set<string>()
  for (const key of keys) {
    const value = key === undefined ? "" : Redacted.value(key)
    if (value.length < shortest) continue
    found.add(value)
    found.add(encodeURIComponent(value))
  }
  return [...found].toSorted((a, b) => b.length - a.length)
}

const strikeText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((result, secret) => result.replaceAll(secret, struck), text)

const strikeValue = (value: unknown, secrets: readonly string[]): unknown => {
  if (typeof value === "string") return strikeText(value, secrets)
  if (Array.isArray(value)) return value.map((item) => strikeValue(item, secrets))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [strikeText(name, secrets), strikeValue(item, secrets)])
  )
}

/** A copy of a text or JSON value in which none of the keys occurs; the value itself when there is nothing to strike. */
export const strike = <A>(value: A, keys: readonly Key[]): A => {
  const secrets = forms(keys)
  return secrets.length === 0 ? value : (strikeValue(value, secrets) as A)
}

/**
 * The same for JSON that was just parsed from `text`: looks at the text first, because nearly all answers hold no key. A
 * text with escapes could hide one and is always walked.
 */
export const strikeJson = (text: string, parsed: unknown, keys: readonly Key[]): unknown => {
  const secrets = forms(keys)
  const hides = secrets.some((secret) => text.includes(secret)) || text.includes("\\")
  return hides ? strikeValue(parsed, secrets) : parsed
}

/**
 * What may be kept of an error someone threw: its name, code and struck message. The error itself may hold anything,
 * for example the request with its headers.
 */
export const safeCause = (cause: unknown, keys: readonly Key[]): Error => {
  const from = cause instanceof Error ? cause : new Error(String(cause))
  const inner = from.cause instanceof Error ? `${from.message} (${from.cause.message})` : from.message
  const safe = new Error(strike(inner, keys))
  safe.name = from.name
  delete safe.stack
  return safe
}
