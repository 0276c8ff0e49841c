/** What a script printed in one call, cut at a limit. Used by both engines. */
/** Pieces of lines that are told without a pause. */
const toldAtOnce = 100
/** Milliseconds. */
const toldEvery = 200

export class OutputLog {
  readonly #limit: number
  readonly #tell: (text: string) => void
  /** What was not told yet. */
  #untold = ""
  #told = 0
  #toldAt = 0
  #decoder = new TextDecoder()
  #text = ""
  #size = 0

  /** `limit` in bytes. `tell` hears whole lines while the script runs. */
  constructor(limit: number, tell: (text: string) => void = () => {}) {
    this.#limit = limit
    this.#tell = tell
  }

  /** Takes all of it, keeps what fits; answers with the length, as a file's `write` does. */
  write(bytes: Uint8Array): number {
    if (this.#size < this.#limit) {
      const text = this.#decoder.decode(bytes.subarray(0, this.#limit - this.#size), { stream: true })
      this.#text += text
      this.#untold += text
      if (text.includes("\n")) this.#tellLines()
    }
    this.#size += bytes.length
    return bytes.length
  }

  /** The first lines at once, further ones a few times a second: all of them come with the answer, too. */
  #tellLines(): void {
    const now = performance.now()
    if (this.#told >= toldAtOnce && now - this.#toldAt < toldEvery) return
    const end = this.#untold.lastIndexOf("\n") + 1
    this.#told++
    this.#toldAt = now
    const lines = this.#untold.slice(0, end)
    this.#untold = this.#untold.slice(end)
    this.#tell(lines)
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
    this.#untold = ""
    this.#told = 0
    return text
  }
}
