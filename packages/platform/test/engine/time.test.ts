/**
 * Steps of the wall clock: an administrator, NTP or a laptop that slept moves the date by hours or days, in whatever a
 * server is doing. Nothing may end, begin, wait longer or be deleted for it, and no duration may show it.
 */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { type AssetDefinition, AssetError } from "../../src/assets/AssetDefinition.ts"
import { VirtualClock } from "../../src/clock/Clock.ts"
import { openDatabase } from "../../src/store/Database.ts"
import {
  asset,
  cleanUp,
  folder,
  input,
  type Kit,
  type KitOptions,
  output,
  outputs,
  pipeline,
  startKit
} from "./harness.ts"

afterEach(cleanUp)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps = [-2 * day, -day, -hour, -1, 1, hour, day, 2 * day].map((by) => [by] as const)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

/** Takes a time on the server's clock that the text says, in minutes. */
const slow: AssetDefinition = {
  id: "slow",
  function: "paraphrasing",
  timeout: hour,
  run: async ({ text }: { text: string }, { sleep }) => {
    await sleep(Number(text) * minute)
    return { data: text }
  }
}

/** Fails a number of times, then answers; asks for ten minutes of pause each time. */
const busy = (failures: number) => {
  const calls: number[] = []
  const definition: AssetDefinition = {
    id: "busy",
    function: "paraphrasing",
    run: ({ text }: { text: string }, { attempt }) => {
      calls.push(attempt)
      if (calls.length <= failures) throw new AssetError("Busy.", { transient: true, retryAfter: 10 * minute })
      return { data: text }
    }
  }
  return { calls, definition }
}

const statusOf = async (kit: Kit, id: string): Promise<string | undefined> =>
  (await kit.engine.check("team", id))?.status
const elapsedOf = async (kit: Kit, id: string): Promise<number | undefined> =>
  (await kit.engine.check("team", id))?.elapsed_time

/** All dates and durations of a run that the wire shows are in order. */
const expectOrder = async (kit: Kit, id: string): Promise<void> => {
  const { items } = (await kit.engine.steps("team", id, { limit: 100 }))!
  for (const { startedAt, endedAt } of items)
    expect(Date.parse(endedAt ?? startedAt!)).toBeGreaterThanOrEqual(Date.parse(startedAt!))
  const detail = (await kit.engine.get("team", id))!
  expect(Date.parse(detail.endedAt ?? detail.createdAt)).toBeGreaterThanOrEqual(Date.parse(detail.createdAt))
  expect(await elapsedOf(kit, id)).toBeGreaterThanOrEqual(0)
}

