/**
 * Shows progress while a run is waited for: on a terminal one line that is overwritten at most ten times a second;
 * elsewhere plain lines and a heartbeat, because CI ends jobs that print nothing.
 */
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { formatDuration } from "@aixplain-ts/core/Durations"
import type { Screen } from "./Output.ts"
import { fitting, type Style } from "./Style.ts"

const frameMillis = 100
const heartbeatMillis = 15_000

/** Times are milliseconds of this process's clock; events from a server carry the server's time. */
export interface Progress {
  show(event: RunEvent, now: number): void
  /** Called periodically, so that the shown duration advances. */
  tick(now: number): void
  /** Leaves the last line on the screen and draws nothing more. */
  end(): void
}

const silent: Progress = { show: () => {}, tick: () => {}, end: () => {} }

export const makeProgress = (options: {
  readonly screen: Screen
  readonly style: Style
  readonly quiet: boolean
  readonly now: number
}): Progress => {
  const { screen, style } = options
  if (options.quiet) return silent
  const state = new RunView(options.now)
  const { inPlace } = screen
  let last = options.now
  let pending = false
  let over = false

  const draw = (now: number): void => {
    pending = false
    last = now
    screen.move(state.line(now))
  }
  /** Prints a line that stays, above the progress line. */
  const keep = (text: string, now: number): void => {
    screen.keep(text)
    if (inPlace) draw(now)
    else last = now
  }

  return {
    show: (event, now) => {
      if (over) return
      state.apply(event)
      const remark = remarkOf(event, style, state)
      if (remark !== undefined) keep(remark, now)
      else if (inPlace && now - last >= frameMillis) draw(now)
      else pending = true
    },
    tick: (now) => {
      if (over) return
      if (inPlace ? pending || now - last >= 1_000 : now - last >= heartbeatMillis) draw(now)
    },
    end: () => {
      if (!over) screen.rest()
      over = true
    }
  }
}

/** What is known of the run so far, as one line. */
class RunView {
  readonly #since: number
  readonly #nodes = new Map<number, { readonly node: number; readonly label: string; readonly status: string }>()
  #stage = ""
  #percent: number | undefined
  #segments: { readonly total: number; readonly done?: number; readonly failed: number } | undefined

  constructor(since: number) {
    this.#since = since
  }

  apply(event: RunEvent): void {
    switch (event.type) {
      case "upload.progress": {
        const percent =
          event.total === undefined ? "" : ` ${Math.floor((100 * event.sent) / Math.max(1, event.total))} %`
        this.#stage = `uploading ${event.name}${percent}`
        return
      }
      case "run.submitted":
        this.#stage = "running"
        return
      case "run.state":
        for (const node of event.state.nodes) this.#nodes.set(node.node, node)
        this.#segments = event.state.segments
        this.#percent = event.state.progress
        break
      case "node.started":
      case "node.progress":
      case "node.finished":
        this.#nodes.set(event.node.node, event.node)
        break
      case "run.progress":
        this.#percent = event.progress
        this.#segments = event.segments ?? this.#segments
        break
      case "run.checked":
        this.#percent = event.progress ?? this.#percent
        // Servers without events count what has an outcome.
        if (this.#nodes.size === 0) this.#segments = event.segments
        break
      case "run.finished":
        this.#stage = ""
        return
      default:
        return
    }
    this.#stage = "running"
  }

  /** A node's label, or its number if it has none. */
  nameOf(node: number): string {
    const label = this.#nodes.get(node)?.label.trim()
    return label === undefined || label === "" ? `node ${node}` : label
  }

  /** For example `running Translate, 40 %, 3/5 nodes, 41/60 segments, 12 s`. */
  line(now: number): string {
    if (this.#stage === "") return ""
    const nodes = [...this.#nodes.values()]
    const ended = nodes.filter(({ status }) => status !== "PENDING" && status !== "IN_PROGRESS").length
    const { done, failed = 0, total = 0 } = this.#segments ?? {}
    const running = this.#stage === "running"
    return [
      running ? ["running", this.#names(nodes)].filter((part) => part !== "").join(" ") : this.#stage,
      running && this.#percent !== undefined && `${Math.floor(this.#percent)} %`,
      running && nodes.length > 0 && `${ended}/${nodes.length} nodes`,
      running && total > 0 && (done === undefined ? counted(total) : `${done}/${counted(total)}`),
      running && failed > 0 && `${failed} failed`,
      now - this.#since >= 1_000 && formatDuration(Math.floor((now - this.#since) / 1_000) * 1_000)
    ]
      .filter((part) => part !== false)
      .join(", ")
  }

  /** The labels of the running nodes that fit on the line. */
  #names(nodes: readonly { readonly node: number; readonly status: string }[]): string {
    const active = nodes.filter(({ status }) => status === "IN_PROGRESS").map(({ node }) => this.nameOf(node))
    const shown = active.slice(0, namesShown).map((name) => fitting(name, nameColumns))
    return [...shown, ...(active.length > namesShown ? [`${active.length - namesShown} more`] : [])].join(" + ")
  }
}

const namesShown = 2
const nameColumns = 24

const counted = (segments: number): string => `${segments} segment${segments === 1 ? "" : "s"}`

/** Events that get a separate line at once. */
const remarkOf = (event: RunEvent, style: Style, state: RunView): string | undefined => {
  switch (event.type) {
    case "run.submitted":
      return `run ${event.run}`
    case "check.failed":
      return style.yellow(`${event.message} Trying again in ${formatDuration(event.retryInMillis)}.`)
    case "status.unknown":
      return style.yellow(`The server returned the unknown status "${event.status}"; still waiting.`)
    case "cancel.requested":
      return "The server was asked to cancel the run."
    case "log.written": {
      const { level, node, text } = event.line
      const line = `${node === undefined ? "" : `${state.nameOf(node)}: `}${text}`
      return level === "error" ? style.red(line) : level === "warning" ? style.yellow(line) : line
    }
    case "run.finished": {
      const word = event.status.toLowerCase()
      const took = event.elapsedTime === undefined ? "" : ` after ${formatDuration(event.elapsedTime * 1_000)}`
      const { failed, total } = event.segments
      const segments = total === 0 ? "" : `, ${counted(total)}${failed === 0 ? "" : `, ${failed} failed`}`
      return (event.phase === "succeeded" ? style.green : style.red)(`${word}${took}${segments}`)
    }
    default:
      return undefined
  }
}
