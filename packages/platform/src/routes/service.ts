/** Health and sign-in. */
import type { Handlers } from "../http/Exchange.ts"
import { HttpError } from "../replies/HttpError.ts"
import { empty, json } from "../replies/Reply.ts"
import type { Sessions } from "../http/Sessions.ts"
import { draining } from "./runs.ts"

export interface ServiceRoutes {
  readonly version: string
  readonly extensions: readonly string[]
  readonly isDraining: () => boolean
  readonly sessions: Sessions
}

export const serviceRoutes = ({ version, extensions, isDraining, sessions }: ServiceRoutes) =>
  ({
    health: () => {
      if (isDraining()) throw draining()
      return json(200, { status: "ok", version, extensions }, { "cache-control": "no-store" })
    },
    openSession: ({ body }) => {
      const cookie = sessions.open((body as { code: string }).code)
      if (cookie === undefined)
        throw new HttpError(401, "This code is not valid any more.", {
          detail: "Each works once. Ask the server for a new one where it was started."
        })
      return empty(204, { "set-cookie": cookie, "cache-control": "no-store" })
    }
  }) satisfies Partial<Handlers>
