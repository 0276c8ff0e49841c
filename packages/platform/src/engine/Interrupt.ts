/**
 * What ends a call before its time: a deadline, a cancel, a stop. The signal is made only when someone asks for it: most
 * calls are over in microseconds and never look.
 */
export class Interrupt {
  /** Rejects with the reason once the call is interrupted. */
  readonly interrupted: Promise<never>
  #reject: (reason: Error) => void = () => {}
  #controller: AbortController | undefined
  #reason: Error | undefined

  constructor() {
    this.interrupted = new Promise((_, reject) => {
      this.#reject = reject
    })
    // Nobody may be waiting any more when it comes.
    this.interrupted.catch(() => {})
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  interrupt(reason: Error): void {
    this.#reason ??= reason
    this.#reject(this.#reason)
    this.#controller?.abort(this.#reason)
  }
}
