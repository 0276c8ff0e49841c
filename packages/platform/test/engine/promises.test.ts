/**
 * What `docs/engine.md` promises and limits, line by line: each promise names the tests that hold it, each limit is what
 * the code says. A new line without a row here fails, and so does a row whose test is gone.
 */
import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"
import { stepsInFlight } from "../../src/engine/ActiveRun.ts"
import { defaultLimits } from "../../src/engine/EngineOptions.ts"
import { maxOrdinals } from "../../src/plan/SegmentKey.ts"
import { cleanUp, input, output, pipeline, startKit } from "./harness.ts"

afterEach(cleanUp)

const root = join(import.meta.dirname, "../..")
const page = readFileSync(join(root, "../../docs/engine.md"), "utf8")
const section = (title: string): string => page.split(`\n## ${title}\n`)[1]!.split("\n## ")[0]!

/** By the words in bold: `file: name of a test in it`. */
const held: Readonly<Record<string, readonly string[]>> = {
  "A journaled step never runs again.": [
    "test/engine/runs.test.ts: continues where the journal ends, and repeats no step that is in it",
    "test-full/engine/kill.test.ts: at any instant under load, again and again, loses and repeats nothing"
  ],
  "A step that was running runs again": [
    "test/engine/crash.test.ts: a step that was at work runs again under the same key",
    "test/engine/crash.test.ts: a call that must not be repeated fails as uncertain"
  ],
  "Retries survive a restart.": [
    "test/engine/crash.test.ts: retries keep their count and their due time",
    "test/engine/crash.test.ts: only attempts that failed count",
    "test/engine/crash.test.ts: the fourth attempt that fails is the last",
    "test/engine/steps.test.ts: is tried four times, with growing pauses; what the service asks for wins"
  ],
  "A step that crashes the process is isolated.": [
    "test/engine/crash.test.ts: a step that was at work at eight of them is given up, and the rest of its run continues",
    "test/engine/model.test.ts: leave the engine where the model is"
  ],
  "A step that blocked the server does not block the next start.": [
    "test/engine/crash.test.ts: what froze once is suspected at the very next start",
    "test/assets/threads.test.ts: unless the call is suspected of having frozen it"
  ],
  "A run is submitted once.": [
    "test/engine/runs.test.ts: with a known idempotency key answers the first run; another body is refused",
    "test/engine/promises.test.ts: an idempotency key is remembered until 7 days after its run ended"
  ],
  "Changes of the wall clock have no effect on runs.": [
    "test/engine/time.test.ts: while a step is running: neither its limit nor its run's comes earlier or later",
    "test/engine/time.test.ts: in a pause: it ends at its date or after the time left"
  ],
  "Values over 64 KB are stored as files": [
    "test/store/SqliteStore.test.ts: are written once for equal texts, and swept when no row names them",
    "test/engine/steps.test.ts: may be large: it comes back as it was"
  ],
  "The engine waits while the disk is full or the database is locked": [
    "test/engine/badDays.test.ts: puts submits off and holds steps back; with room again everything continues",
    "test/engine/badDays.test.ts: is waited for",
    "test/store/Database.test.ts: refuses a damaged file and leaves it as it is"
  ],
  "Only one server uses a folder.": [
    "test/store/Database.test.ts: gives the folder to one owner at a time, also within one process"
  ]
}

it("every promise of the page is held by tests that are there", () => {
  const promises = [...section("Guarantees").matchAll(/^- \*\*([^*]+)\*\*/gmu)].map((match) => match[1])
  expect(promises).toEqual(Object.keys(held))
  for (const row of Object.values(held).flat()) {
    const [file = "", name = ""] = row.split(/: (.*)/su)
    expect(readFileSync(join(root, file), "utf8"), row).toContain(name)
  }
})

it("every limit of the page is the default of the code", () => {
  const rows = section("Limits")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| what") && !line.startsWith("| -"))
    .map((line) =>
      line
        .split("|")
        .slice(1, 3)
        .map((cell) => cell.trim())
    )
  const limits = defaultLimits()
  const number = (n: number): string => n.toLocaleString("en-US")
  const expected: Readonly<Record<string, string>> = {
    "a run; one attempt of a step": `${limits.run / 3_600_000} h (\`limits.runMillis\`); ${limits.step / 60_000} min (\`limits.stepMillis\`)`,
    "open runs; queued runs": `${number(limits.openRuns)} (\`limits.openRuns\`); ${number(limits.queuedRuns)} (\`limits.queuedRuns\`)`,
    // How many rows may wait is told by the journal's own test.
    "concurrent steps of one run": `${number(stepsInFlight)}; no step starts while 4,096 rows wait for the disk`,
    "concurrent calls of external services": `${number(limits.io)}, shared between runs`,
    "computations; script processes": "cores − 1; one for each core",
    "segments of one run, summed over all nodes": number(limits.segments),
    "segments of one list": number(maxOrdinals),
    "retention of ended runs": `${limits.retention / 86_400_000} days (\`limits.runsKeptMillis\`)`,
    "log of one attempt": `${number(limits.logLines)} lines of ${number(limits.logCharacters)} characters`
  }
  expect(Object.fromEntries(rows)).toEqual(expected)
  expect([limits.cpu, limits.scripts]).toEqual([Math.max(1, availableParallelism() - 1), availableParallelism()])
})

it("an idempotency key is remembered until 7 days after its run ended, then the same key starts another run", async () => {
  const kit = await startKit()
  const document = pipeline([input(), output()], ["0.input > 1.output"])
  const submit = (): Promise<string> =>
    kit.submit(document, { Text: ["a"] }, { idempotency: { key: "order-1742", fingerprint: "f" } })
  const id = await submit()
  await kit.end(id)
  await kit.clock.advance(7 * 24 * 3_600_000 - 3_600_000)
  expect(await submit()).toBe(id)
  await kit.clock.advance(2 * 3_600_000)
  expect(await submit()).not.toBe(id)
})
