/**
 * What a person sees while a run goes on: one line that is written over on a terminal, plain lines elsewhere, at most
 * ten a second, and a heartbeat where nobody could see it move.
 */
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import type { Sink } from "./Io.ts"

const frameMillis = 100
const heartbeatMillis = 15_000

export interface Progress {
  show(event: RunEvent): void
  /** Leaves the last line standing. */
  end(): void
}

export const makeProgress = (options: { readonly stderr: Sink; readonly quiet: boolean }): Progress => {
  const { stderr } = options
  if (options.quiet) return { show: () => {}, end: () => {} }
  let drawn = ""
  let last = 0
  let pending = ""
  const draw = (line: string): void => {
    pending = ""
    if (line === drawn) return
    stderr.write(stderr.isTTY ? `\r\u001b[K${line.slice(0, Math.max(20, stderr.columns - 1))}` : `${line}\n`)
    drawn = line
  }
  return {
    show: (event) => {
      const line = sentence(event)
      if (line === undefined) return
      const now = Date.parse(event.at)
      const pause = stderr.isTTY ? frameMillis : event.type === "run.progress" ? heartbeatMillis : 0
      if (now - last < pause) pending = line
      else {
        last = now
        draw(line)
      }
    },
    end: () => {
      if (pending !== "") draw(pending)
      if (stderr.isTTY && drawn !== "") stderr.write("\n")
      drawn = ""
    }
  }
}

const sentence = (event: RunEvent): string | undefined => {
  switch (event.type) {
    case "upload.progress":
      return `uploading ${event.name}${event.total === undefined ? "" : ` ${Math.floor((100 * event.sent) / event.total)} %`}`
    case "run.submitted":
      return `run ${event.run}`
    case "run.checked":
      return `running${event.progress === undefined ? "" : `, ${event.progress} %`}${failures(event.segments.failed)}`
    case "run.progress":
      return `running, ${event.progress} %${failures(event.segments?.failed ?? 0)}`
    case "check.failed":
      return `${event.message} Trying again in ${(event.retryInMillis / 1000).toFixed(1)} s.`
    case "status.unknown":
      return `the server says "${event.status}", which is no known state; still watching`
    case "run.uncertain":
      return event.message
    case "cancel.requested":
      return "asked the server to cancel the run"
    case "run.finished":
      return `${event.status.toLowerCase()}${event.elapsedTime === undefined ? "" : ` after ${event.elapsedTime.toFixed(1)} s`}${failures(event.segments.failed)}`
    default:
      return undefined
  }
}

const failures = (count: number): string => (count === 0 ? "" : `, ${count} segment${count === 1 ? "" : "s"} failed`)
