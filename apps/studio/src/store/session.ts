/**
 * Signing in: the one-time code of the start-up line is traded for an HttpOnly cookie. Code and cookie never reach the
 * browser's storage, and the code leaves the address bar before anything else is asked for.
 */
import { focusManager } from "@tanstack/react-query"
import { useSyncExternalStore } from "react"

/** `closed`: there was none; `ended`: there was one, and a page that still stands. */
export type SessionState = "unknown" | "open" | "closed" | "ended"

let state: SessionState = "unknown"
const listeners = new Set<() => void>()

export const setSession = (told: "open" | "closed"): void => {
  const next = told === "closed" && (state === "open" || state === "ended") ? "ended" : told
  if (state === next) return
  state = next
  // Without a session nothing is asked again by itself: every answer would be the same refusal.
  focusManager.setFocused(next === "open" ? undefined : false)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, () => state)

/** The code in what somebody pasted: the whole address of the start-up line, or the code alone. */
export const codeIn = (text: string): string => {
  const trimmed = text.trim()
  return /#code=([^&\s]+)/.exec(trimmed)?.[1] ?? trimmed
}

/** Trades a code for the session cookie. Gives a sentence when the server does not take it. */
export const openSession = async (code: string): Promise<string | undefined> => {
  let response: Response
  try {
    response = await fetch("/ext/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code })
    })
  } catch {
    return "The server does not answer. Is `axp dev` still running?"
  }
  if (response.ok) return undefined
  if (response.status === 401)
    return "This code is not valid. Check that all of it was copied; a code works once, within 12 hours."
  return `The server refused the code with status ${response.status}.`
}

let refusal: string | undefined

/** Why the code in the address was not taken; the sign-in page says it. */
export const refusedCode = (): string | undefined => refusal

/** Signs in with the code in the address, if there is one, and takes it out of there. True when that opened a session. */
export const signInFromAddress = async (): Promise<boolean> => {
  const code = /^#code=([^&\s]+)$/.exec(location.hash)?.[1]
  if (code === undefined) return false
  history.replaceState(history.state, "", `${location.pathname}${location.search}`)
  refusal = await openSession(decodeURIComponent(code))
  // A reloaded tab still has the cookie of the first time: whether there is a session shows with the first request.
  if (refusal === undefined) setSession("open")
  return refusal === undefined
}
