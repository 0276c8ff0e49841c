/** Uploads the files of an input and checks its data assets, with the options of the run they belong to. */
import * as Effect from "effect/Effect"
import type { DataAssets } from "../DataAssets.ts"
import type { PayloadResolver } from "../Payload.ts"
import type { StartOptions } from "../RunOptions.ts"
import type { Uploads } from "../Uploads.ts"
import { resolveDataAsset } from "../assets/dataAssets.lazy.ts"
import type { Emitter } from "./emit.ts"
import { compact } from "../http/json.ts"
import { clock, dateOf, isoTime } from "../runtime/time.ts"
import { isFile, nameOf } from "../files/Content.lazy.ts"

export const payloadResolver = (
  uploads: Uploads["Service"],
  dataAssets: DataAssets["Service"],
  options: StartOptions,
  emitter: Emitter
): PayloadResolver => {
  const call = compact({ apiKey: options.apiKey, requestTimeout: options.requestTimeout })
  return {
    isFile,
    dataAsset: (assetId, dataId) =>
      Effect.flatMap(dataAssets.find(assetId, call), (asset) => resolveDataAsset(asset, dataId)),
    upload: Effect.fnUntraced(function* (source, label) {
      const name = nameOf(source) ?? label ?? "input"
      const here = yield* clock
      const onProgress = (sent: number, total: number | undefined): void =>
        emitter.pass({
          type: "upload.progress",
          at: isoTime(dateOf(here)),
          run: null,
          name,
          sent,
          ...compact({ total })
        })
      const uploaded = yield* uploads.upload(source, { ...call, ...(emitter.listening && { onProgress }) })
      return uploaded.url
    })
  }
}
