/**
 * The two ports on SQLite, as layers: in memory, or in the data folder that an open `Database` owns.
 */
import { createHash } from "node:crypto"
import { join } from "node:path"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import type { Database } from "../Database.ts"
import { RunQueue, RunStore, type RunStoreShape, type Signal } from "../RunStore.ts"
import { storeError, type StoreError } from "../StoreError.ts"
import { openReads } from "./Reads.ts"
import { valueFiles } from "./ValueFiles.ts"
import { inlineWriter, threadWriter, type Writer } from "./Writer.ts"
import { openWrites, type Writes } from "./Writes.ts"

export interface SqliteOptions {
  readonly database: Database
  /** URL of a module that exports `at(point)`; tests end the process there. */
  readonly probe?: string
}

/** How many rows of a journal are read at once. */
const pageSize = 1000

/** Both ports. Runs that an earlier process was at work on go back to the queue. */
export const layer = (options: SqliteOptions): Layer.Layer<RunStore | RunQueue, StoreError> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const { database } = options
      const values = database.directory === undefined ? undefined : join(database.directory, "values")
      const files = values === undefined ? undefined : valueFiles(values)
      const reads = openReads(database.sql, files)
      const writer = yield* Effect.acquireRelease(
        Effect.sync((): Writer =>
          database.file === undefined || values === undefined
            ? inlineWriter(openWrites(database.sql, undefined, () => {}))
            : threadWriter({ file: database.file, values, probe: options.probe })
        ),
        (made) => Effect.promise(() => made.close())
      )
      // Nothing else writes yet: this needs no thread.
      yield* attempt(() => openWrites(database.sql, undefined, () => {}).recover())
      const wake = yield* Queue.sliding<void>(1)
      const signals = yield* Queue.unbounded<Signal>()
      yield* Queue.offer(wake, undefined)

      const write: <Name extends keyof Writes>(
        name: Name,
        ...args: Parameters<Writes[Name]>
      ) => Effect.Effect<ReturnType<Writes[Name]>, StoreError> = (name, ...args) =>
        Effect.tryPromise({ try: () => writer.call(name, ...args), catch: storeError })

      const store: RunStoreShape = {
        submit: (run) =>
          Effect.suspend(() => {
            const documentText = JSON.stringify(run.document)
            const hash = createHash("sha256").update(documentText).digest("hex")
            return write("submit", { ...run, documentText, hash })
          }).pipe(Effect.tap(() => Queue.offer(wake, undefined))),
        row: (team, id) => attempt(() => reads.row(team, id)),
        answer: (run) => attempt(() => reads.answer(run)),
        countOutput: (run, node) => attempt(() => reads.countOutput(run, node)),
        outputParts: (run, node, index, limit) => attempt(() => reads.outputParts(run, node, index, limit)),
        open: (lease) => attempt(() => reads.open(lease.run, lease.fence)),
        heads: (run) =>
          Stream.paginate({ node: -1, seg: "" }, (after) =>
            attempt(() => {
              const page = reads.heads(run, after, pageSize)
              const last = page.at(-1)
              return [[page], page.length < pageSize || last === undefined ? Option.none() : Option.some(last)] as const
            })
          ),
        rowsAt: (run, node, segs) => attempt(() => reads.rowsAt(run, node, segs)),
        output: (id, token, n) => attempt(() => reads.output(id, token, n)),
        values: (run, numbers) => attempt(() => reads.values(run, numbers)),
        commit: (batch) => write("commit", batch),
        requestCancel: (team, id, at, now) =>
          write("requestCancel", team, id, at, now).pipe(
            Effect.tap(({ run }) => (run === undefined ? Effect.void : Queue.offer(signals, { run, kind: "cancel" }))),
            Effect.map(({ how }) => how)
          ),
        list: (team, query) => attempt(() => reads.list(team, query)),
        nodes: (run) => attempt(() => reads.nodes(run)),
        steps: (run, query) => attempt(() => reads.steps(run, query)),
        countSteps: (run, filter) => attempt(() => reads.countSteps(run, filter)),
        log: (run, after, limit) => attempt(() => reads.log(run, after, limit)),
        document: (run) => attempt(() => reads.document(run)),
        sweep: (before, limit) => write("sweep", before, limit),
        keepTime: (now) => write("keepTime", now),
        isNamed: (reference) => attempt(() => reads.isNamed(reference)),
        queued: attempt(() => reads.queued())
      }
      return Context.make(RunStore, store).pipe(
        Context.add(RunQueue, {
          take: (limit) =>
            Effect.gen(function* () {
              for (;;) {
                const leases = yield* write("take", limit)
                if (leases.length > 0) return leases
                yield* Queue.take(wake)
              }
            }),
          settle: (leases, how) =>
            write("settle", leases, how).pipe(
              Effect.tap(() => (how === "returned" ? Queue.offer(wake, undefined) : Effect.void))
            ),
          signals: Stream.fromQueue(signals)
        })
      )
    })
  )

const attempt = <A>(body: () => A): Effect.Effect<A, StoreError> => Effect.try({ try: body, catch: storeError })
