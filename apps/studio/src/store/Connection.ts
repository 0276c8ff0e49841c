/**
 * Whether the server answers. Every request of the SDK reports here; while none is answered, `/health` is polled
 * until it is. Components read it with `useConnection`.
 */
import { useSyncExternalStore } from "react"

export type Connection = "online" | "offline"

interface Clock {
  readonly setTimeout: (run: () => void, millis: number) => unknown
}

const pause = { first: 500, factor: 1.6, longest: 5_000 }

export class ConnectionStore {
  #state: Connection = "online"
  #back: (() => void)[] = []
  readonly #listeners = new Set<() => void>()
  readonly #isThere: () => Promise<boolean>
  readonly #clock: Clock

  constructor(isThere: () => Promise<boolean>, clock: Clock = globalThis) {
    this.#isThere = isThere
    this.#clock = clock
  }

  get state(): Connection {
    return this.#state
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls the listener each time the server is back after an outage; the result removes it. */
  onBack(listener: () => void): () => void {
    this.#back.push(listener)
    return () => {
      this.#back = this.#back.filter((one) => one !== listener)
    }
  }

  /** Asks the server now whether it answers. */
  async check(): Promise<boolean> {
    const isThere = await this.#isThere()
    if (isThere) this.answered()
    else this.failed()
    return isThere
  }

  answered(): void {
    if (this.#state === "online") return
    this.#set("online")
    for (const listener of this.#back) listener()
  }

  failed(): void {
    if (this.#state === "offline") return
    this.#set("offline")
    this.#probe(pause.first)
  }

  #probe(millis: number): void {
    const ask = async (): Promise<void> => {
      if (this.#state === "online") return
      if (await this.#isThere()) this.answered()
      else this.#probe(Math.min(pause.longest, millis * pause.factor))
    }
    this.#clock.setTimeout(() => void ask(), millis)
  }

  #set(state: Connection): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

export const connection = new ConnectionStore(() =>
  fetch("/health").then(
    (response) => response.ok,
    () => false
  )
)

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, () => connection.state)
