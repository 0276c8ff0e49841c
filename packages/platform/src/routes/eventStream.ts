/** Writes run events as server-sent events, with comment lines in between so that proxies keep the connection. */
import type { RunEvent } from "@aixplain-ts/api-types"
import type { Clock } from "../clock/Clock.ts"

const heartbeatMillis = 15_000

const format = (event: RunEvent): string =>
  `event: ${event.type}\n${event.id === undefined ? "" : `id: ${event.id}\n`}data: ${JSON.stringify(event)}\n\n`

/** Ends with the run, or when `signal` is aborted. `change` is applied to each event before it is written. */
export async function* eventStream(
  events: AsyncIterable<RunEvent>,
  change: (event: RunEvent) => RunEvent,
  clock: Clock,
  signal: AbortSignal
): AsyncGenerator<string> {
  const source = events[Symbol.asyncIterator]()
  let next = source.next()
  try {
    while (!signal.aborted) {
      const stop = new AbortController()
      const quiet = clock.sleep(heartbeatMillis, AbortSignal.any([stop.signal, signal])).then(() => "quiet" as const)
      const first = await Promise.race([next, quiet])
      stop.abort()
      if (signal.aborted) return
      if (first === "quiet") {
        yield ": still here\n\n"
        continue
      }
      if (first.done === true) return
      yield format(change(first.value))
      next = source.next()
    }
  } finally {
    // A source that waits for its next event ends with the signal; its last promise has nobody left to read it.
    next.catch(() => {})
    await source.return?.()
  }
}
