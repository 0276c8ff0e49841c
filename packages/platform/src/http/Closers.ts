/** What must be undone at the end, in the opposite order; used by the composition root and nowhere else. */
export class Closers {
  readonly #list: (() => void | Promise<void>)[] = []

  add(close: () => void | Promise<void>): void {
    this.#list.push(close)
  }

  /** Runs them all, also when one fails; then throws the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (let close = this.#list.pop(); close !== undefined; close = this.#list.pop())
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    if (failures.length > 0) throw failures[0]
  }
}
