// What `pnpm axp …` runs: brings the command's build up to date and then is that command, in the folder it was typed in.
// Its stdout is the command's alone; of the build only what went wrong is shown.
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
  process.stderr.write(`${said.join("")}\nThe build of axp failed.\n`)
  process.exit(1)
}

// pnpm passes no signal on to what it runs. When it is gone, whoever stopped it meant this too; unless the signal came
// here as well, as a terminal's Ctrl-C does.
let signalled = false
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    signalled = true
    // Without a listener of the command's own the signal does what it always does.
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
