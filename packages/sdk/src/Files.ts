/** `aixplain.files`: put a file on the server and get the URL that goes into a run. */
import type { FileInput, FileSource } from "@aixplain-ts/core/FileInput"
import { type Uploaded, type UploadOptions as CoreUploadOptions, Uploads } from "@aixplain-ts/core/Uploads"
import type { Abortable } from "./Options.ts"
import type { Client } from "./internal/Client.ts"

export interface UploadOptions extends CoreUploadOptions, Abortable {}

let make: (client: Client) => FileCollection

export class FileCollection {
  static {
    make = (client) => new FileCollection(client)
  }

  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /** A path, Blob, buffer or stream; temporary unless `permanent`. Rejects with `UploadRejected` over the limit. */
  upload(source: FileSource | FileInput, options: UploadOptions = {}): Promise<Uploaded> {
    return this.#client.runtime.call(Uploads, (uploads) => uploads.upload(source, options), options.signal)
  }
}

export { make as fileCollection }