describe.each(steps)("a step of the wall clock by %i ms", (by) => {
  it("while a run is queued: it starts when its turn comes, and ends like any other", async () => {
    const kit = await startKit({ own: [slow], limits: { openRuns: 1 } })
    const first = await kit.submit(document, { Text: ["10"] })
    const second = await kit.submit(document, { Text: ["5"] })
    await kit.clock.advance(minute)
    kit.clock.step(by)
    await kit.clock.advance(8 * minute)
    expect([await statusOf(kit, first), await statusOf(kit, second)]).toEqual(["IN_PROGRESS", "IN_PROGRESS"])
    await kit.clock.advance(7 * minute)
    expect([await statusOf(kit, first), await statusOf(kit, second)]).toEqual(["SUCCESS", "SUCCESS"])
    expect([await elapsedOf(kit, first), await elapsedOf(kit, second)]).toEqual([600, 900])
    await expectOrder(kit, second)
  })

  it("while a step is running: neither its limit nor its run's comes earlier or later", async () => {
    const kit = await startKit({ own: [slow], limits: { run: 2 * hour } })
    const good = await kit.submit(document, { Text: ["59"] })
    const late = await kit.submit(document, { Text: ["61"] })
    const endless = await kit.submit(document, { Text: Array.from({ length: 1 }, () => "59") })
    await kit.clock.advance(minute)
    kit.clock.step(by)
    expect(await elapsedOf(kit, good)).toBe(60)
    await kit.clock.advance(57 * minute)
    expect([await statusOf(kit, good), await statusOf(kit, late)]).toEqual(["IN_PROGRESS", "IN_PROGRESS"])
    await kit.clock.advance(3 * minute)
    expect([await statusOf(kit, good), await statusOf(kit, endless)]).toEqual(["SUCCESS", "SUCCESS"])
    expect(await kit.end(late)).toMatchObject({
      status: "FAILED",
      elapsed_time: 3600,
      error: "N1: It took longer than the 3600 s that it may take."
    })
    for (const id of [good, late]) await expectOrder(kit, id)
  })

  it("while a run is open: its own limit counts the time that passed", async () => {
    const kit = await startKit({ own: [slow], limits: { run: 30 * minute } })
    const id = await kit.submit(document, { Text: ["59"] })
    await kit.clock.advance(minute)
    kit.clock.step(by)
    await kit.clock.advance(28 * minute)
    expect(await statusOf(kit, id)).toBe("IN_PROGRESS")
    await kit.clock.advance(2 * minute)
    expect(await kit.end(id)).toMatchObject({ status: "FAILED", elapsed_time: 1800 })
  })

  it("in a pause before the next attempt: it lasts as long as it was to last", async () => {
    const { calls, definition } = busy(1)
    const kit = await startKit({ own: [definition] })
    const id = await kit.submit(document, { Text: ["a"] })
    await kit.clock.advance(minute)
    kit.clock.step(by)
    await kit.clock.advance(8 * minute)
    expect(calls).toEqual([1])
    await kit.clock.advance(2 * minute)
    expect(calls).toEqual([1, 2])
    expect(await kit.end(id)).toMatchObject({ status: "SUCCESS", elapsed_time: 600 })
    await expectOrder(kit, id)
  })

  it("between calls of an asset with a rate: the rate holds", async () => {
    const at: number[] = []
    const rated: AssetDefinition = {
      ...slow,
      rateLimit: { requests: 1, perMillis: minute },
      run: ({ text }: { text: string }) => {
        at.push(kit.clock.now())
        return { data: text }
      }
    }
    const kit = await startKit({ own: [rated] })
    const id = await kit.submit(document, { Text: ["a", "b", "c"] })
    await kit.clock.advance(minute / 2)
    kit.clock.step(by)
    await kit.clock.advance(10 * minute)
    expect((await kit.end(id)).status).toBe("SUCCESS")
    expect([at[1]! - at[0]!, at[2]! - at[1]!]).toEqual([minute, minute])
  })

  it("between runs: what ended is kept for as long as a server runs", async () => {
    const kit = await startKit({ own: [slow], limits: { retention: 3 * hour } })
    const id = await kit.submit(document, { Text: ["1"] })
    await kit.clock.advance(2 * minute)
    kit.clock.step(by)
    await kit.clock.advance(2.5 * hour)
    expect(await statusOf(kit, id)).toBe("SUCCESS")
    await kit.clock.advance(2 * hour)
    expect(await statusOf(kit, id)).toBe(undefined)
  })

  it("while a client waits: a long-poll takes the time that it was to take", async () => {
    const kit = await startKit({ own: [slow] })
    const id = await kit.submit(document, { Text: ["30"] })
    let answered = false
    const waiting = kit.engine.check("team", id, { waitMillis: 20_000 }).then(() => (answered = true))
    await kit.clock.advance(10_000)
    kit.clock.step(by)
    await kit.clock.advance(9000)
    expect(answered).toBe(false)
    await kit.clock.advance(2000)
    expect(await waiting).toBe(true)
  })
})

/** One server after the other on one database, each with its own clock. */
const servers = () => {
  const database = openDatabase({ now: () => 5000 })
  let kit: Kit | undefined
  return {
    /** `down`: how far the wall clock went between the last server's stop and this one's start. */
    start: async (options: KitOptions = {}, down = 0): Promise<Kit> => {
      const clock = new VirtualClock((kit?.clock.date() ?? Date.UTC(2026, 0, 1)) + down)
      kit = await startKit({ ...options, clock, database })
      return kit
    },
    stop: (): Promise<void> => kit!.engine.close()
  }
}

