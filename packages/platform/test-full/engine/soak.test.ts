/**
 * Many runs for minutes: memory stays flat, the write-ahead log bounded, nothing is left open, and files are what rows
 * name. Ten minutes with `SOAK_MINUTES=10`; half a minute otherwise.
 */
import { existsSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { systemClock } from "../../src/clock/Clock.ts"
import { cleanUp, folder, startKit } from "../../test/engine/harness.ts"
import { assets, scripts, shapes } from "./shapes.ts"

const minutes = Number(process.env["SOAK_MINUTES"] ?? 0.5)

afterAll(cleanUp)

it(
  "stays as small as it was",
  async () => {
    const directory = folder()
    const kit = await startKit({
      directory,
      own: assets(join(directory, "ledger"), 1),
      clock: systemClock(),
      random: () => 0.01,
      scripts,
      scriptSource: () => Promise.resolve({ name: "main.py", source: "" }),
      limits: { textLimit: 1e9 }
    })
    const handles = (): number => process.getActiveResourcesInfo().length
    const until = Date.now() + minutes * 60_000
    const rss: number[] = []
    let runs = 0
    let handlesThen = 0
    let walMost = 0
    while (Date.now() < until) {
      await Promise.all(
        Object.values(shapes).map(async ({ document, inputs }) => {
          const answer = await kit.run(document, inputs)
          expect(answer.status).toBe("SUCCESS")
          runs++
        })
      )
      rss.push(process.memoryUsage().rss)
      if (rss.length === 5) handlesThen = handles()
      walMost = Math.max(walMost, statSync(join(directory, "platform.db-wal")).size)
    }
    const mean = (part: readonly number[]): number => part.reduce((sum, each) => sum + each, 0) / part.length
    const third = Math.floor(rss.length / 3)
    const growth = mean(rss.slice(-third)) / mean(rss.slice(third, 2 * third))
    const named = kit.database.sql.prepare("select count(distinct file) as n from vals where file is not null").get()
    const values = join(directory, "values")
    const files = existsSync(values)
      ? readdirSync(values, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      : []
    process.stdout.write(
      `${runs} runs, RSS ${Math.round(mean(rss.slice(-third)) / 2 ** 20)} MiB (×${growth.toFixed(3)}), WAL at most ${Math.round(walMost / 2 ** 20)} MiB\n`
    )
    expect(growth).toBeLessThan(1.15)
    expect(handles()).toBeLessThanOrEqual(handlesThen + 2)
    expect(walMost).toBeLessThan(64 * 2 ** 20)
    expect({ n: files.length }).toEqual(named)
  },
  minutes * 60_000 + 120_000
)
