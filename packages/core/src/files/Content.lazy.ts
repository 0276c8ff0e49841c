/** Whatever a caller calls a file, as one content: name, size, first bytes, a stream, and whether it can be read again. */
import { files } from "#files"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput, UploadRejected } from "../AixplainError.ts"
import { type FileInput, type FileOptions, type FileSource, isFileInput } from "../FileInput.ts"
import type { OpenFile } from "./Files.ts"
import { Runtime } from "../runtime/Runtime.ts"

export interface Content extends OpenFile {
  /** As the caller or the Blob says. */
  readonly declaredType: string | undefined
  /** A new stream each time it is asked for. */
  readonly repeatable: boolean
}

const isReference = (text: string): boolean => /^(https?|s3|data):/i.test(text)

const baseName = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== "") ?? path

/** The base name of a source; a path never leaves the machine. */
export const nameOf = (source: FileSource | FileInput): string | undefined => {
  if (isFileInput(source)) return source.name ?? nameOf(source.source)
  if (typeof source === "string") return baseName(source)
  if (source instanceof URL) return baseName(decodeURIComponent(source.pathname))
  if (typeof File !== "undefined" && source instanceof File && source.name !== "") return source.name
  return undefined
}

export const isFile = (path: string): Effect.Effect<boolean> => Effect.promise(() => files.isFile(path))

const refuse = (operation: string, message: string, cause?: unknown) =>
  new AixplainError({ operation, reason: new InvalidInput({ message, parameter: "file", cause }) })

const ofBlob = (blob: Blob, name: string): Omit<Content, "declaredType"> => ({
  name,
  size: blob.size,
  identity: "",
  head: async (bytes) => new Uint8Array(await blob.slice(0, bytes).arrayBuffer()),
  stream: () => blob.stream(),
  close: () => Promise.resolve(),
  repeatable: true,
  blob
})

const iterate = (source: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  source instanceof ReadableStream ? readStream(source) : source

/** A stream as an iterable; not every browser has that built in. */
async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value
  } finally {
    await reader.cancel()
  }
}

/** A stream that tells its length: sent as it comes, once. */
const ofStream = (source: AsyncIterable<Uint8Array>, name: string, size: number): Omit<Content, "declaredType"> => {
  const iterator = source[Symbol.asyncIterator]()
  const peeked: Uint8Array[] = []
  return {
    name,
    size,
    identity: "",
    head: async (bytes) => {
      let have = 0
      while (have < bytes) {
        const next = await iterator.next()
        if (next.done === true) break
        peeked.push(next.value)
        have += next.value.byteLength
      }
      const head = new Uint8Array(have)
      let offset = 0
      for (const chunk of peeked) {
        head.set(chunk, offset)
        offset += chunk.byteLength
      }
      return head.subarray(0, bytes)
    },
    stream: () =>
      new ReadableStream<Uint8Array>(
        {
          pull: async (controller) => {
            const ready = peeked.shift()
            if (ready !== undefined) return controller.enqueue(ready)
            const next = await iterator.next()
            if (next.done === true) controller.close()
            else controller.enqueue(next.value)
          },
          cancel: async () => {
            await iterator.return?.()
          }
        },
        { highWaterMark: 0 }
      ),
    close: async () => {
      await iterator.return?.()
    },
    repeatable: false
  }
}

/** Opens a source for the length of the scope. `limit` bounds what a stream of unknown length may hold. */
export const openContent = Effect.fnUntraced(function* (
  operation: string,
  given: FileSource | FileInput,
  options: FileOptions & { readonly limit: number }
) {
  const source = isFileInput(given) ? given.source : given
  const marked = isFileInput(given) ? given : undefined
  const name = options.name ?? nameOf(given) ?? "content"
  const size = options.size ?? marked?.size
  const inBrowser = (yield* Runtime) === "browser"
  const open = async (): Promise<Omit<Content, "declaredType"> | "too large"> => {
    if (source instanceof Blob) return ofBlob(source, name)
    if (source instanceof Uint8Array || source instanceof ArrayBuffer)
      return ofBlob(new Blob([source as Uint8Array<ArrayBuffer> | ArrayBuffer]), name)
    if (typeof source === "string" || source instanceof URL) {
      const file = await files.open(source)
      return { ...file, name, repeatable: true }
    }
    // Browsers cannot stream a body over HTTP/1: there every stream is kept as a Blob first.
    if (size !== undefined && !inBrowser) return ofStream(iterate(source), name, size)
    const spooled = await files.spool(iterate(source), name, options.limit)
    return spooled === "too large" ? spooled : { ...spooled, repeatable: true }
  }
  if (typeof source === "string" && isReference(source))
    return yield* Effect.fail(
      refuse(operation, `${source.slice(0, 80)} is an address, not a file: put it into the input as text.`)
    )
  if (source instanceof URL && source.protocol !== "file:")
    return yield* Effect.fail(refuse(operation, "Only file: addresses can be uploaded."))
  const content = yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: open,
      catch: (cause) =>
        refuse(operation, `The file ${name} cannot be read: ${cause instanceof Error ? plain(cause) : String(cause)}.`)
    }),
    (opened) => (opened === "too large" ? Effect.void : Effect.promise(() => opened.close().catch(() => undefined)))
  )
  if (content === "too large")
    return yield* Effect.fail(
      new AixplainError({
        operation,
        reason: new UploadRejected({
          file: name,
          limit: options.limit,
          message: `${name} holds more than the ${options.limit} bytes that may be uploaded.`
        })
      })
    )
  const blobType = source instanceof Blob && source.type !== "" ? source.type : undefined
  return { ...content, declaredType: options.type ?? marked?.type ?? blobType } satisfies Content
})

/** An error of the file system without the path in it. */
const plain = (error: Error): string => {
  const code = (error as { readonly code?: unknown }).code
  const words: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EACCES: "it may not be read",
    EPERM: "it may not be read",
    EISDIR: "it is a folder"
  }
  return typeof code === "string" ? (words[code] ?? code) : error.message
}