describe.each([[0] as const, ...steps])("a restart with the wall clock %i ms on", (down) => {
  it("in a pause: it ends at its date or after the time left, and lasts at most what was asked for", async () => {
    const { calls, definition } = busy(1)
    const server = servers()
    const first = await server.start({ own: [definition] })
    const id = await first.submit(document, { Text: ["a"] })
    await first.clock.advance(4 * minute)
    await server.stop()
    const second = await server.start({ own: [definition] }, down)
    // Six minutes were left; a date that is further away does not count, one that has come does.
    const left = Math.max(0, Math.min(6 * minute, 6 * minute - down))
    await second.clock.advance(Math.max(0, left - 1000))
    expect(calls.length).toBe(left <= 1000 ? 2 : 1)
    await second.clock.advance(2000)
    expect(calls).toEqual([1, 2])
    expect((await second.end(id)).status).toBe("SUCCESS")
  })

  it("a run's limit counts only the time in which a server ran", async () => {
    const server = servers()
    const first = await server.start({ own: [slow], limits: { run: 3 * hour } })
    const id = await first.submit(document, { Text: Array.from({ length: 1 }, () => "59") })
    const early = await first.submit(document, { Text: ["50"] })
    await first.clock.advance(40 * minute)
    await server.stop()
    const second = await server.start({ own: [{ ...slow, timeout: day, run: () => new Promise(() => {}) }] }, down)
    expect(await elapsedOf(second, id)).toBe(2400)
    await second.clock.advance(2 * hour + 19 * minute)
    expect([await statusOf(second, id), await statusOf(second, early)]).toEqual(["IN_PROGRESS", "IN_PROGRESS"])
    await second.clock.advance(minute + 1000)
    expect(await second.end(id)).toMatchObject({ status: "FAILED", elapsed_time: 3 * 3600 })
  })

  it("what ended is kept for as long as servers ran", async () => {
    const server = servers()
    const limits = { retention: 3 * hour }
    const first = await server.start({ own: [slow], limits })
    const id = await first.submit(document, { Text: ["1"] })
    await first.clock.advance(90 * minute)
    await server.stop()
    const second = await server.start({ own: [slow], limits }, down)
    await second.clock.advance(80 * minute)
    expect(await statusOf(second, id)).toBe("SUCCESS")
    await second.clock.advance(2 * hour)
    expect(await statusOf(second, id)).toBe(undefined)
  })

  it("what ended is also deleted by servers that never run for an hour", async () => {
    const server = servers()
    const limits = { retention: 3 * hour }
    const first = await server.start({ own: [slow], limits })
    const id = await first.submit(document, { Text: ["1"] })
    await first.clock.advance(50 * minute)
    await server.stop()
    for (let starts = 0; starts < 5; starts++) {
      const kit = await server.start({ own: [slow], limits }, down)
      expect(await statusOf(kit, id), `after ${starts} restarts`).toBe("SUCCESS")
      await kit.clock.advance(40 * minute)
      await server.stop()
    }
    expect(await statusOf(await server.start({ own: [slow], limits }, down), id)).toBe(undefined)
  })
})

it("is asked of the clock alone: no other file of the server reads a date or the date of a file", () => {
  const root = join(import.meta.dirname, "../../src")
  const readers = globSync("**/*.ts", { cwd: root }).filter((file) =>
    /\bDate\.now\b|\bDate\(\)|\btimeOrigin\b|\b(?:m|c|birth)time(?:Ms)?\b|\bcurrentTimeMillis\b|\bDateTime\b/u.test(
      readFileSync(join(root, file), "utf8")
    )
  )
  const allowed = {
    "clock/Clock.ts": "it is the clock",
    "files/DataAssets.ts": "whether a file changed: its date is compared with its own earlier one"
  }
  expect(readers.toSorted()).toEqual(Object.keys(allowed))
})

describe("server time", () => {
  it("continues where it was kept last, also when a server is killed", async () => {
    const directory = folder()
    const first = await startKit({ database: openDatabase({ directory, now: () => 5000 }), own: [slow] })
    const id = await first.submit(document, { Text: ["1"] })
    await first.clock.advance(10 * minute)
    const reading = first.clock.now()
    expect(await statusOf(first, id)).toBe("SUCCESS")
    // Read beside the server that runs, as one that starts after a kill would find it.
    await expect.poll(() => first.database.served()).toBe(reading)
    expect(reading).toBe(5000 + 10 * minute)
  })

  it("is kept with every write, so that no row is from its future", async () => {
    const kit = await startKit({ own: [slow] })
    const id = await kit.submit(document, { Text: ["1"] })
    expect(kit.database.served()).toBe(kit.clock.now())
    await kit.clock.advance(2 * minute)
    await kit.end(id)
    const { ended_ms: ended } = kit.database.sql.prepare("select ended_ms from runs where id = ?").get(id) as {
      ended_ms: number
    }
    expect(kit.database.served()).toBeGreaterThanOrEqual(ended)
  })

  it("never goes back, whatever is kept later", async () => {
    const kit = await startKit()
    await kit.clock.advance(minute)
    const before = kit.database.served()
    kit.clock.step(-day)
    await kit.clock.advance(1000)
    expect(kit.database.served()).toBe(before + 1000)
    const other = new VirtualClock()
    other.resume(kit.database.served())
    expect(other.now()).toBe(before + 1000)
    other.resume(7)
    expect(other.now()).toBe(before + 1000)
  })

  it("a retry that was noted while the date was a day ahead is done in time after a restart with the right date", async () => {
    const { calls, definition } = busy(1)
    const server = servers()
    const first = await server.start({ own: [definition] })
    first.clock.step(day)
    const id = await first.submit(document, { Text: ["a"] })
    await first.clock.advance(minute)
    await server.stop()
    const second = await server.start({ own: [definition] }, -day)
    await second.clock.advance(9 * minute + 1000)
    expect(calls).toEqual([1, 2])
    expect(outputs(await second.end(id))).toEqual({ Out: ["a"] })
  })
})
