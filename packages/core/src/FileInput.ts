/**
 * Marks a value of a run's input as a file to upload. Only marked values are uploaded: a string that happens to be
 * the name of a file is text, unless `files: "detect"` asks for the Python behaviour.
 */

/** A path (Node, Bun), bytes, a Blob or File, or a stream of bytes. */
export type FileSource =
  | string
  | URL
  | Blob
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>

export interface FileOptions {
  /** Base name to send; taken from the path or the File where there is one. */
  readonly name?: string
  /** Media type; sniffed from the content where absent. */
  readonly type?: string
  /** Size in bytes, needed only for streams whose length should be checked and shown. */
  readonly size?: number
}

const mark = Symbol.for("@aixplain-ts/core/FileInput")

/** What `file()` makes. */
export interface FileInput {
  readonly source: FileSource
  readonly name: string | undefined
  readonly type: string | undefined
  readonly size: number | undefined
}

/**
 * Marks a path, Blob, buffer or stream for upload, anywhere in an input.
 *
 * @example
 * pipeline.run({ Audio: file("./talk.wav"), Notes: [file(blob), "plain text"] })
 */
export const file = (source: FileSource, options: FileOptions = {}): FileInput =>
  Object.freeze({
    source,
    name: options.name,
    type: options.type,
    size: options.size,
    [mark]: true
  })

/** True for values made by `file()`, also by another copy of this package. */
export const isFileInput = (value: unknown): value is FileInput =>
  typeof value === "object" && value !== null && mark in value
