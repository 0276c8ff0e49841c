/**
 * Follows one run into a store until it ends, then reads how it ended. On servers without the run extensions there are no
 * node states and no log; the rest works the same.
 */
import { type Aixplain, isAixplainError, type RunLogLine, type RunResult } from "@aixplain-ts/sdk"
import type { RunStore } from "../../store/RunStore.ts"
import { isOpen, logLimit } from "../../store/runView.ts"

export interface RunOutcome {
  /** What the run gave: also a failed one may have outputs. */
  readonly result: RunResult
  /** Why there is no success, as the SDK says it. */
  readonly failure?: unknown
}

/** Longer than any run: leaving the page is what ends the following. */
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
      // Now the stream stands, so that no line falls between what is read and what is told.
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
