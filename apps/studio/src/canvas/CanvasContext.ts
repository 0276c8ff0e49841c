/** What the views of nodes and links look up beside their place: the run that is painted, and which node is current. */
import { createContext, useContext, useSyncExternalStore } from "react"
import type { RunStore } from "../store/RunStore.ts"

/** The node that the keyboard stands on. Outside React's state, so that a step repaints two nodes and not all. */
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
