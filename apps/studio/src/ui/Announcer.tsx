/** One polite live region for the whole page. `announce` speaks to screen readers without moving the focus. */
import { useSyncExternalStore } from "react"

let said = ""
const listeners = new Set<() => void>()

export const announce = (text: string): void => {
  said = text
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const Announcer = () => (
  <div className="sr-only" role="status" aria-live="polite">
    {useSyncExternalStore(subscribe, () => said)}
  </div>
)
