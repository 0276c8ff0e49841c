/** Looking at runs and steering them: list, detail, steps, log, events, cancel. Extensions of this server. */
import type { RunEvent, RunStatus, StepStatus } from "@aixplain-ts/api-types"
import type { Clock } from "../clock/Clock.ts"
import type { Engine } from "../engine/Engine.ts"
import { InvalidPageToken } from "../engine/PageTokens.ts"
import { readQuery } from "../http/contract.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import { json, type Reply } from "../replies/Reply.ts"
import { eventStream } from "./eventStream.ts"

export interface RunHistoryRoutes {
  readonly engine: Engine
  readonly clock: Clock
}

interface ListQuery {
  readonly pipeline?: string
  readonly status?: RunStatus
  readonly since?: string
  readonly until?: string
  readonly outcome?: "partial"
  readonly q?: string
  readonly limit?: number
  readonly page?: string
}

interface StepsQuery {
  readonly node?: number
  readonly status?: StepStatus
  readonly retried?: boolean
  readonly limit?: number
  readonly page?: string
}

const runOf = ({ params }: Exchange): string => (params["run"] ?? "").toLowerCase()
const unknownRun = (run: string): HttpError => notFound(`No run has the id ${run}.`)

export const runHistoryRoutes = ({ engine, clock }: RunHistoryRoutes) => {
  const query = async <A>(exchange: Exchange): Promise<A> => (await readQuery(exchange.operation, exchange.query)) as A
  return {
    listRuns: (exchange) =>
      listing(async () => {
        const { pipeline, since, until, q, limit = 100, ...rest } = await query<ListQuery>(exchange)
        return engine.list(exchange.team, {
          ...rest,
          limit,
          ...(pipeline === undefined ? {} : { pipeline: pipeline.toLowerCase() }),
          ...(q === undefined ? {} : { text: q }),
          ...(since === undefined ? {} : { since: timeOf("since", since) }),
          ...(until === undefined ? {} : { until: timeOf("until", until) })
        })
      }),
    async getRun(exchange) {
      const run = runOf(exchange)
      const found = await engine.get(exchange.team, run)
      if (found === undefined) throw unknownRun(run)
      return json(200, withUrl(found, exchange.origin))
    },
    listRunSteps: (exchange) =>
      listing(async () => {
        const { limit = 100, ...rest } = await query<StepsQuery>(exchange)
        return (await engine.steps(exchange.team, runOf(exchange), { ...rest, limit })) ?? unknownRun(runOf(exchange))
      }),
    listRunOutput: (exchange) =>
      listing(async () => {
        const { limit = 500, page } = await query<{ readonly limit?: number; readonly page?: string }>(exchange)
        const node = exchange.params["node"] ?? ""
        const found = await engine.outputs(exchange.team, runOf(exchange), Number(node), {
          limit,
          ...(page === undefined ? {} : { page })
        })
        if (found === undefined) return unknownRun(runOf(exchange))
        if (found._tag === "Page") return found.page
        if (found._tag === "NotReached")
          return notFound(`Nothing reached an output with the number ${node} in this run.`)
        return new HttpError(409, "The run has not ended.", { detail: "Its outputs can be read when it has." })
      }),
    getRunLog: (exchange) =>
      listing(async () => {
        const { limit = 100, ...rest } = await query<{ readonly limit?: number; readonly page?: string }>(exchange)
        return (await engine.log(exchange.team, runOf(exchange), { ...rest, limit })) ?? unknownRun(runOf(exchange))
      }),
    async cancelRun(exchange) {
      const run = runOf(exchange)
      const outcome = await engine.cancel(exchange.team, run)
      const found = outcome === "unknown" ? undefined : await engine.get(exchange.team, run)
      if (found === undefined) throw unknownRun(run)
      return json(outcome === "ended" ? 200 : 202, { id: run, outcome, status: found.status })
    },
    async streamRunEvents(exchange) {
      const { team, headers, origin, signal } = exchange
      const run = runOf(exchange)
      const last = headers["last-event-id"]
      const events = await engine.events(team, run, { signal, ...(typeof last === "string" ? { after: last } : {}) })
      if (events === undefined) throw unknownRun(run)
      return {
        status: 200,
        headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
        body: eventStream(events, (event) => eventWithUrl(event, origin), clock, signal)
      }
    }
  } satisfies Partial<Handlers>
}

/** Answers with a list, or refuses: every list takes its page tokens through here. */
const listing = async (read: () => Promise<object | HttpError>): Promise<Reply> => {
  try {
    const found = await read()
    if (found instanceof HttpError) throw found
    return json(200, found)
  } catch (error) {
    if (!(error instanceof InvalidPageToken)) throw error
    throw new HttpError(400, error.message, {
      detail: "`page` takes the `next` of an earlier page of the same list. Leave it out for the first page."
    })
  }
}

const timeOf = (name: string, text: string): number => {
  const millis = Date.parse(text)
  if (Number.isNaN(millis))
    throw new HttpError(400, `Invalid time for \`${name}\`: ${JSON.stringify(text.slice(0, 80))}.`, {
      detail: "Write it like 2026-03-01T08:00:00Z."
    })
  return millis
}

const withUrl = <A extends { readonly id: string }>(run: A, origin: string): A & { readonly url: string } => ({
  ...run,
  url: `${origin}/assets/pipeline/execution/check/${run.id}`
})

const eventWithUrl = (event: RunEvent, origin: string): RunEvent =>
  event.type === "run.state" ? { ...event, state: withUrl(event.state, origin) } : event
