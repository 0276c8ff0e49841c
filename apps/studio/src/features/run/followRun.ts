/**
 * Follows one run into a store until it ends, then reads how it ended. Servers without the run extensions provide
 * neither node states nor a log; the rest works the same.
 */
import { type Aixplain, isAixplainError, type RunLogLine, type RunResult } from "@aixplain-ts/sdk"
import type { RunStore } from "../../store/RunStore.ts"
import { isOpen, logLimit } from "../../store/RunView.ts"

export interface RunOutcome {
  /** The run's outputs; a failed run may have some, too. */
  readonly result: RunResult
  /** The SDK's error, if the run did not succeed. */
  readonly failure?: unknown
}

/** Longer than any run: following ends when the page is left. */
const timeout = "30 days"

export const followRun = async (
  client: Pick<Aixplain, "runs">,
  id: string,
  store: RunStore,
  signal: AbortSignal
): Promise<RunOutcome> => {
  const isKnown = await loadDetail(client, id, store, signal)
  const run = await client.runs.resume(id)
  if (!isKnown || isOpen(store.latest.phase)) {
    for await (const event of run.events({ signal, timeout })) {
      store.apply(event)
      // The stream is open now, so no line is missed between the log that is read and the events.
      if (event.type === "run.state") void loadLog(client, id, store, signal).catch(() => {})
    }
    await loadDetail(client, id, store, signal)
  }
  if (isKnown) await loadLog(client, id, store, signal)
  const result = await run.check({ signal })
  if (result.phase === "succeeded") return { result }
  const failure: unknown = await run.result({ signal }).then(
    () => undefined,
    (error: unknown) => error
  )
  return { result, failure }
}

/** False on servers that keep no details of runs. */
const loadDetail = async (
  client: Pick<Aixplain, "runs">,
  id: string,
  store: RunStore,
  signal: AbortSignal
): Promise<boolean> => {
  try {
    store.load(await client.runs.get(id, { signal }))
    return true
  } catch (error) {
    if (isAixplainError(error) && error.reason._tag === "NotSupported") return false
    throw error
  }
}

const loadLog = async (
  client: Pick<Aixplain, "runs">,
  id: string,
  store: RunStore,
  signal: AbortSignal
): Promise<void> => {
  const lines: RunLogLine[] = []
  for await (const line of client.runs.log(id, { signal })) {
    lines.push(line)
    if (lines.length >= logLimit) break
  }
  store.loadLog(lines)
}
