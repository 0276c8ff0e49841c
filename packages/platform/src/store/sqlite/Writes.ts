/**
 * Everything that writes to the engine's tables, as plain synchronous functions on one connection: the writer thread
 * calls them for a data folder, the main thread for a database in memory. Each is one transaction.
 */
import type { DatabaseSync } from "node:sqlite"
import type {
  Batch,
  Lease,
  RunChange,
  RunKey,
  StepRow,
  StoredValue,
  SubmitResult,
  SubmitRun,
  Swept
} from "../RunStore.ts"
import { valueKey } from "./rows.ts"
import { writeStatements } from "./statements.ts"
import type { ValueFiles } from "./ValueFiles.ts"

/** Called when a point of the code is passed, with what is being committed; tests end the process there. */
export type Probe = (point: string, batch?: Batch) => void

export interface Writes {
  submit(run: SubmitRun & { readonly hash: string; readonly documentText: string }): SubmitResult
  commit(batch: Batch): { readonly lost: readonly RunKey[] }
  requestCancel(
    team: string,
    id: string,
    at: number,
    now: number
  ): { readonly how: "requested" | "ended" | "unknown"; readonly run?: RunKey }
  take(limit: number): readonly Lease[]
  settle(leases: readonly Lease[], how: "ended" | "returned"): void
  /** Runs that a process before this one was at work on go back to the queue. */
  recover(): void
  sweep(before: number, rows: number): Swept
  keepTime(now: number): void
  checkpoint(): void
}

