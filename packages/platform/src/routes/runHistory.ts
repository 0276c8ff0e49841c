/** Looking at runs and steering them: list, detail, steps, log, events, cancel. Extensions of this server. */
import type { RunEvent, RunStatus } from "@aixplain-ts/api-types"
import type { Clock } from "../engine/Clock.ts"
import type { Engine, Page } from "../engine/Engine.ts"
import { readQuery } from "../http/Contract.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { HttpError, notFound } from "../http/HttpError.ts"
import { json } from "../http/Reply.ts"
import { eventStream } from "./eventStream.ts"

export interface RunHistoryRoutes {
  readonly engine: Engine
  readonly clock: Clock
}

interface ListQuery {
  readonly pipeline?: string
  readonly status?: RunStatus
  readonly since?: string
  readonly limit?: number
  readonly page?: string
}

const runOf = ({ params }: Exchange): string => (params["run"] ?? "").toLowerCase()
const unknownRun = (run: string): HttpError => notFound(`No run has the id ${run}.`)

export const runHistoryRoutes = ({ engine, clock }: RunHistoryRoutes): Handlers => {
  const page = async (exchange: Exchange): Promise<{ readonly limit: number; readonly page?: string }> => {
    const { limit = 100, page: token } = (await readQuery(exchange.operation, exchange.query)) as ListQuery
    return { limit, ...(token === undefined ? {} : { page: token }) }
  }
  const paged = <A>(found: Page<A> | undefined, run: string) => {
    if (found === undefined) throw unknownRun(run)
    return json(200, { items: found.items, next: found.next })
  }
  return {
    async listRuns(exchange) {
      const {
        pipeline,
        status,
        since,
        limit = 100,
        page: token
      } = (await readQuery(exchange.operation, exchange.query)) as ListQuery
      const found = await engine.list(exchange.team, {
        limit,
        ...(pipeline === undefined ? {} : { pipeline: pipeline.toLowerCase() }),
        ...(status === undefined ? {} : { status }),
        ...(since === undefined ? {} : { since: timeOf(since) }),
        ...(token === undefined ? {} : { page: token })
      })
      return json(200, { items: found.items, next: found.next })
    },
    async getRun(exchange) {
      const run = runOf(exchange)
      const found = await engine.get(exchange.team, run)
      if (found === undefined) throw unknownRun(run)
      return json(200, withUrl(found, exchange.origin))
    },
    listRunSteps: async (exchange) =>
      paged(await engine.steps(exchange.team, runOf(exchange), await page(exchange)), runOf(exchange)),
    getRunLog: async (exchange) =>
      paged(await engine.log(exchange.team, runOf(exchange), await page(exchange)), runOf(exchange)),
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
  }
}

const timeOf = (text: string): number => {
  const millis = Date.parse(text)
  if (Number.isNaN(millis))
    throw new HttpError(400, "`since` is no time.", { detail: "Write it like 2026-03-01T08:00:00Z." })
  return millis
}

const withUrl = <A extends { readonly id: string }>(run: A, origin: string): A & { readonly url: string } => ({
  ...run,
  url: `${origin}/assets/pipeline/execution/check/${run.id}`
})

const eventWithUrl = (event: RunEvent, origin: string): RunEvent =>
  event.type === "run.state" ? { ...event, state: withUrl(event.state, origin) } : event
