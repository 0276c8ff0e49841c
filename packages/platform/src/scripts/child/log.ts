/** What a script printed in one call, cut at a limit. Used by both engines. */
export class OutputLog {
  readonly #limit: number
  #decoder = new TextDecoder()
  #text = ""
  #size = 0

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes all of it, keeps what fits; answers with the length, as a file's `write` does. */
  write(bytes: Uint8Array): number {
    if (this.#size < this.#limit) {
      this.#text += this.#decoder.decode(bytes.subarray(0, this.#limit - this.#size), { stream: true })
    }
    this.#size += bytes.length
    return bytes.length
  }

  get isFull(): boolean {
    return this.#size > this.#limit
  }

  /** The text so far; starts anew. `isCounted`: everything that was printed has passed through `write`. */
  take(isCounted = true): string {
    const cut =
      this.#size > this.#limit
        ? `\n… (${isCounted ? this.#size - this.#limit : "some"} more bytes were not kept)\n`
        : ""
    const text = this.#text + this.#decoder.decode() + cut
    this.#decoder = new TextDecoder()
    this.#text = ""
    this.#size = 0
    return text
  }
}
