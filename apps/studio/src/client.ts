/**
 * The one SDK client of the page. It talks to the page's own origin with the session cookie, so there is no key here.
 * Its `fetch` also tells whether the server is there at all, for the offline bar.
 */
import { Aixplain } from "@aixplain-ts/sdk"
import { connection } from "./store/connection.ts"

export const aixplain = new Aixplain({
  session: true,
  fetch: async (url, init) => {
    try {
      const response = await fetch(url, init)
      connection.answered()
      return response
    } catch (error) {
      // A call that the page itself gave up says nothing about the server.
      if (init.signal?.aborted !== true) connection.failed()
      throw error
    }
  }
})
