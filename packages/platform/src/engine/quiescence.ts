/** For virtual clocks: when everything that can happen at the present moment has happened, time may move on. */
import type { RunStore } from "../store/RunStore.ts"
import type { Clock } from "../clock/Clock.ts"
import type { Executor } from "./Executor.ts"
import type { GroupCommit } from "./GroupCommit.ts"
import type { StepScheduler } from "./StepScheduler.ts"

/**
 * Answers a function that resolves when all that can happen at the present moment of a virtual clock has happened. Calls
 * that neither end nor wait for the clock get a moment of real time, once until something moves again.
 */
export const quiescence = (
  executor: Executor,
  scheduler: StepScheduler,
  journal: GroupCommit,
  store: RunStore,
  clock: Clock
): (() => Promise<void>) => {
  let stuckAt = -1
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const isSettled = async (): Promise<boolean> =>
    journal.isIdle && scheduler.isQuiet && (executor.isFull || (await store.queued().catch(() => 0)) === 0)
  return async () => {
    const stop = new AbortController()
    let seen = scheduler.moves
    let patient = clock.grace(Number.POSITIVE_INFINITY, stop.signal).then(() => false)
    for (let turns = 0; ; turns++) {
      await turn()
      if (await isSettled()) {
        await turn()
        if (await isSettled()) break
      }
      if (scheduler.moves !== seen) {
        seen = scheduler.moves
        patient = clock.grace(Number.POSITIVE_INFINITY, stop.signal).then(() => false)
      }
      if (stuckAt === seen && turns > 2) break
      if (turns < 10 || (await Promise.race([patient, turn().then(() => true)]))) continue
      stuckAt = seen
      break
    }
    stop.abort()
  }
}
