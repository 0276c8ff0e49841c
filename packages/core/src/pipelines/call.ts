/** What all requests about pipelines share. */
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type { CallOptions } from "../Pipelines.ts"
import type { Http } from "../http/Http.ts"
import { millis } from "../http/options.ts"

export const pipelineCall = Effect.fnUntraced(function* (
  http: Http["Service"],
  operation: string,
  id: string | undefined,
  call: CallOptions
) {
  return {
    operation,
    key: "token" as const,
    apiKey: call.apiKey,
    timeoutMillis: yield* millis(operation, "requestTimeout", call.requestTimeout, http.requestTimeoutMillis),
    subject: { what: "pipeline", id }
  }
})

/** With an empty id the URL would be that of the list. */
export const requireId = (operation: string, id: string): Effect.Effect<void, AixplainError> =>
  id.trim() === ""
    ? Effect.fail(
        new AixplainError({
          operation,
          reason: new InvalidInput({ message: "The pipeline has no id: save it first.", parameter: "id" })
        })
      )
    : Effect.void
