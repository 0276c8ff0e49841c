/**
 * The published sdk in every supported runtime: one portable program against servers that drop, hang, refuse and
 * garble. Runtimes are npm packages in a cache folder; those that cannot be installed are skipped with a warning.
 */
import { existsSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test, type TestContext } from "vitest"
import { type Consumer, makeConsumer } from "../../src/runtimes/consumer.ts"
import { type Control, startControl } from "../../src/runtimes/control.ts"
import { install, type RuntimePackage, runtimePackages } from "../../src/runtimes/installed.ts"
import { inChromium, inProcess, inSealed, inWorkerd, type Launched } from "../../src/runtimes/launch.ts"
import { checks } from "../../src/runtimes/program/main.ts"

let consumer: Consumer
let control: Control

beforeAll(async () => {
  consumer = await makeConsumer()
  control = await startControl()
})

afterAll(async () => {
  await control[Symbol.asyncDispose]()
  consumer[Symbol.dispose]()
})

/** The program's run in one runtime, or a sentence that says why it did not run. */
type Start = () => Promise<Launched | string>

const packaged =
  (runtime: RuntimePackage, start: (path: string) => Promise<Launched>): Start =>
  async () => {
    const found = await install(runtime)
    return "missing" in found ? found.missing : start(found.path)
  }

const processOf = (runtime: "node" | "bun" | "deno", from: RuntimePackage): Start =>
  packaged(from, (path) => inProcess(runtime, path, consumer, control.url))

const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

const runtimes: readonly (readonly [title: string, start: Start])[] = [
  [runtimePackages["node 22"].title, processOf("node", runtimePackages["node 22"])],
  [runtimePackages["node 24"].title, processOf("node", runtimePackages["node 24"])],
  [runtimePackages["node 26"].title, processOf("node", runtimePackages["node 26"])],
  [runtimePackages.bun.title, processOf("bun", runtimePackages.bun)],
  [runtimePackages.deno.title, processOf("deno", runtimePackages.deno)],
  [
    "Chromium",
    async () =>
      existsSync(chromium)
        ? inChromium(chromium, consumer, control.url)
        : `Chromium not found: ${chromium}. Install it, or set CHROMIUM.`
  ],
  ["a runtime without Node's globals", () => inSealed(process.execPath, consumer, control.url)],
  [runtimePackages.workerd.title, packaged(runtimePackages.workerd, (path) => inWorkerd(path, consumer, control.url))]
]

describe.each(runtimes)("%s", (title, start) => {
  let launched: Launched | string

  beforeAll(async () => {
    launched = await start()
    if (typeof launched === "string") console.warn(`\n!!! SKIPPED: ${title} is not tested. ${launched}\n`)
  })

  const run = (context: TestContext): Launched => (typeof launched === "string" ? context.skip(launched) : launched)

  test("the program runs to its end and exits", (context) => {
    const { broken, lines } = run(context)
    expect(broken).toBe(undefined)
    expect(lines.map((line) => line.check).toSorted()).toEqual(checks.map((check) => check.name).toSorted())
  })

  test.for(checks.map((check) => check.name))("%s", (name, context) => {
    const line = run(context).lines.find((one) => one.check === name)
    context.skip(line?.skipped !== undefined, line?.skipped)
    expect(line?.error).toBe(undefined)
    expect(line?.ok).toBe(true)
  })
})
