/** `axp files upload`. */
import { resolve } from "node:path"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Effect from "effect/Effect"
import type { Handler } from "../Command.ts"
import { asUsage } from "../asUsage.ts"
import { ExitCode } from "../ExitCode.ts"
import { only } from "../Target.ts"

export const upload: Handler = (call) =>
  Effect.gen(function* () {
    const path = yield* asUsage(() => resolve(call.io.cwd, only(call, "the path of a file")))
    const { flags } = call
    const tags = flags.all("tag")
    const license = flags.text("license")
    const type = flags.text("type")
    const uploads = yield* Uploads
    const stored = yield* uploads.upload(path, {
      ...(flags.on("permanent") && { permanent: true }),
      ...(tags.length > 0 && { tags }),
      ...(license !== undefined && { license }),
      ...(type !== undefined && { type })
    })
    call.output.answer(stored, stored.url)
    return ExitCode.ok
  })
