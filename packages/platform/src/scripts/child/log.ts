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

  /** The text so far; starts anew. */
  take(): string {
    const cut = this.#size > this.#limit ? `\n… (${this.#size - this.#limit} more bytes were not kept)\n` : ""
    const text = this.#text + this.#decoder.decode() + cut
    this.#decoder = new TextDecoder()
    this.#text = ""
    this.#size = 0
    return text
  }
}
