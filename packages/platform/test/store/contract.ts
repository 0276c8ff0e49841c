/**
 * What every implementation of the two ports must do. A test file gives it a way to open one:
 * `contract("SQLite, in memory", open)`; the second implementation runs the same suite.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { setTimeout as pause } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import type {
  Batch,
  Lease,
  RunAnswer,
  RunChange,
  RunQueue,
  RunStore,
  Signal,
  StepRow,
  SubmitRun
} from "../../src/store/RunStore.ts"

export interface Ports {
  readonly store: RunStore
  readonly queue: RunQueue
}

export interface Opened {
  /** Opens the ports; again after they were closed, as a new process would. */
  readonly ports: () => Ports & { close(): Promise<void> }
  /** Whether what was written is there again after opening once more. */
  readonly keeps: boolean
}

const document: PipelineDocument = { nodes: [{ number: 0, type: "INPUT" }], links: [] }

let n = 0
const newRun = (more: Partial<SubmitRun> = {}): SubmitRun => ({
  id: `00000000-0000-4000-8000-${String(++n).padStart(8, "0")}0000`,
  token: "secret",
  team: "team",
  pipeline: { id: "p", name: "P" },
  document,
  batchMode: true,
  inputs: [{ node: 0, values: [{ kind: "text", type: "text", body: "hello" }] }],
  at: 1000,
  submittedMs: 10,
  deadlineMs: 90,
  ...more
})

const nothing: Omit<Batch, "leases"> = { values: [], steps: [], nodes: [], runs: [], log: [] }
const step = (lease: Lease, more: Partial<StepRow>): StepRow => ({
  run: lease.run,
  node: 0,
  seg: "00000",
  state: "done",
  attempt: 1,
  part: false,
  credits: 0,
  ...more
})
const answerOf = (texts: readonly string[]): RunAnswer => ({
  parts: texts.map((text) => ({ text })),
  segments: { total: 3, failed: 1 }
})
const ended = (lease: Lease, more: Partial<RunChange> = {}): RunChange => ({
  run: lease.run,
  state: "SUCCESS",
  progress: 100,
  counts: { total: 1, done: 1, failed: 0, skipped: 0 },
  credits: 0.5,
  startedAt: 1100,
  endedAt: 1200,
  endedMs: 30,
  ...more
})

