/**
 * Random commands against an engine and a model of it. 10,000 commands and more on demand: `FC_RUNS=200`.
 */
// oxlint-disable vitest/no-standalone-expect, vitest/expect-expect -- the commands of the property are what expects
import * as fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { type AssetContext, type AssetDefinition, AssetError } from "../../src/assets/AssetDefinition.ts"
import { VirtualClock } from "../../src/clock/Clock.ts"
import { asset, cleanUp, input, type Kit, output, outputs, pipeline, startKit, wholeAnswer } from "./harness.ts"
import { Model, type ModelRun, type ModelSegment } from "./model.ts"

afterEach(cleanUp)

const functions = ["paraphrasing", "diacritization", "translation"] as const
const documents = [1, 2, 3].map((stages) =>
  pipeline(
    [input(), ...functions.slice(0, stages).map((name) => asset(name)), output()],
    [
      ...functions.slice(0, stages).map((_, at) => `${at}.data > ${at + 1}.text`),
      `${stages}.data > ${stages + 1}.output`
    ]
  )
)

interface Call {
  readonly attempt: number
  readonly end: (how: Error | undefined) => void
}

/** The engine under test: it can be lost and found again. */
class Real {
  readonly clock = new VirtualClock(0)
  kit!: Kit
  /** Calls at work in the present engine, by step. */
  readonly calls = new Map<string, Call>()
  #generation = 0

  async open(): Promise<void> {
    const generation = ++this.#generation
    this.calls.clear()
    const own = functions.map((name): AssetDefinition => ({
      id: name,
      function: name,
      timeout: 1e14,
      run: async ({ text }: { text: string }, context: AssetContext) => {
        let result: Error | undefined
        const ended = new Promise<void>((resolve) => {
          const end = (how: Error | undefined): void => {
            result = how
            resolve()
          }
          if (generation === this.#generation) this.calls.set(context.idempotencyKey, { attempt: context.attempt, end })
        })
        try {
          await Promise.race([ended, context.sleep(1e13)])
        } finally {
          if (generation === this.#generation) this.calls.delete(context.idempotencyKey)
        }
        if (result !== undefined) throw result
        return { data: `${text}.` }
      }
    }))
    const more = this.kit === undefined ? {} : { database: this.kit.database }
    this.kit = await startKit({ own, clock: this.clock, limits: { retention: 1e15 }, ...more })
  }
}

interface State {
  readonly model: Model
}
type Command = fc.AsyncCommand<State, Real>

/** Settles the engine and compares all of it with the model. */
const compare = async ({ model }: State, real: Real): Promise<void> => {
  await real.clock.advance(0)
  for (const run of model.runs) {
    const answer = await real.kit.engine.check(run.team, run.id)
    expect(answer?.status, run.id).toBe(run.status)
    if (run.status === "SUCCESS") expect(outputs(wholeAnswer(answer!))["Out"], run.id).toEqual(expected(run))
    expect(await real.kit.engine.check("nobody", run.id)).toBe(undefined)
  }
  const open = new Map(model.open().map((each) => [each.key, each.segment]))
  for (const [key, call] of real.calls) expect([key, open.get(key)?.attempt]).toEqual([key, call.attempt])
  // Suspects of a crash wait for each other; all others are at work.
  for (const [key, segment] of open) if (segment.crashes < 2) expect([...real.calls.keys()]).toContain(key)
  if (open.size > 0) expect(real.calls.size).toBeGreaterThan(0)
}

const expected = (run: ModelRun): readonly unknown[] =>
  run.segments.map((segment) =>
    segment.error === undefined
      ? segment.text + ".".repeat(run.stages)
      : { error: expect.stringContaining(segment.error) as string }
  )

type Open = { readonly run: ModelRun; readonly segment: ModelSegment; readonly key: string; readonly call: Call }

/** One of the steps at work, chosen by a number. */
const chosen = ({ model }: State, real: Real, dice: number): Open | undefined => {
  const atWork = model.open().flatMap((each) => {
    const call = real.calls.get(each.key)
    return call === undefined ? [] : [{ ...each, call }]
  })
  return atWork[dice % Math.max(1, atWork.length)]
}

const command = (name: string, run: (state: State, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (state, real) => {
    await run(state, real)
    await compare(state, real)
  },
  toString: () => name
})

const dice = fc.nat({ max: 1000 })

const commands: fc.Arbitrary<Command>[] = [
  fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }),
      fc.constantFrom("red", "blue")
    )
    .map(([stages, texts, team]) =>
      command(`submit(${stages}, ${texts.join("")}, ${team})`, async ({ model }, real) => {
        const id = await real.kit.submit(documents[stages - 1]!, { Text: texts }, { team })
        model.submit(id, team, stages, texts)
      })
    ),
  dice.map((at) =>
    command(`finish(${at})`, async (state, real) => {
      const step = chosen(state, real, at)
      if (step === undefined) return
      step.call.end(undefined)
      state.model.finish(step.run, step.segment)
    })
  ),
  dice.map((at) =>
    command(`fail(${at})`, async (state, real) => {
      const step = chosen(state, real, at)
      if (step === undefined) return
      step.call.end(new AssetError("It failed for good."))
      state.model.fail(step.run, step.segment, "It failed for good.")
    })
  ),
  dice.map((at) =>
    command(`failForNow(${at})`, async (state, real) => {
      const step = chosen(state, real, at)
      if (step === undefined) return
      step.call.end(new AssetError("It failed for now.", { transient: true }))
      state.model.failForNow(step.run, step.segment, "It failed for now.")
    })
  ),
  dice.map((at) =>
    command(`cancel(${at})`, async ({ model }, real) => {
      const run = model.runs[at % Math.max(1, model.runs.length)]
      if (run === undefined) return
      const how = await real.kit.engine.cancel(run.team, run.id)
      expect(how).toBe(run.status === "IN_PROGRESS" ? "requested" : "ended")
      model.cancel(run)
    })
  ),
  fc.constantFrom(100, 250, 1000, 60_000, 7 * 3_600_000).map((millis) =>
    command(`advance(${millis})`, async ({ model }, real) => {
      await real.clock.advance(millis)
      model.advance(millis)
    })
  ),
  fc.constantFrom(-86_400_000, -3_600_000, -1, 3_600_000, 86_400_000).map((millis) =>
    command(`step(${millis})`, async ({ model }, real) => {
      real.clock.step(millis)
      model.step(millis)
    })
  ),
  fc.constant(
    command("crash()", async ({ model }, real) => {
      model.crash(new Set(real.calls.keys()))
      await real.open()
    })
  ),
  fc.constant(
    command("restart()", async ({ model }, real) => {
      model.restart(new Set(real.calls.keys()))
      await real.kit.engine.close()
      await real.open()
    })
  ),
  fc.constant(
    command("list()", async ({ model }, real) => {
      for (const team of ["red", "blue"]) {
        const { items } = await real.kit.engine.list(team, { limit: 1000 })
        const known = model.runs.filter((run) => run.team === team).toReversed()
        expect(items.map((run) => [run.id, run.status])).toEqual(known.map((run) => [run.id, run.status]))
      }
    })
  )
]

describe("random commands", () => {
  it("leave the engine where the model is", async () => {
    const runs = Number(process.env["FC_RUNS"] ?? 12)
    const seed = process.env["FC_SEED"]
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: "max" }), async (list) => {
        const real = new Real()
        await real.open()
        try {
          await fc.asyncModelRun(() => ({ model: { model: new Model(0) }, real }), list)
        } finally {
          await cleanUp()
        }
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) }
    )
  }, 600_000)
})
