import { describe, expect, it } from "vitest"
import type { SandboxEngine } from "../../src/scripts/internal/messages.ts"
import { type Pooled, SandboxPool } from "../../src/scripts/internal/pool.ts"

/** A process that does nothing but be started, held and killed. */
class FakeProcess implements Pooled {
  readonly engine: SandboxEngine
  readonly exited: Promise<void>
  calls = 0
  lost = false
  held = true
  #gone: () => void = () => undefined
  constructor(engine: SandboxEngine) {
    this.engine = engine
    this.exited = new Promise((resolve) => {
      this.#gone = resolve
    })
  }
  hold(busy: boolean): void {
    this.held = busy
  }
  kill(): void {
    this.lost = true
    this.#gone()
  }
}

const poolOf = (max: number, options: { readonly calls?: number; readonly broken?: boolean } = {}) => {
  const all: FakeProcess[] = []
  const pool = new SandboxPool<FakeProcess>({
    max,
    idle: 60_000,
    calls: options.calls ?? 1000,
    launch: async (engine, started) => {
      await Promise.resolve()
      const process = new FakeProcess(engine)
      all.push(process)
      started(process)
      if (options.broken === true) throw new Error("does not start")
      return process
    }
  })
  return { all, pool, alive: () => all.filter((process) => !process.lost).map((process) => process.engine) }
}

/** Lets everything that is already possible happen. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe("a pool of sandbox processes", () => {
  it("starts nothing until it is asked, then keeps one in reserve", async () => {
    const { all, pool, alive } = poolOf(4)
    await settled()
    expect(all).toEqual([])
    await pool.acquire("python")
    await settled()
    expect(alive()).toEqual(["python", "python"])
  })

  it("never has more processes than it may, and serves those who wait in order", async () => {
    const { all, pool, alive } = poolOf(2)
    const order: number[] = []
    const calls = [1, 2, 3, 4].map(async (number) => {
      const process = await pool.acquire("python")
      order.push(number)
      await settled()
      pool.release(process, false)
    })
    await Promise.all(calls)
    expect(order).toEqual([1, 2, 3, 4])
    expect(alive()).toEqual(["python", "python"])
    expect(all).toHaveLength(2)
  })

  it("replaces a process that was spent, is lost or has answered its number of calls", async () => {
    const { all, pool } = poolOf(1, { calls: 3 })
    pool.release(await pool.acquire("python"), true)
    const second = await pool.acquire("python")
    expect(second).not.toBe(all[0])
    expect(all[0]?.lost).toBe(true)
    second.lost = true
    pool.release(second, false)
    const third = await pool.acquire("python")
    expect(third).not.toBe(second)
    third.calls = 3
    pool.release(third, false)
    expect(third.lost).toBe(true)
  })

  it("gives no process that ended while nobody used it", async () => {
    const { pool } = poolOf(1)
    const first = await pool.acquire("python")
    pool.release(first, false)
    first.lost = true
    expect(await pool.acquire("python")).not.toBe(first)
  })

  it("makes room for the other language when it is full", async () => {
    const { pool, alive } = poolOf(1)
    pool.release(await pool.acquire("python"), false)
    const other = await pool.acquire("javascript")
    expect(other.engine).toBe("javascript")
    expect(alive()).toEqual(["javascript"])
  })

  it("lets a caller leave the line", async () => {
    const { pool } = poolOf(1)
    const busy = await pool.acquire("python")
    const leaving = new AbortController()
    const waiting = pool.acquire("python", leaving.signal)
    const next = pool.acquire("python")
    leaving.abort()
    await expect(waiting).rejects.toMatchObject({ kind: "aborted" })
    pool.release(busy, false)
    expect(await next).toBe(busy)
    await expect(pool.acquire("python", leaving.signal)).rejects.toMatchObject({ kind: "aborted" })
  })

  it("tells each caller why a process does not start, and tries again for the next", async () => {
    const { all, pool } = poolOf(2, { broken: true })
    await expect(pool.acquire("python")).rejects.toThrow("does not start")
    await expect(pool.acquire("python")).rejects.toThrow("does not start")
    expect(all.length).toBeGreaterThanOrEqual(2)
    expect(all.every((process) => process.lost)).toBe(true)
  })

  it("keeps a server alive only for processes that are at work", async () => {
    const { all, pool } = poolOf(2)
    const process = await pool.acquire("python")
    await settled()
    expect(all.map((it) => it.held)).toEqual([true, false])
    pool.release(process, false)
    expect(all.map((it) => it.held)).toEqual([false, false])
  })

  it("leaves nothing behind when it is closed, not even what was only just starting", async () => {
    const { all, pool, alive } = poolOf(1)
    const busy = await pool.acquire("python")
    const waiting = pool.acquire("python")
    const closing = pool.close()
    await expect(waiting).rejects.toMatchObject({ kind: "aborted" })
    await closing
    pool.release(busy, false)
    pool.warm("python")
    await expect(pool.acquire("python")).rejects.toMatchObject({ kind: "aborted" })
    expect(alive()).toEqual([])

    const other = poolOf(1)
    other.pool.warm("javascript")
    await other.pool.close()
    expect(other.all).toHaveLength(1)
    expect(other.alive()).toEqual([])
    expect(all).toHaveLength(1)
  })
})
