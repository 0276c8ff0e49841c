/**
 * The least that a journaled step costs on this disk: one row for its value and one for the step, with the engine's
 * columns, 512 rows per transaction, durable at each commit, in a process that does nothing else. Prints what steps
 * and single commits cost.
 */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { median } from "../harness.ts"
import type { BareFigures } from "../benches/engine.ts"
import { settingsOf } from "../processes.ts"

const { folder, steps } = settingsOf() as { folder: string; steps: number }
const sql = new DatabaseSync(join(folder, `bare-${process.pid}.db`))
sql.exec(
  "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;" +
    "create table vals (val integer primary key, kind text not null, type text not null, media text, " +
    "bytes integer not null, body blob, file text); create index by_file on vals (file) where file is not null;" +
    "create table steps (run integer not null, node integer not null, seg text not null, status text not null, " +
    "attempt integer not null, started_at integer, ended_at integer, due_at integer, part integer not null, out text, " +
    "error text, credits real not null, primary key (run, node, seg)) without rowid"
)
const value = sql.prepare("insert into vals values (?, 'text', 'text', null, ?, ?, null) on conflict (val) do nothing")
const step = sql.prepare(
  "insert into steps values (?, ?, ?, 'done', 1, ?, ?, null, 0, ?, null, 0) on conflict (run, node, seg) do nothing"
)

const cpu = process.cpuUsage()
const began = performance.now()
for (let n = 0; n < steps;) {
  sql.exec("begin immediate")
  for (let row = 0; row < 256 && n < steps; row++, n++) {
    const text = `text ${n}`
    value.run(n, text.length, text)
    step.run(1, n % 4, String(n).padStart(5, "0"), Date.now(), Date.now(), `{"values":{"data":${n}}}`)
  }
  sql.exec("commit")
}
const seconds = (performance.now() - began) / 1000
const { system, user } = process.cpuUsage(cpu)

const commits: number[] = []
for (let n = 0; n < 100; n++) {
  const start = performance.now()
  sql.exec("begin immediate")
  value.run(steps + n, 4, "text")
  sql.exec("commit")
  commits.push(performance.now() - start)
}
sql.close()
const figures: BareFigures = {
  stepsPerSecond: steps / seconds,
  processorMicros: (system + user) / steps,
  commitMillis: median(commits)
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
