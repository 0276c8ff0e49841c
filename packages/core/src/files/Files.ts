/** The file operations that the client needs, with two implementations behind the `#files` import: Node and Bun, and browsers. */

/** A file that can be read several times. */
export interface OpenFile {
  readonly name: string
  readonly size: number
  /** The same as long as the file has not changed. */
  readonly identity: string
  readonly head: (bytes: number) => Promise<Uint8Array>
  readonly stream: () => ReadableStream<Uint8Array>
  /** The Blob it is, where it is one: browsers cannot send anything else without reading it into memory first. */
  readonly blob?: Blob
  /** Removes temporary files. */
  readonly close: () => Promise<void>
}

/** A file being written: it appears under its name whole, or not at all. */
export interface FileSink {
  readonly write: (chunk: Uint8Array) => Promise<void>
  readonly commit: () => Promise<void>
  readonly abort: () => Promise<void>
}

/** SHA-256 of a growing content. */
export interface Hasher {
  readonly update: (chunk: Uint8Array) => void
  readonly digest: () => Uint8Array
}

export interface Files {
  readonly open: (path: string | URL) => Promise<OpenFile>
  readonly isFile: (path: string) => Promise<boolean>
  readonly readText: (path: string | URL) => Promise<string>
  readonly createSink: (path: string) => Promise<FileSink>
  /** Keeps a stream of unknown length until its length is known; refuses more than `limit` bytes. */
  readonly spool: (stream: AsyncIterable<Uint8Array>, name: string, limit: number) => Promise<OpenFile | "too large">
  readonly hasher: () => Promise<Hasher>
}
