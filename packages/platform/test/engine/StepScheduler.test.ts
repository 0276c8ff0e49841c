import { expect, it } from "vitest"
import { VirtualClock } from "../../src/clock/Clock.ts"
import type { ConcurrencyLimits } from "../../src/engine/ConcurrencyLimits.ts"
import { GroupCommit } from "../../src/engine/GroupCommit.ts"
import { StepScheduler } from "../../src/engine/StepScheduler.ts"
import type { RunStore } from "../../src/store/RunStore.ts"

it("continues when the journal was full of rows that nobody waits for", async () => {
  const store = { commit: () => Promise.resolve({ lost: [] }) } as unknown as RunStore
  const journal = new GroupCommit(
    store,
    () => 0,
    () => {}
  )
  const limits = {
    acquire: (...[, , , pass]: Parameters<ConcurrencyLimits["acquire"]>) => pass(() => {}),
    cost: () => 1
  }
  let ran = 0
  const runner = { run: () => Promise.resolve(void ran++) }
  const scheduler = new StepScheduler(new VirtualClock(), journal, limits as never, runner as never)
  const steps = [{ node: 0, seg: "00000" }]
  const run = { team: "team", plan: { nodes: [{}] }, crashes: new Map(), inFlight: 0, next: () => steps.shift() }

  const nodes = Array.from({ length: 1000 }, (_, node) => ({ run: 1, node, total: 1, done: 1, failed: 0, skipped: 0 }))
  for (let entry = 0; entry < 10; entry++) journal.append({ lease: { run: 1, fence: 1 }, nodes })
  expect(journal.full).toBe(true)
  scheduler.goOn(run as never)
  await Promise.resolve()
  expect(ran).toBe(0)
  await journal.idle()
  await scheduler.quiet()
  expect(ran).toBe(1)
})
