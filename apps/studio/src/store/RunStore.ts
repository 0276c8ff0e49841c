/**
 * Holds the view of one run outside React, so that a thousand events per second cost one render per frame, and a node
 * is rendered only if it changed.
 */
import type { RunDetail, RunEvent, RunLogLine } from "@aixplain-ts/sdk"
import { useSyncExternalStore } from "react"
import { rootFailures, type Sources, withCauses } from "./causes.ts"
import { emptyRun, fromDetail, type NodeRun, reduce, type RunView } from "./RunView.ts"

/** Runs a callback soon, at most once per frame. */
type Schedule = (run: () => void) => void

// A hidden tab has no frames, but its title still changes.
const nextFrame: Schedule = (run) => {
  if (document.hidden) setTimeout(run, 250)
  else requestAnimationFrame(run)
}

const keyOf = ({ at, level, node, segment, text }: RunLogLine): string =>
  JSON.stringify([at, level, node, segment, text])

export class RunStore {
  #view: RunView = emptyRun
  /** The view that components last received. */
  #shown: RunView = emptyRun
  #isWaiting = false
  #sources: Sources = new Map()
  readonly #listeners = new Set<() => void>()
  readonly #schedule: Schedule

  constructor(schedule: Schedule = nextFrame) {
    this.#schedule = schedule
  }

  get view(): RunView {
    return this.#shown
  }

  /** The current view, including changes that are not rendered yet. */
  get latest(): RunView {
    return this.#view
  }

  /** Failed nodes without a failed node before them, in the order of the document. */
  get failures(): readonly NodeRun[] {
    return this.#view.segments.failed > 0 ? rootFailures(this.#shown.nodes, this.#sources) : []
  }

  node(number: number): NodeRun | undefined {
    return this.#shown.nodes.get(number)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sets which nodes feed which, so that a failure can be told apart from its consequences. */
  wire(sources: Sources): void {
    this.#sources = sources
    this.#publish()
  }

  apply(event: RunEvent): void {
    this.#set(reduce(this.#view, event))
  }

  load(detail: RunDetail): void {
    this.#set(fromDetail(detail, this.#view))
  }

  /** Sets the log from the server, followed by lines that arrived since and are not in it. */
  loadLog(log: readonly RunLogLine[]): void {
    const known = new Set(log.map(keyOf))
    this.#set({ ...this.#view, log: [...log, ...this.#view.log.filter((line) => !known.has(keyOf(line)))] })
  }

  #set(view: RunView): void {
    if (view === this.#view) return
    this.#view = view
    this.#publish()
  }

  #publish(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#schedule(() => {
      this.#isWaiting = false
      this.#shown = {
        ...this.#view,
        nodes: withCauses(this.#view.nodes, this.#sources, this.#shown.nodes)
      }
      for (const listener of this.#listeners) listener()
    })
  }
}

export const useRunView = (store: RunStore): RunView => useSyncExternalStore(store.subscribe, () => store.view)

const noStore = (): (() => void) => () => {}

/** State of one node; undefined without a run, or if the run did not reach it. */
export const useNodeRun = (store: RunStore | undefined, number: number): NodeRun | undefined =>
  useSyncExternalStore(store?.subscribe ?? noStore, () => store?.node(number))
