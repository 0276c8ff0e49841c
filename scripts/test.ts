// Runs one turbo test task over the whole workspace and closes with the sum of all results, whatever happened.
import { spawnSync } from "node:child_process"

const task = process.argv[2] ?? "test"
const rest = process.argv.slice(3)
const env = { ...process.env, DO_NOT_TRACK: "1" }
const turbo = spawnSync(
  "turbo",
  ["run", task, "--continue", "--concurrency=2", "--output-logs=new-only", "--log-order=grouped", ...rest],
  { stdio: "inherit", env }
)
const summary = spawnSync(process.execPath, ["scripts/test-summary.ts"], { stdio: "inherit", env })
process.exitCode = turbo.status || summary.status || 0
