/**
 * Everything that writes to the engine's tables, as plain synchronous functions on one connection: the writer thread
 * calls them for a data folder, the main thread for a database in memory. Each is one transaction.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import type { Batch, Lease, RunChange, RunKey, StepRow, StoredValue, SubmitResult, SubmitRun } from "../RunStore.ts"
import { valueKey, valuesPerRun } from "./rows.ts"
import type { ValueFiles } from "./ValueFiles.ts"

/** Milliseconds that a file may lie without a row: its row may be about to be written. */
const unnamedFor = 3_600_000

/** Called when a point of the code is passed; tests end the process there. */
export type Probe = (point: string) => void

export interface Writes {
  submit(run: SubmitRun & { readonly hash: string; readonly documentText: string }): SubmitResult
  commit(batch: Batch): { readonly lost: readonly RunKey[] }
  requestCancel(
    team: string,
    id: string,
    at: number
  ): { readonly how: "requested" | "ended" | "unknown"; readonly run?: RunKey }
  take(limit: number): readonly Lease[]
  settle(leases: readonly Lease[], how: "ended" | "returned"): void
  /** Runs that a process before this one was at work on go back to the queue. */
  recover(): void
  sweep(before: number, limit: number): number
  checkpoint(): void
}

export const openWrites = (sql: DatabaseSync, files: ValueFiles | undefined, at: Probe): Writes => {
  const run = (text: string): ((...values: SQLInputValue[]) => unknown) => lazily(sql, text, (s, v) => s.run(...v))
  const get = (text: string): ((...values: SQLInputValue[]) => unknown) => lazily(sql, text, (s, v) => s.get(...v))
  const all = (text: string): ((...values: SQLInputValue[]) => unknown[]) => lazily(sql, text, (s, v) => s.all(...v))

  const known = get("select id, fingerprint from runs where team = ? and idem = ?")
  const addPlan = run(
    "insert into plans (pipeline, hash, doc) values (?, ?, ?) on conflict (pipeline, hash) do nothing"
  )
  const findPlan = get("select plan from plans where pipeline = ? and hash = ?")
  const addRun = get(
    "insert into runs (id, token, team, pipeline, pipeline_name, plan, state, idem, fingerprint, batch, version, inputs, " +
      "created_at, deadline_at) values (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?) returning run"
  )
  const addValue = run(
    "insert into vals (val, kind, type, media, bytes, body, file) values (?, ?, ?, ?, ?, ?, ?) " +
      "on conflict (val) do update set kind = excluded.kind, type = excluded.type, media = excluded.media, " +
      "bytes = excluded.bytes, body = excluded.body, file = excluded.file"
  )
  const addStep = run(
    "insert into steps (run, node, seg, status, attempt, started_at, ended_at, due_at, part, out, error, credits) " +
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run, node, seg) do update set status = excluded.status, " +
      "attempt = excluded.attempt, started_at = excluded.started_at, ended_at = excluded.ended_at, " +
      "due_at = excluded.due_at, part = excluded.part, out = excluded.out, error = excluded.error, " +
      "credits = excluded.credits where steps.part = 1 or steps.status in ('started', 'retry')"
  )
  const setNode = run(
    "insert into nodes (run, node, total, done, failed, skipped, first_at, last_at) values (?, ?, ?, ?, ?, ?, ?, ?) " +
      "on conflict (run, node) do update set total = excluded.total, done = excluded.done, failed = excluded.failed, " +
      "skipped = excluded.skipped, first_at = excluded.first_at, last_at = excluded.last_at"
  )
  const addLog = run(
    "insert into log (run, n, at, node, seg, level, text) values (?, ?, ?, ?, ?, ?, ?) on conflict (run, n) do nothing"
  )
  const setRun = run(
    "update runs set state = ?, progress = ?, total = ?, done = ?, failed = ?, skipped = ?, credits = ?, started_at = ?, " +
      "ended_at = ?, error = ?, takes = 0 where run = ?"
  )
  const moved = run("update runs set takes = 0 where run = ? and takes > 0")
  const addAnswer = run("insert into answers (run, n, body) values (?, ?, ?) on conflict (run, n) do nothing")
  const fenceOf = get("select fence from runs where run = ? and ended_at is null")
  const cancelWaiting = get(
    "update runs set cancel_at = ?1, ended_at = ?1, state = 'ABORTED', error = 'The run was cancelled.' " +
      "where team = ?2 and id = ?3 and state = 'queued' returning run"
  )
  const cancel = get(
    "update runs set cancel_at = coalesce(cancel_at, ?) where team = ? and id = ? and ended_at is null returning run"
  )
  const exists = get("select run from runs where team = ? and id = ?")
  const takeRuns = all(
    "update runs set state = 'running', fence = fence + 1, takes = takes + 1 where run in (select run from (select run, " +
      "row_number() over (partition by team order by run) as turn from runs where state = 'queued') " +
      "order by turn, run limit ?) returning run, fence"
  )
  const giveBack = run("update runs set state = 'queued' where run = ? and fence = ? and state = 'running'")
  const requeue = run("update runs set state = 'queued' where state = 'running'")
  const oldRuns = all("select run from runs where ended_at < ? order by ended_at limit ?")
  const deletions = ["answers", "steps", "nodes", "log", "runs"].map((table) =>
    run(`delete from ${table} where run = ?`)
  )
  const deleteValues = run("delete from vals where val >= ? and val < ?")
  const named = get("select 1 from vals where file = ? limit 1")
  const deletePlans = run("delete from plans where not exists (select 1 from runs where runs.plan = plans.plan)")

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
    addValue(
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
    addStep(
      step.run,
      step.node,
      step.seg,
      step.state,
      step.attempt,
      step.startedAt ?? null,
      step.endedAt ?? null,
      step.dueAt ?? null,
      step.part ? 1 : 0,
      step.out === undefined ? null : JSON.stringify(step.out),
      step.error ?? null,
      step.credits
    )
  }

  const writeRun = (change: RunChange): void => {
    const { counts } = change
    setRun(
      change.state,
      change.progress,
      counts.total,
      counts.done,
      counts.failed,
      counts.skipped,
      change.credits,
      change.startedAt ?? null,
      change.endedAt ?? null,
      change.error ?? null,
      change.run
    )
    for (const [n, body] of (change.answer ?? []).entries()) addAnswer(change.run, n, body)
  }

  return {
    submit: (submitted) => {
      const { idempotency } = submitted
      files?.write(submitted.inputs.flatMap((input) => input.values.map((value) => value.body)))
      at("submit:before")
      const result = transaction((): SubmitResult => {
        if (idempotency !== undefined) {
          const first = known(submitted.team, idempotency.key) as { id: string; fingerprint: string } | undefined
          if (first !== undefined)
            return first.fingerprint === idempotency.fingerprint
              ? { _tag: "Known", id: first.id }
              : { _tag: "KeyReused" }
        }
        const { pipeline } = submitted
        addPlan(pipeline.id, submitted.hash, submitted.documentText)
        const { plan } = findPlan(pipeline.id, submitted.hash) as { plan: number }
        // A value that several instances share is one object here, and one row.
        const numbers = new Map<StoredValue, number>()
        for (const { values } of submitted.inputs)
          for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size + 1)
        const inputs = Object.fromEntries(
          submitted.inputs.map(({ node, values }) => [node, values.map((value) => numbers.get(value)!)])
        )
        const { run: key } = addRun(
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
          submitted.deadlineAt
        ) as { run: number }
        for (const [value, n] of numbers) writeValue(key, value, n)
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
      for (const kind of kinds) at(`${kind}:before`)
      const lost = transaction(() => {
        const stale = new Set(
          batch.leases
            .filter((lease) => (fenceOf(lease.run) as { fence: number } | undefined)?.fence !== lease.fence)
            .map((lease) => lease.run)
        )
        const ours = ({ run: key }: { readonly run: RunKey }): boolean => stale.size === 0 || !stale.has(key)
        for (const value of batch.values) if (ours(value)) writeValue(value.run, value, value.n)
        for (const step of batch.steps) if (ours(step)) writeStep(step)
        for (const node of batch.nodes)
          if (ours(node))
            setNode(
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
          if (ours(line)) addLog(line.run, line.n, line.at, line.node ?? null, line.seg ?? null, line.level, line.text)
        for (const change of batch.runs) if (ours(change)) writeRun(change)
        if (batch.steps.length > 0) for (const lease of batch.leases) if (ours(lease)) moved(lease.run)
        return [...stale]
      })
      for (const kind of kinds) at(`${kind}:after`)
      return { lost }
    },
    requestCancel: (team, id, when) =>
      transaction(() => {
        if (cancelWaiting(when, team, id) !== undefined) return { how: "requested" as const }
        const open = cancel(when, team, id) as { run: number } | undefined
        if (open !== undefined) return { how: "requested" as const, run: open.run }
        return { how: exists(team, id) === undefined ? ("unknown" as const) : ("ended" as const) }
      }),
    take: (limit) => {
      at("take:before")
      const leases = transaction(() => takeRuns(limit) as unknown as Lease[])
      if (leases.length > 0) at("take:after")
      return leases.map(({ run: key, fence }) => ({ run: key, fence }))
    },
    settle: (leases, how) => {
      at("settle:before")
      if (how === "returned") transaction(() => leases.forEach((lease) => giveBack(lease.run, lease.fence)))
      at("settle:after")
    },
    recover: () => transaction(() => requeue()),
    sweep: (before, limit) => {
      const count = transaction(() => {
        const runs = oldRuns(before, limit) as { run: number }[]
        for (const { run: key } of runs) {
          for (const deletion of deletions) deletion(key)
          deleteValues(key * valuesPerRun, (key + 1) * valuesPerRun)
        }
        at("sweep:inside")
        if (runs.length > 0) deletePlans()
        return runs.length
      })
      if (count < limit) files?.sweep((name) => named(name) !== undefined, Date.now() - unnamedFor)
      return count
    },
    checkpoint: () => {
      at("checkpoint:before")
      sql.exec("pragma wal_checkpoint(truncate)")
      at("checkpoint:after")
    }
  }
}

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

/** Prepares a statement at its first use. */
const lazily = <A>(
  sql: DatabaseSync,
  text: string,
  call: (statement: StatementSync, values: SQLInputValue[]) => A
): ((...values: SQLInputValue[]) => A) => {
  let statement: StatementSync | undefined
  return (...values) => call((statement ??= sql.prepare(text)), values)
}
