/**
 * The page's only SDK client. It uses the page's origin and the session cookie, so it needs no key. Its `fetch` also
 * reports whether the server answers, for the offline bar.
 */
import { Aixplain } from "@aixplain-ts/sdk"
import { connection } from "./Connection.ts"

export const aixplain = new Aixplain({
  session: true,
  fetch: async (url, init) => {
    try {
      const response = await fetch(url, init)
      connection.answered()
      return response
    } catch (error) {
      // A call that the page aborted is not evidence about the server.
      if (init.signal?.aborted !== true) connection.failed()
      throw error
    }
  }
})
