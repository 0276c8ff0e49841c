// Runs one turbo test task over the whole workspace and always ends with the sum of all results.
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"

const task = process.argv[2] ?? "test"
const rest = process.argv.slice(3)
const env = { ...process.env, DO_NOT_TRACK: "1" }

const turbo = async (...argv: readonly string[]): Promise<number> => {
  const flags = ["--continue", "--output-logs=new-only", "--log-order=grouped"]
  const [code] = await once(spawn("turbo", ["run", task, ...flags, ...argv], { stdio: "inherit", env }), "close")
  return code ?? 1
}

// The conformance suites take long, mostly waiting for a browser and for processes. turbo would start them last,
// because they depend on everything, so they run in parallel with the others from the start.
const conformance = "@aixplain-ts/conformance"
const apart = task === "test" && rest.length === 0
const codes = await Promise.all(
  apart
    ? [turbo(`--filter=${conformance}`, "--concurrency=1"), turbo(`--filter=!${conformance}`, "--concurrency=2")]
    : [turbo("--concurrency=2", ...rest)]
)
const summary = spawnSync(process.execPath, ["scripts/test-summary.ts"], { stdio: "inherit", env })
process.exitCode = codes.find((code) => code !== 0) || summary.status || 0
