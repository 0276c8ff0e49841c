/**
 * The statements that write to the engine's tables, each prepared at its first use. Text in the common dialect where
 * there is one; `takeRuns` and the fence check are what another database has to word in its own way.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"

export const writeStatements = (sql: DatabaseSync) => {
  const run = (text: string): ((...values: SQLInputValue[]) => unknown) => lazily(sql, text, (s, v) => s.run(...v))
  const get = (text: string): ((...values: SQLInputValue[]) => unknown) => lazily(sql, text, (s, v) => s.get(...v))
  const all = (text: string): ((...values: SQLInputValue[]) => unknown[]) => lazily(sql, text, (s, v) => s.all(...v))

  return {
    known: get("select id, fingerprint from runs where team = ? and idem = ?"),
    addPlan: run("insert into plans (pipeline, hash, doc) values (?, ?, ?) on conflict (pipeline, hash) do nothing"),
    findPlan: get("select plan from plans where pipeline = ? and hash = ?"),
    addRun: get(
      "insert into runs (id, token, team, pipeline, pipeline_name, plan, state, idem, fingerprint, batch, version, inputs, " +
        "created_at, submitted_ms, deadline_ms) values (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?) returning run"
    ),
    addValue: run(
      "insert into vals (val, kind, type, media, bytes, body, file) values (?, ?, ?, ?, ?, ?, ?) " +
        "on conflict (val) do update set kind = excluded.kind, type = excluded.type, media = excluded.media, " +
        "bytes = excluded.bytes, body = excluded.body, file = excluded.file"
    ),
    addStep: run(
      "insert into steps (run, node, seg, status, attempt, started_at, ended_at, due_at, due_ms, part, out, error, credits) " +
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run, node, seg) do update set status = excluded.status, " +
        "attempt = excluded.attempt, started_at = excluded.started_at, ended_at = excluded.ended_at, " +
        "due_at = excluded.due_at, due_ms = excluded.due_ms, part = excluded.part, out = excluded.out, error = excluded.error, " +
        "credits = excluded.credits where steps.part = 1 or steps.status in ('started', 'retry')"
    ),
    setNode: run(
      "insert into nodes (run, node, total, done, failed, skipped, first_at, last_at) values (?, ?, ?, ?, ?, ?, ?, ?) " +
        "on conflict (run, node) do update set total = excluded.total, done = excluded.done, failed = excluded.failed, " +
        "skipped = excluded.skipped, first_at = excluded.first_at, last_at = excluded.last_at"
    ),
    addLog: run(
      "insert into log (run, n, at, node, seg, level, text) values (?, ?, ?, ?, ?, ?, ?) on conflict (run, n) do nothing"
    ),
    setRun: run(
      "update runs set state = ?, progress = ?, total = ?, done = ?, failed = ?, skipped = ?, credits = ?, started_at = ?, " +
        "ended_at = ?, ended_ms = ?, segments = ?, failed_segments = ?, error = ?, takes = 0 where run = ?"
    ),
    moved: run("update runs set takes = 0 where run = ? and takes > 0"),
    addAnswer: run(
      "insert into answers (run, n, body, node, first, count) values (?, ?, ?, ?, ?, ?) on conflict (run, n) do nothing"
    ),
    keepTime: run("update served set millis = ?1 where millis < ?1"),
    fenceOf: get("select fence from runs where run = ? and ended_at is null"),
    cancelWaiting: get(
      "update runs set cancel_at = ?1, ended_at = ?1, ended_ms = ?4, state = 'ABORTED', error = 'The run was cancelled.' " +
        "where team = ?2 and id = ?3 and state = 'queued' returning run"
    ),
    cancel: get(
      "update runs set cancel_at = coalesce(cancel_at, ?) where team = ? and id = ? and ended_at is null returning run"
    ),
    exists: get("select run from runs where team = ? and id = ?"),
    takeRuns: all(
      "update runs set state = 'running', fence = fence + 1, takes = takes + 1 where run in (select run from (select run, " +
        "row_number() over (partition by team order by run) as turn from runs where state = 'queued') " +
        "order by turn, run limit ?) returning run, fence"
    ),
    giveBack: run("update runs set state = 'queued' where run = ? and fence = ? and state = 'running'"),
    // A run that was at work when a process ended is under suspicion the next time, even if it had just got on.
    requeue: run(
      "update runs set state = 'queued', takes = case when takes < 1 then 1 else takes end where state = 'running'"
    ),
    oldRun: get("select run from runs where ended_ms < ? order by ended_ms, run limit 1"),
    hide: run("update runs set team = '', idem = null, id = 'swept/' || run where run = ? and team <> ''"),
    // Paths on this server: what lies elsewhere is not ours to drop.
    someValues: all(
      "select val, case when kind = 'file' and body like '/%' then body end as reference from vals " +
        "where val >= ? and val < ? order by val limit ?"
    ),
    deleteValues: run("delete from vals where val between ? and ?"),
    deleteSome: {
      steps: run(
        "delete from steps where (run, node, seg) in (select run, node, seg from steps where run = ? limit ?)"
      ),
      log: run("delete from log where (run, n) in (select run, n from log where run = ? limit ?)")
    },
    deleteAll: {
      answers: run("delete from answers where run = ?"),
      nodes: run("delete from nodes where run = ?"),
      runs: run("delete from runs where run = ?")
    },
    named: get("select 1 from vals where file = ? limit 1"),
    deletePlans: run("delete from plans where not exists (select 1 from runs where runs.plan = plans.plan)")
  }
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
