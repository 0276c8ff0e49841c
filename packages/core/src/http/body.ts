/** Reads the bodies of responses with a bound on memory. Bytes are counted after decompression. */

/** Most bytes of a JSON answer, or of an output that is read into memory, unless `maxResponseBytes` says otherwise. */
export const mostBytes = 64 * 1024 * 1024

/** Most bytes of a body that comes with an error status; the rest is not read. */
export const mostErrorBytes = 64 * 1024

/** A response that is larger than the client reads. */
export class TooLarge extends Error {
  readonly limit: number
  constructor(limit: number) {
    super(`The response is larger than ${limit} bytes.`)
    this.limit = limit
  }
}

/** At most `limit` bytes of a body; `whole` is false when there was more, which is not read. */
export const readBytes = async (
  response: Response,
  limit: number
): Promise<{ readonly chunks: readonly Uint8Array[]; readonly whole: boolean }> => {
  const chunks: Uint8Array[] = []
  const reader = response.body?.getReader()
  if (reader === undefined) return { chunks, whole: true }
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return { chunks, whole: true }
    size += value.byteLength
    if (size > limit) {
      // A failure to cancel the body changes nothing.
      reader.cancel().catch(() => {})
      return { chunks: [...chunks, value.subarray(0, value.byteLength - (size - limit))], whole: false }
    }
    chunks.push(value)
  }
}

const decode = (chunks: readonly Uint8Array[]): string => {
  const decoder = new TextDecoder()
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode()
}

/** The text of a body. Throws `TooLarge` above the limit. */
export const readText = async (response: Response, limit: number): Promise<string> => {
  const { chunks, whole } = await readBytes(response, limit)
  if (!whole) throw new TooLarge(limit)
  return decode(chunks)
}

/** The beginning of a body that explains a refusal. */
export const readErrorText = async (response: Response): Promise<string> =>
  decode((await readBytes(response, mostErrorBytes)).chunks)
