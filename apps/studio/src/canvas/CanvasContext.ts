/** What node and link views need besides their position: the run that is shown, and the current node. */
import { createContext, useContext, useSyncExternalStore } from "react"
import type { RunStore } from "../store/RunStore.ts"

/** The node with keyboard focus. Kept outside React's state, so that moving it repaints two nodes and not all. */
export class Focus {
  #current: number | undefined
  readonly #listeners = new Set<() => void>()

  get current(): number | undefined {
    return this.#current
  }

  set(number: number | undefined): void {
    if (number === this.#current) return
    this.#current = number
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export interface CanvasServices {
  readonly focus: Focus
  readonly run: RunStore | undefined
  /** Prefix of the ids of the nodes' elements. */
  readonly idPrefix: string
}

export const CanvasContext = createContext<CanvasServices>({ focus: new Focus(), run: undefined, idPrefix: "node" })

export const useIsCurrent = (number: number): boolean => {
  const { focus } = useContext(CanvasContext)
  return useSyncExternalStore(focus.subscribe, () => focus.current === number)
}

/** Whether a link leaves the current node or leads there. */
export const useTouches = (from: number, to: number): boolean => {
  const { focus } = useContext(CanvasContext)
  return useSyncExternalStore(focus.subscribe, () => focus.current === from || focus.current === to)
}
