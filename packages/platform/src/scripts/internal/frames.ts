/**
 * How a sandbox process and the server talk: frames on stdin and stdout, each a small JSON head and a body of bytes.
 *
 * Plain pipes instead of Node's IPC channel: they work behind `unshare` and `prlimit`, need no environment variable, carry
 * megabytes without parsing them twice, and what a hostile process may send is bounded.
 */

export interface Frame {
  readonly head: unknown
  readonly body: Uint8Array
}

const PREFIX = 8
const EMPTY = new Uint8Array(0)

export const encodeFrame = (head: unknown, body: Uint8Array = EMPTY): Uint8Array[] => {
  const text = Buffer.from(JSON.stringify(head))
  const prefix = Buffer.alloc(PREFIX)
  prefix.writeUInt32LE(text.length, 0)
  prefix.writeUInt32LE(body.length, 4)
  return body.length === 0 ? [prefix, text] : [prefix, text, body]
}

/** Puts chunks together into frames. Throws when a frame announces more than `limit` bytes. */
export class FrameReader {
  readonly limit: number
  #chunks: Uint8Array[] = []
  #size = 0

  constructor(limit: number) {
    this.limit = limit
  }

  push(chunk: Uint8Array): Frame[] {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const frames: Frame[] = []
    for (;;) {
      const prefix = this.#peek(PREFIX)
      if (prefix === undefined) return frames
      const head = prefix.readUInt32LE(0)
      const body = prefix.readUInt32LE(4)
      const whole = PREFIX + head + body
      if (whole > this.limit) throw new Error(`a frame of ${whole} bytes is more than the ${this.limit} allowed`)
      const bytes = this.#peek(whole)
      if (bytes === undefined) return frames
      this.#chunks = [bytes.subarray(whole), ...this.#chunks.slice(1)]
      this.#size -= whole
      frames.push({
        head: JSON.parse(bytes.toString("utf8", PREFIX, PREFIX + head)) as unknown,
        body: bytes.subarray(PREFIX + head, whole)
      })
    }
  }

  /** At least `size` bytes in one piece, or nothing while they are not there. */
  #peek(size: number): Buffer | undefined {
    if (this.#size < size) return undefined
    const first = this.#chunks[0]
    if (first !== undefined && first.length >= size) return Buffer.from(first.buffer, first.byteOffset, first.length)
    const joined = Buffer.concat(this.#chunks)
    this.#chunks = [joined]
    return joined
  }
}
