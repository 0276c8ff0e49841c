/** What servers with the run extensions can do besides: cancel, list, read, steps and log. `NotSupported` elsewhere. */
import type { RunDetail, RunLogLine, RunStep, RunSummary } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, NotSupported, type SubmissionUncertain } from "../AixplainError.ts"
import type { RunRef } from "../RunRef.ts"
import type { Page, RunFilter, StepFilter } from "../Runs.ts"
import type { Answer, Http } from "../http/Http.ts"
import { compact, isRecord, numberOf, recordsOf, textOf } from "../http/json.ts"
import { pageStream } from "../http/pages.lazy.ts"
import { about, readRef } from "./runRef.ts"
import { date, isoTime, parseDate } from "../runtime/time.ts"

/** Clocks of client and server may differ by this much. */
const clockSkew = 60_000

export const readPage = <A>(answer: Answer): Page<A> | undefined => {
  if (!isRecord(answer.body) || !Array.isArray(answer.body["items"])) return undefined
  // The records are returned as the contract describes them.
  return {
    items: recordsOf(answer.body["items"]) as unknown as readonly A[],
    next: textOf(answer.body["next"]) ?? null,
    ...compact({ total: numberOf(answer.body["total"]) })
  }
}

export const makeRunLists = (http: Http["Service"]) => {
  /** The reference of a run that was named by its id; none for an id that cannot be one. */
  const refOf = (id: string): RunRef | undefined => {
    const read = readRef(http, id)
    return "ref" in read ? read.ref : undefined
  }

  /**
   * Continues only where the server declares the extension. Asks the server when it has said nothing yet; a question that
   * is not answered fails with its own reason.
   */
  const needs = Effect.fnUntraced(function* (operation: string, extension: string, what: string, apiKey?: string) {
    yield* http
      .discoverPatiently(operation, apiKey)
      .pipe(Effect.mapError(({ reason }) => new AixplainError({ operation, reason })))
    const reason = new NotSupported({ what, hint: `It does not declare the extension "${extension}".` })
    yield* http.declares(extension) ? Effect.void : Effect.fail(new AixplainError({ operation, reason }))
  })

  const cancel = Effect.fnUntraced(function* (
    operation: string,
    ref: RunRef,
    call: { readonly apiKey?: string; readonly timeoutMillis?: number }
  ) {
    yield* needs(operation, "cancel", "cancelling runs", call.apiKey)
    yield* http.request({
      ...call,
      operation,
      key: "x-api-key",
      mode: "safe",
      subject: { what: "run", id: ref.id },
      send: (client, init) => client.POST("/ext/runs/{run}/cancel", { ...init, params: { path: { run: ref.id } } }),
      decode: () => true
    })
  })

  /** A page, and what the server's clock said. */
  const askPage = Effect.fnUntraced(function* (operation: string, filter: RunFilter) {
    yield* needs(operation, "runs", "listing runs")
    const timeOf = (time: string | number | undefined): string | undefined =>
      typeof time === "number" ? isoTime(time) : time
    return yield* http.request({
      operation,
      key: "x-api-key",
      mode: "safe",
      send: (client, init) =>
        client.GET("/ext/runs", {
          ...init,
          params: {
            query: compact({
              pipeline: filter.pipeline,
              status: filter.status,
              outcome: filter.outcome,
              q: filter.q,
              since: timeOf(filter.since),
              until: timeOf(filter.until),
              limit: filter.limit,
              page: filter.page
            })
          }
        }),
      decode: (answer) => {
        const page = readPage<RunSummary>(answer)
        return page === undefined ? undefined : { page, date: parseDate(answer.headers.get("date") ?? "") }
      }
    })
  })

  const page = Effect.fn("Runs.page")(function* (filter: RunFilter = {}) {
    return (yield* askPage("Runs.page", filter)).page
  })

  const get = Effect.fn("Runs.get")((id: string) =>
    needs("Runs.get", "runs", "reading runs").pipe(
      Effect.andThen(
        http.request<RunDetail>({
          operation: "Runs.get",
          key: "x-api-key",
          mode: "safe",
          subject: { what: "run", id },
          send: (client, init) => client.GET("/ext/runs/{run}", { ...init, params: { path: { run: id } } }),
          decode: ({ body }) =>
            isRecord(body) && textOf(body["id"]) !== undefined ? (body as unknown as RunDetail) : undefined
        })
      ),
      (found) => about(refOf(id), found)
    )
  )

  const stepsPage = Effect.fn("Runs.stepsPage")((id: string, filter: StepFilter = {}) =>
    needs("Runs.steps", "steps", "listing steps").pipe(
      Effect.andThen(
        http.request<Page<RunStep>>({
          operation: "Runs.steps",
          key: "x-api-key",
          mode: "safe",
          subject: { what: "run", id },
          send: (client, init) =>
            client.GET("/ext/runs/{run}/steps", {
              ...init,
              params: {
                path: { run: id },
                query: compact({
                  node: filter.node,
                  status: filter.status,
                  retried: filter.retried,
                  limit: filter.limit,
                  page: filter.page
                })
              }
            }),
          decode: readPage
        })
      ),
      (found) => about(refOf(id), found)
    )
  )

  const log = (id: string) =>
    pageStream(undefined, (token) =>
      needs("Runs.log", "log", "reading logs").pipe(
        Effect.andThen(
          http.request<Page<RunLogLine>>({
            operation: "Runs.log",
            key: "x-api-key",
            mode: "safe",
            subject: { what: "run", id },
            send: (client, init) =>
              client.GET("/ext/runs/{run}/log", {
                ...init,
                params: { path: { run: id }, query: compact({ page: token }) }
              }),
            decode: readPage
          })
        ),
        (found) => about(refOf(id), found)
      )
    )

  /**
   * Runs of the pipeline that were started since the lost request was sent, newest first. They are candidates: any of them
   * may be another client's. A clock here that is wrong is set right by the server's own date.
   */
  const reconcile = Effect.fn("Runs.reconcile")(function* (uncertain: SubmissionUncertain) {
    const ask = (sentAt: number) =>
      askPage("Runs.reconcile", compact({ pipeline: uncertain.pipeline, since: sentAt - clockSkew, limit: 100 }))
    const first = yield* ask(uncertain.sentAt)
    const ahead = (yield* date) - first.date
    if (!(Math.abs(ahead) > clockSkew / 2)) return first.page.items
    return (yield* ask(uncertain.sentAt - ahead)).page.items
  })

  return {
    cancel,
    page,
    get,
    stepsPage,
    steps: (id: string, filter: StepFilter = {}) =>
      pageStream(filter.page, (token) => stepsPage(id, { ...filter, ...compact({ page: token }) })),
    log,
    reconcile,
    list: (filter: RunFilter = {}) =>
      pageStream(filter.page, (token) => page({ ...filter, ...compact({ page: token }) }))
  }
}
