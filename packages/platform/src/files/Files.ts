/**
 * What the engine knows of file storage: content in, a path on this server out, and the other way round for everything
 * that a run may refer to. The server's file store implements it (uploads, made files, public URLs with their guard).
 *
 * A reference is one of: a path on this server ("/files/…"), an uploaded file ("s3://bucket/key"), a data URL, or a
 * public URL ("https://…"). The engine journals references, never origins, so a store survives a change of port.
 */
import type { DataType } from "@aixplain-ts/api-types"
import type { Media } from "../assets/AssetDefinition.ts"

export interface FileStore {
  /** Keeps content for good, durable before it answers. Answers with its path on this server. */
  put(content: Uint8Array, mediaType: string): Promise<string>
  /**
   * Reads the whole content of a reference.
   * @throws AssetError with one sentence when it is unknown, too large, not reachable or not allowed.
   */
  read(reference: string, signal?: AbortSignal): Promise<Uint8Array>
  /** Deletes something that `put` kept. Called when the last run that names it was deleted. */
  drop?(path: string): Promise<void>
  /** The media type of what a reference points at, sniffed from its first bytes or declared: "audio/wav". */
  mediaType(reference: string, signal?: AbortSignal): Promise<string>
}

/** The store with the origin under which this server is reached, for the URLs that assets and answers hold. */
export interface Files extends Omit<FileStore, "drop"> {
  /** A reference as assets get it: its URL, and its bytes when they are asked for. */
  media(reference: string, mediaType: string, type: DataType): Media
  /** A reference as someone outside can fetch it; own paths get the server's origin. */
  url(reference: string): string
}

export const filesWith = (store: FileStore, baseUrl: () => string): Files => {
  const url = (reference: string): string => (reference.startsWith("/") ? `${baseUrl()}${reference}` : reference)
  return {
    put: (content, mediaType) => store.put(content, mediaType),
    read: (reference, signal) => store.read(reference, signal),
    mediaType: (reference, signal) => store.mediaType(reference, signal),
    url,
    media: (reference, mediaType, type) => new Reference(reference, url(reference), mediaType, type, store)
  }
}

/** A file that is read when someone asks for its bytes. */
class Reference implements Media {
  readonly type: DataType
  readonly mediaType: string
  readonly url: string
  /** As the engine journals it. */
  readonly reference: string
  readonly #store: FileStore

  constructor(reference: string, url: string, mediaType: string, type: DataType, store: FileStore) {
    this.reference = reference
    this.url = url
    this.mediaType = mediaType
    this.type = type
    this.#store = store
  }

  bytes(): Promise<Uint8Array> {
    return this.#store.read(this.reference)
  }
}

/** What to journal of a file that an asset handed back: one of the server's own goes by its path. */
export const referenceOf = (media: Media): string => (media instanceof Reference ? media.reference : media.url)