export const contract = (name: string, open: () => Opened): void => {
  describe(`the ports on ${name}`, () => {
    const using = async <A>(body: (ports: Ports) => Promise<A>, opened = open()): Promise<A> => {
      const ports = opened.ports()
      try {
        return await body(ports)
      } finally {
        await ports.close()
      }
    }

    const taken = async ({ queue, store }: Ports, run: SubmitRun = newRun()): Promise<Lease> => {
      await store.submit(run)
      const [lease] = await queue.take(1)
      return lease!
    }

    it("hand a submitted run to one taker, with its document and inputs", async () => {
      await using(async ({ queue, store }) => {
        const run = newRun({ version: "3.0" })
        const submitted = await store.submit(run)
        expect(await store.row("team", run.id)).toMatchObject({
          state: "queued",
          progress: 0,
          createdAt: 1000,
          version: "3.0"
        })
        expect(await store.queued()).toBe(1)
        const leases = await queue.take(5)
        expect(leases).toEqual([{ run: submitted._tag === "Submitted" ? submitted.run : -1, fence: 1 }])
        expect(await store.queued()).toBe(0)
        const opened = await store.open(leases[0]!)
        expect(opened).toMatchObject({
          state: "running",
          document,
          nextValue: 2,
          nextLog: 1,
          takes: 1,
          submittedMs: 10,
          deadlineMs: 90
        })
        expect(opened?.inputs).toEqual(new Map([[0, [1]]]))
        expect(await store.values(leases[0]!.run, [1])).toEqual([{ kind: "text", type: "text", body: "hello" }])
        expect(await queue.take(1, AbortSignal.timeout(20))).toEqual([])
      })
    })

    it("keep one row for values that instances share", async () => {
      await using(async (ports) => {
        const shared = { kind: "text", type: "text", body: "same" } as const
        const lease = await taken(
          ports,
          newRun({ inputs: [{ node: 0, values: [shared, { ...shared, body: "own" }, shared] }] })
        )
        const opened = await ports.store.open(lease)
        expect(opened?.inputs.get(0)).toEqual([1, 2, 1])
        expect(opened?.nextValue).toBe(3)
      })
    })

    it("answer the first run for a known idempotency key, per team, and refuse another fingerprint", async () => {
      await using(async ({ store }) => {
        const idempotency = { key: "k", fingerprint: "f" }
        const first = newRun({ idempotency })
        await store.submit(first)
        expect(await store.submit(newRun({ idempotency }))).toEqual({ _tag: "Known", id: first.id })
        expect(await store.submit(newRun({ idempotency: { key: "k", fingerprint: "g" } }))).toEqual({
          _tag: "KeyReused"
        })
        expect(await store.submit(newRun({ idempotency, team: "other" }))).toMatchObject({ _tag: "Submitted" })
        expect((await store.list("team", { limit: 10 })).length).toBe(1)
      })
    })

    it("take team by team", async () => {
      await using(async ({ queue, store }) => {
        for (const team of ["a", "a", "a", "b", "c"]) await store.submit(newRun({ team }))
        const leases = await queue.take(3)
        const rows = await Promise.all(leases.map((lease) => store.open(lease)))
        expect(new Set(rows.map((row) => row?.team))).toEqual(new Set(["a", "b", "c"]))
      })
    })

    it("wake a taker that waits when a run is submitted", async () => {
      await using(async ({ queue, store }) => {
        const [leases] = await Promise.all([queue.take(1), pause(5).then(() => store.submit(newRun()))])
        expect(leases.length).toBe(1)
      })
    })

    it("commit values, steps, counts, log and the end together, and read them back", async () => {
      await using(async (ports) => {
        const { store } = ports
        const run = newRun()
        const lease = await taken(ports, run)
        const big = "é".repeat(70_000)
        await store.commit({
          leases: [lease],
          values: [
            { run: lease.run, n: 2, kind: "text", type: "text", body: "nul \u0000 and ünïcode 😀" },
            { run: lease.run, n: 3, kind: "json", type: "number", body: "1.5" },
            { run: lease.run, n: 4, kind: "file", type: "audio", media: "audio/wav", body: "/files/1" },
            { run: lease.run, n: 5, kind: "text", type: "text", body: big }
          ],
          steps: [
            step(lease, {
              seg: "00001",
              out: { values: { data: 2 }, taken: [3], details: { a: 1 } },
              startedAt: 5,
              endedAt: 6,
              credits: 0.5
            }),
            step(lease, { seg: "00000", state: "failed", error: "Why." }),
            step(lease, {
              node: 1,
              seg: "00000",
              part: true,
              out: { origin: { start: 1, end: 2, separator: "\n" } }
            }),
            step(lease, { node: 1, seg: "", state: "split", out: { size: 1 } })
          ],
          nodes: [{ run: lease.run, node: 0, total: 2, done: 1, failed: 1, skipped: 0, firstAt: 5, lastAt: 6 }],
          log: [{ run: lease.run, n: 1, at: 7, node: 0, seg: "00000", level: "error", text: "Why." }],
          runs: [ended(lease, { answer: answerOf(["[1", "]"]), error: "None." })]
        })
        expect((await store.values(lease.run, [5, 2, 4, 3, 2])).map((value) => value.body)).toEqual([
          big,
          "nul \u0000 and ünïcode 😀",
          "/files/1",
          "1.5",
          "nul \u0000 and ünïcode 😀"
        ])
        const heads = (await Array.fromAsync(store.heads(lease.run))).flat()
        expect(heads.map((row) => `${row.node}/${row.seg} ${row.state}`)).toEqual([
          "0/00000 failed",
          "0/00001 done",
          "1/ split",
          "1/00000 done"
        ])
        expect(heads[1]).toEqual(
          step(lease, {
            seg: "00001",
            out: { values: { data: 2 }, taken: [3], details: { a: 1 } },
            startedAt: 5,
            endedAt: 6,
            credits: 0.5
          })
        )
        expect(await store.rowsAt(lease.run, 0, ["00001", "00009", "00000"])).toMatchObject([
          { seg: "00001" },
          undefined,
          { error: "Why." }
        ])
        expect((await store.steps(lease.run, { limit: 10 })).map((row) => row.seg)).toEqual(["00000", "00001", ""])
        expect(
          (await store.steps(lease.run, { after: { node: 0, seg: "00000" }, limit: 1 })).map((row) => row.seg)
        ).toEqual(["00001"])
        expect((await store.steps(lease.run, { state: ["failed"], limit: 10 })).map((row) => row.seg)).toEqual([
          "00000"
        ])
        expect(await store.countSteps(lease.run, {})).toBe(3)
        expect(await store.countSteps(lease.run, { state: ["failed", "split"], node: 0 })).toBe(1)
        expect(await store.countSteps(lease.run, { node: 99 })).toBe(0)
        expect(await store.countSteps(lease.run, { retried: true })).toBe(0)
        expect(await store.nodes(lease.run)).toEqual([
          { run: lease.run, node: 0, total: 2, done: 1, failed: 1, skipped: 0, firstAt: 5, lastAt: 6, error: "Why." }
        ])
        expect(await store.log(lease.run, 0, 10)).toEqual([
          { run: lease.run, n: 1, at: 7, node: 0, seg: "00000", level: "error", text: "Why." }
        ])
        expect(await store.answer(lease.run)).toEqual(["[1", "]"])
        expect(await store.row("team", run.id)).toMatchObject({
          state: "SUCCESS",
          progress: 100,
          endedAt: 1200,
          credits: 0.5,
          error: "None."
        })
        expect(await store.output(run.id, "secret", 3)).toMatchObject({ body: "1.5" })
        expect(await store.output(run.id, "guess", 3)).toBe(undefined)
        expect(await store.document(lease.run)).toEqual(document)
        expect(await store.open(lease)).toBe(undefined)
      })
    })

    it("never overwrite a step that has ended; attempts and members of unfinished lists are", async () => {
      await using(async (ports) => {
        const lease = await taken(ports)
        const write = (row: Partial<StepRow>) =>
          ports.store.commit({ ...nothing, leases: [lease], steps: [step(lease, row)] })
        const state = async (): Promise<string> => {
          const [row] = await ports.store.rowsAt(lease.run, 0, ["00000"])
          return `${row?.state} ${row?.attempt}`
        }
        await write({ state: "started", attempt: 1 })
        await write({ state: "retry", attempt: 1, dueAt: 50 })
        await write({ state: "started", attempt: 2 })
        expect(await state()).toBe("started 2")
        await write({ state: "done", attempt: 2 })
        await write({ state: "failed", attempt: 3 })
        expect(await state()).toBe("done 2")
        await ports.store.commit({
          ...nothing,
          leases: [lease],
          steps: [step(lease, { node: 1, part: true, attempt: 1 })]
        })
        await ports.store.commit({
          ...nothing,
          leases: [lease],
          steps: [step(lease, { node: 1, part: true, attempt: 2 })]
        })
        expect((await ports.store.rowsAt(lease.run, 1, ["00000"]))[0]?.attempt).toBe(2)
      })
    })

    it("refuse a stale lease: nothing of it is written, the rest of the batch is", async () => {
      await using(async (ports) => {
        const old = await taken(ports)
        await ports.queue.settle([old], "returned")
        const [now] = await ports.queue.take(1)
        expect(now).toEqual({ run: old.run, fence: 2 })
        const other = await taken(ports)
        const result = await ports.store.commit({
          ...nothing,
          leases: [old, other],
          steps: [step(old, {}), step(other, {})],
          runs: [ended(old)],
          log: [{ run: old.run, n: 1, at: 1, level: "info", text: "late" }]
        })
        expect(result.lost).toEqual([old.run])
        expect(await ports.store.rowsAt(old.run, 0, ["00000"])).toEqual([undefined])
        expect(await ports.store.log(old.run, 0, 9)).toEqual([])
        expect((await ports.store.rowsAt(other.run, 0, ["00000"]))[0]?.state).toBe("done")
        expect(await ports.store.open(now!)).toBeDefined()
        expect(await ports.store.open(old)).toBe(undefined)
      })
    })

    it("count how often a run was taken without getting anywhere", async () => {
      await using(async (ports) => {
        let lease = await taken(ports)
        for (let times = 2; times <= 3; times++) {
          await ports.queue.settle([lease], "returned")
          lease = (await ports.queue.take(1))[0]!
          expect((await ports.store.open(lease))?.takes).toBe(times)
        }
        await ports.store.commit({ ...nothing, leases: [lease], steps: [step(lease, {})] })
        expect((await ports.store.open(lease))?.takes).toBe(0)
      })
    })

    it("cancel: a waiting run ends, a taken one gets a signal, an ended one is reported as ended", async () => {
      await using(async (ports) => {
        const { store } = ports
        const waiting = newRun()
        await store.submit(waiting)
        expect(await store.requestCancel("other", waiting.id, 5, 20)).toBe("unknown")
        expect(await store.requestCancel("team", waiting.id, 5, 20)).toBe("requested")
        expect(await store.row("team", waiting.id)).toMatchObject({
          state: "ABORTED",
          endedAt: 5,
          endedMs: 20,
          cancelAt: 5
        })
        expect(await store.requestCancel("team", waiting.id, 6, 20)).toBe("ended")
        const running = newRun()
        const lease = await taken(ports, running)
        const signals: Signal[] = []
        const stop = ports.queue.listen((signal) => signals.push(signal))
        await store.requestCancel("team", running.id, 7, 20)
        stop()
        await store.requestCancel("team", running.id, 8, 20)
        expect(signals).toEqual([{ run: lease.run, kind: "cancel" }])
        expect((await store.open(lease))?.cancelAt).toBe(7)
      })
    })

    it("list a team's runs, newest first, filtered", async () => {
      await using(async (ports) => {
        const { store } = ports
        const ids = [1000, 2000, 3000].map((at) => newRun({ at, pipeline: { id: at === 2000 ? "q" : "p", name: "P" } }))
        for (const run of ids) await store.submit(run)
        await store.submit(newRun({ team: "other" }))
        const listed = await store.list("team", { limit: 2 })
        expect(listed.map((row) => row.createdAt)).toEqual([3000, 2000])
        expect((await store.list("team", { limit: 9, before: listed[1]!.run })).map((row) => row.createdAt)).toEqual([
          1000
        ])
        expect((await store.list("team", { limit: 9, pipeline: "q" })).length).toBe(1)
        expect((await store.list("team", { limit: 9, since: 2000 })).length).toBe(2)
        expect((await store.list("team", { limit: 9, state: ["SUCCESS"] })).length).toBe(0)
      })
    })

    it("sweep what ended before a moment, and nothing else", async () => {
      await using(async (ports) => {
        const { store } = ports
        const old = newRun()
        const lease = await taken(ports, old)
        await store.commit({
          ...nothing,
          leases: [lease],
          values: [
            { run: lease.run, n: 2, kind: "file", type: "audio", media: "audio/wav", body: "/files/made/1" },
            { run: lease.run, n: 3, kind: "file", type: "audio", media: "audio/wav", body: "https://elsewhere/a.wav" }
          ],
          steps: [step(lease, {})],
          runs: [ended(lease, { answer: answerOf(["[]"]) })]
        })
        const young = newRun()
        await store.submit(young)
        expect(await store.sweep(30, 10)).toEqual({ runs: 0, files: [], more: false })
        expect(await store.isNamed("/files/made/1")).toBe(true)
        expect(await store.sweep(31, 10)).toEqual({ runs: 1, files: ["/files/made/1"], more: false })
        expect(await store.isNamed("/files/made/1")).toBe(false)
        expect(await store.row("team", old.id)).toBe(undefined)
        expect(await store.answer(lease.run)).toEqual([])
        expect(await store.row("team", young.id)).toBeDefined()
      })
    })

    it("sweep a large run in several calls, and show nothing of it in between", async () => {
      await using(async (ports) => {
        const { store } = ports
        const large = newRun()
        const lease = await taken(ports, large)
        const places = Array.from({ length: 30 }, (_, at) => at)
        await store.commit({
          ...nothing,
          leases: [lease],
          values: places.map((at) => ({ run: lease.run, n: at + 2, kind: "text", type: "text", body: "x" }) as const),
          steps: places.map((at) => step(lease, { seg: String(at).padStart(5, "0") })),
          runs: [ended(lease)]
        })
        let calls = 0
        for (let more = true; more; calls++) {
          const swept = await store.sweep(5000, 20)
          expect(await store.row("team", large.id)).toBe(undefined)
          more = swept.more
        }
        expect(calls).toBe(4)
        expect(await store.rowsAt(lease.run, 0, ["00000", "00029"])).toEqual([undefined, undefined])
      })
    })

    it.skipIf(!open().keeps)(
      "survive the end of a process: runs at work are taken again, under a new fence",
      async () => {
        const opened = open()
        const run = newRun()
        const first = await using(async (ports) => {
          const lease = await taken(ports, run)
          await ports.store.commit({
            ...nothing,
            leases: [lease],
            values: [{ run: lease.run, n: 2, kind: "text", type: "text", body: "z".repeat(100_000) }],
            steps: [step(lease, { state: "retry", dueAt: 77, out: { values: { data: 2 } } })],
            log: [{ run: lease.run, n: 1, at: 1, level: "info", text: "line" }]
          })
          return lease
        }, opened)
        await using(async (ports) => {
          const [lease] = await ports.queue.take(1)
          expect(lease).toEqual({ run: first.run, fence: 2 })
          expect(await ports.store.open(lease!)).toMatchObject({ nextValue: 3, nextLog: 2 })
          expect((await Array.fromAsync(ports.store.heads(first.run))).flat()).toMatchObject([
            { state: "retry", dueAt: 77 }
          ])
          expect((await ports.store.values(first.run, [2]))[0]?.body.length).toBe(100_000)
        }, opened)
      }
    )
  })
}
