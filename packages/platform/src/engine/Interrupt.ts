/**
 * What ends a call before its time: a deadline, a cancel, a stop. The signal is made only when someone asks for it: most
 * calls are over in microseconds and never look.
 */
export class Interrupt {
  #reject: ((reason: Error) => void) | undefined
  #controller: AbortController | undefined
  #reason: Error | undefined

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  interrupt(reason: Error): void {
    this.#reason ??= reason
    this.#reject?.(this.#reason)
    this.#controller?.abort(this.#reason)
  }

  /** What the work comes to, or the reason as soon as it is interrupted, whether the work takes notice or not. */
  over<A>(work: Promise<A> | A): Promise<A> | A {
    if (!(work instanceof Promise)) return work
    return new Promise((resolve, reject) => {
      this.#reject = reject
      if (this.#reason !== undefined) reject(this.#reason)
      work.then(resolve, reject)
    })
  }
}