export const openWrites = (sql: DatabaseSync, files: ValueFiles | undefined, at: Probe): Writes => {
  const statements = writeStatements(sql)

  const transaction = <A>(body: () => A): A => {
    sql.exec("begin immediate")
    try {
      const result = body()
      sql.exec("commit")
      return result
    } catch (error) {
      if (sql.isTransaction) sql.exec("rollback")
      throw error
    }
  }

  const writeValue = (key: RunKey, value: StoredValue, n: number): void => {
    const file = files?.nameFor(value.body)
    statements.addValue(
      valueKey(key, n),
      value.kind,
      value.type,
      value.media ?? null,
      value.body.length,
      file === undefined ? value.body : null,
      file ?? null
    )
  }

  const writeStep = (step: StepRow): void => {
    statements.addStep(
      step.run,
      step.node,
      step.seg,
      step.state,
      step.attempt,
      step.startedAt ?? null,
      step.endedAt ?? null,
      step.dueAt ?? null,
      step.dueMs ?? null,
      step.part ? 1 : 0,
      step.out === undefined ? null : JSON.stringify(step.out),
      step.error ?? null,
      step.credits
    )
  }

  const writeRun = (change: RunChange): void => {
    const { counts } = change
    statements.setRun(
      change.state,
      change.progress,
      counts.total,
      counts.done,
      counts.failed,
      counts.skipped,
      change.credits,
      change.startedAt ?? null,
      change.endedAt ?? null,
      change.endedMs ?? null,
      change.answer?.segments.total ?? null,
      change.answer?.segments.failed ?? null,
      change.error ?? null,
      change.run
    )
    for (const [n, { text, place }] of (change.answer?.parts ?? []).entries())
      statements.addAnswer(change.run, n, text, place?.node ?? null, place?.first ?? null, place?.count ?? null)
  }

  return {
    submit: (submitted) => {
      const { idempotency } = submitted
      files?.write(submitted.inputs.flatMap((input) => input.values.map((value) => value.body)))
      at("submit:before")
      const result = transaction((): SubmitResult => {
        if (idempotency !== undefined) {
          const first = statements.known(submitted.team, idempotency.key) as
            | { id: string; fingerprint: string }
            | undefined
          if (first !== undefined)
            return first.fingerprint === idempotency.fingerprint
              ? { _tag: "Known", id: first.id }
              : { _tag: "KeyReused" }
        }
        const { pipeline } = submitted
        statements.addPlan(pipeline.id, submitted.hash, submitted.documentText)
        const { plan } = statements.findPlan(pipeline.id, submitted.hash) as { plan: number }
        // A value that several instances share is one object here, and one row.
        const numbers = new Map<StoredValue, number>()
        for (const { values } of submitted.inputs)
          for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size + 1)
        const inputs = Object.fromEntries(
          submitted.inputs.map(({ node, values }) => [node, values.map((value) => numbers.get(value)!)])
        )
        const { run: key } = statements.addRun(
          submitted.id,
          submitted.token,
          submitted.team,
          pipeline.id,
          pipeline.name,
          plan,
          idempotency?.key ?? null,
          idempotency?.fingerprint ?? null,
          submitted.batchMode ? 1 : 0,
          submitted.version ?? null,
          JSON.stringify(inputs),
          submitted.at,
          submitted.submittedMs,
          submitted.deadlineMs
        ) as { run: number }
        statements.keepTime(submitted.submittedMs)
        for (const [value, n] of numbers) writeValue(key, value, n)
        for (const [index, text] of (submitted.warnings ?? []).entries())
          statements.addLog(key, index + 1, submitted.at, null, null, "warning", text)
        return { _tag: "Submitted", run: key }
      })
      at("submit:after")
      return result
    },
    commit: (batch) => {
      const kinds = batchKinds(batch)
      files?.write(
        batch.values.map((value) => value.body),
        at
      )
      for (const kind of kinds) at(`${kind}:before`, batch)
      const lost = transaction(() => {
        const stale = new Set(
          batch.leases
            .filter((lease) => (statements.fenceOf(lease.run) as { fence: number } | undefined)?.fence !== lease.fence)
            .map((lease) => lease.run)
        )
        const ours = ({ run: key }: { readonly run: RunKey }): boolean => stale.size === 0 || !stale.has(key)
        for (const value of batch.values) if (ours(value)) writeValue(value.run, value, value.n)
        for (const step of batch.steps) if (ours(step)) writeStep(step)
        for (const node of batch.nodes)
          if (ours(node))
            statements.setNode(
              node.run,
              node.node,
              node.total,
              node.done,
              node.failed,
              node.skipped,
              node.firstAt ?? null,
              node.lastAt ?? null
            )
        for (const line of batch.log)
          if (ours(line))
            statements.addLog(line.run, line.n, line.at, line.node ?? null, line.seg ?? null, line.level, line.text)
        for (const change of batch.runs) if (ours(change)) writeRun(change)
        if (batch.now !== undefined) statements.keepTime(batch.now)
        if (batch.steps.length > 0) for (const lease of batch.leases) if (ours(lease)) statements.moved(lease.run)
        return [...stale]
      })
      for (const kind of kinds) at(`${kind}:after`, batch)
      return { lost }
    },
    requestCancel: (team, id, when, now) =>
      transaction(() => {
        if (statements.cancelWaiting(when, team, id, now) !== undefined) return { how: "requested" as const }
        const open = statements.cancel(when, team, id) as { run: number } | undefined
        if (open !== undefined) return { how: "requested" as const, run: open.run }
        return { how: statements.exists(team, id) === undefined ? ("unknown" as const) : ("ended" as const) }
      }),
    take: (limit) => {
      at("take:before")
      const leases = transaction(() => statements.takeRuns(limit) as unknown as Lease[])
      if (leases.length > 0) at("take:after")
      return leases.map(({ run: key, fence }) => ({ run: key, fence }))
    },
    settle: (leases, how) => {
      at("settle:before")
      if (how === "returned") transaction(() => leases.forEach((lease) => statements.giveBack(lease.run, lease.fence)))
      at("settle:after")
    },
    recover: () => transaction(() => statements.requeue()),
    keepTime: (now) => transaction(() => void statements.keepTime(now)),
    sweep: (before, rows) => {
      const named = new Set<string>()
      let runs = 0
      let left = rows
      transaction(() => {
        for (let old = statements.oldRun(before); left > 0 && old !== undefined; old = statements.oldRun(before)) {
          const { run } = old as { run: number }
          // Nobody sees a run of which a part is gone.
          statements.hide(run)
          const values = statements.someValues(valueKey(run, 0), valueKey(run + 1, 0), left) as SweptValue[]
          for (const { reference } of values) if (reference !== null) named.add(reference)
          if (values.length > 0) statements.deleteValues(values[0]!.val, values.at(-1)!.val)
          left -= values.length
          for (const table of ["steps", "log"] as const)
            if (left > 0) left -= changes(statements.deleteSome[table](run, left))
          at("sweep:inside")
          if (left <= 0) break
          for (const table of ["answers", "nodes", "runs"] as const) statements.deleteAll[table](run)
          runs++
        }
        if (runs > 0) statements.deletePlans()
      })
      if (left > 0) files?.sweep((name) => statements.named(name) !== undefined)
      return { runs, files: [...named], more: left <= 0 }
    },
    checkpoint: () => {
      at("checkpoint:before")
      sql.exec("pragma wal_checkpoint(truncate)")
      at("checkpoint:after")
    }
  }
}

/** A value that goes: with the path on this server that it names, if it does. */
interface SweptValue {
  readonly val: number
  readonly reference: string | null
}

const changes = (result: unknown): number => Number((result as { readonly changes: number | bigint }).changes)

/** What a batch holds, in the words of the points that tests stop at. */
const batchKinds = (batch: Batch): ReadonlySet<string> => {
  const kinds = new Set<string>()
  for (const step of batch.steps)
    kinds.add(
      step.part
        ? "pieces"
        : step.state === "started"
          ? "intent"
          : step.state === "retry"
            ? "retry"
            : step.state === "split" || step.state === "like"
              ? "parent"
              : "step"
    )
  for (const change of batch.runs) if (change.endedAt !== undefined) kinds.add("end")
  return kinds
}
