// What `pnpm axp …` runs: builds the command if needed, then runs it in the current folder. stdout contains only the
// command's output; the build's output is shown only if it fails.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { text } from "node:stream/consumers"

const arguments_ = ["run", "build", "--filter=@aixplain-ts/cli", "--output-logs=errors-only", "--log-order=grouped"]
const build = spawn("turbo", arguments_, {
  stdio: ["ignore", "pipe", "pipe"],
  env: { ...process.env, DO_NOT_TRACK: "1" }
})
const slow = setTimeout(() => process.stderr.write("Building axp …\n"), 3_000)
const [[code], ...said] = await Promise.all([once(build, "close"), text(build.stdout), text(build.stderr)])
clearTimeout(slow)
if (code !== 0) {
  process.stderr.write(`${said.join("")}\nBuilding axp failed.\n`)
  process.exit(1)
}

// pnpm does not forward signals to its child. When pnpm is gone, this process stops too; unless it received the
// signal itself, as from a terminal's Ctrl-C.
let signalled = false
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    signalled = true
    // Unless the command has a listener, the signal has its default effect.
    if (process.listenerCount(signal) === 1) process.exit(130)
  })
const parent = process.ppid
const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  if (!signalled) process.kill(process.pid, "SIGTERM")
}, 250)
watch.unref()

process.chdir(process.env["INIT_CWD"] ?? process.cwd())
await import(new URL("../packages/cli/bin/axp.js", import.meta.url).href)
