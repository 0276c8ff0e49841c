/**
 * Signing in: the one-time code of the start-up line is traded for an HttpOnly cookie. Code and cookie never reach the
 * browser's storage, and the code is removed from the address bar before any other request.
 */
import { focusManager } from "@tanstack/react-query"
import { useSyncExternalStore } from "react"

/** `closed`: never signed in; `ended`: the session ended while a page is open. */
export type SessionState = "unknown" | "open" | "closed" | "ended"

let state: SessionState = "unknown"
const listeners = new Set<() => void>()

export const setSession = (told: "open" | "closed"): void => {
  const next = told === "closed" && (state === "open" || state === "ended") ? "ended" : told
  if (state === next) return
  state = next
  // Without a session, automatic refetching stops: every request would be refused.
  focusManager.setFocused(next === "open" ? undefined : false)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, () => state)

/** The code in pasted text: the whole sign-in address, or the code alone. */
export const codeIn = (text: string): string => {
  const trimmed = text.trim()
  return /#code=([^&\s]+)/.exec(trimmed)?.[1] ?? trimmed
}

/** Exchanges a code for the session cookie. Resolves with a message if the server rejects it. */
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
    return "This code is not valid. Check that you copied all of it; a code works once, within 12 hours."
  return `The server refused the code with status ${response.status}.`
}

let refusal: string | undefined

/** Why the code in the address was rejected; shown on the sign-in page. */
export const refusedCode = (): string | undefined => refusal

/** Signs in with the code in the address, if any, and removes it from there. True if that opened a session. */
export const signInFromAddress = async (): Promise<boolean> => {
  const code = /^#code=([^&\s]+)$/.exec(location.hash)?.[1]
  if (code === undefined) return false
  history.replaceState(history.state, "", `${location.pathname}${location.search}`)
  refusal = await openSession(decodeURIComponent(code))
  // A reloaded tab still has its cookie: the first request shows whether the session is valid.
  if (refusal === undefined) setSession("open")
  return refusal === undefined
}
