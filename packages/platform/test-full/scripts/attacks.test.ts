/**
 * Every probe against the sealed sandbox; those marked `plain` also against an unsealed Pyodide, to show that they do get
 * through where nothing stops them. After each one the next script has to run, on whatever process is left.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, writeFileSync } from "node:fs"
import { createServer, type AddressInfo, type Server } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeTestRunner, type Ran, UPPER } from "../../test/scripts/fixtures.ts"
import { javascriptLeaks, javascriptProbes } from "./javascriptProbes.ts"
import { leaks, pythonProbes, type Target } from "./pythonProbes.ts"

const folder = mkdtempSync(join(tmpdir(), "attacks-"))
const canary = join(folder, "canary.txt")
const marker = join(folder, "marker")
writeFileSync(canary, "canary")
process.env["ATTACK_SECRET"] = "canary"

let connections = 0
let server: Server
// The probes are listed before any hook runs, so the port has to be known at once.
const port = await new Promise<number>((resolve) => {
  server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
})
const target: Target = { canary, marker, port }

const { javascript, python, runner, typescript } = makeTestRunner()
beforeAll(() => {
  runner.warm("python")
  runner.warm("javascript")
})
afterAll(async () => {
  await runner.close()
  server.close()
})

const nothingGotOut = (ran: Ran): void => {
  expect(JSON.stringify(ran.segments)).not.toContain("ESCAPED")
  expect(ran.log).not.toMatch(/^ESCAPED/m)
  expect(existsSync(marker)).toBe(false)
  expect(connections).toBe(0)
}

describe("Python", () => {
  it.each(pythonProbes(target).map((probe) => [probe.name, probe] as const))("%s", async (_, probe) => {
    const ran = await python(probe.source, probe.timeout === undefined ? {} : { timeout: probe.timeout })
    nothingGotOut(ran)
    expect(probe.ends).toContain(ran.end)
    expect(ran.message.length).toBeLessThan(1200)
    expect(await python(UPPER)).toMatchObject({ end: "ok", segments: [{ data: "HELLO" }] })
  })

  it.each(leaks.map((leak) => [leak.name, leak] as const))("keeps from the next script: %s", async (_, leak) => {
    expect(await python(leak.leave)).toMatchObject({ end: "ok" })
    const found = await python(leak.find)
    expect([found.end, found.message]).toEqual(["ok", ""])
    nothingGotOut(found)
  })
})

describe("JavaScript", () => {
  it.each(javascriptProbes().map((probe) => [probe.name, probe] as const))("%s", async (_, probe) => {
    const ran = await javascript(probe.source, probe.timeout === undefined ? {} : { timeout: probe.timeout })
    nothingGotOut(ran)
    expect(probe.ends).toContain(ran.end)
    expect((await javascript("export const main = ({ text }) => text")).end).toBe("ok")
  })

  it.each(javascriptLeaks.map((leak) => [leak.name, leak] as const))(
    "keeps from the next script: %s",
    async (_, leak) => {
      expect(await javascript(leak.leave)).toMatchObject({ end: "ok" })
      const found = await javascript(leak.find)
      expect([found.end, found.message]).toEqual(["ok", ""])
      nothingGotOut(found)
    }
  )
})

describe("TypeScript", () => {
  const nested = (open: string, inner: string, close: string): string =>
    `export const main = () => ${open.repeat(50_000)}${inner}${close.repeat(50_000)}`
  it.each([
    ["parentheses without end", "(".repeat(50_000)],
    ["deep parentheses", nested("(", "1", ")")],
    ["deep lists", nested("[", "1", "]")],
    ["deep objects", nested("{a:", "1", "}")],
    ["deep types", `type A = ${"Array<".repeat(50_000)}string${">".repeat(50_000)}\n`],
    ["deep types in brackets", `let a: ${"(".repeat(50_000)}string${")".repeat(50_000)}`],
    ["a long chain of operators", `export const main = () => ${"1+".repeat(200_000)}1`],
    ["a long chain of signs", `export const main = () => ${"- ".repeat(100_000)}1`],
    ["deep template literals", nested("`${", "1", "}`")],
    ["deep functions", nested("() => ", "1", "")],
    ["deep conditional types", `type A<T> = ${"T extends string ? ".repeat(20_000)}1${" : 2".repeat(20_000)}`],
    ["a huge enum", `enum A { ${Array.from({ length: 50_000 }, (_, at) => `a${at}`).join(",")} }`],
    ["a deep enum initialiser", `enum A { a = ${"(".repeat(50_000)}1${")".repeat(50_000)} }`],
    ["no text at all", "\0".repeat(100_000)],
    ["half characters", "\ud800".repeat(1000)]
  ])("%s: whatever becomes of it, the next scripts run", async (_, source) => {
    const ran = await typescript(source, { timeout: 2000 })
    nothingGotOut(ran)
    expect(ran.message).not.toMatch(/Node|nodejs|github/u)
    expect(ran.message.length).toBeLessThan(1200)
    for (let again = 0; again < 3; again++)
      expect(await typescript("export const main = ({ text }: { text: any[] }) => text")).toMatchObject({
        end: "ok",
        message: ""
      })
  })
})

describe("the function table", () => {
  it("holds no JavaScript that did not pass the gate", () => {
    const program = fileURLToPath(new URL("./table.ts", import.meta.url))
    const refused = Number(execFileSync(process.execPath, [program], { encoding: "utf8", timeout: 60_000 }))
    // Two of the 259 take 64-bit numbers and refuse the call's arguments before the gate can.
    expect(refused).toBe(257)
  })
})

describe("without the seal", () => {
  const plain = pythonProbes({ canary, marker: join(folder, "plain"), port }).filter((probe) => probe.plain === true)

  it("the probes marked so do get through", () => {
    const program = fileURLToPath(new URL("./unsealed.ts", import.meta.url))
    const input = JSON.stringify(plain.map((probe) => probe.source))
    const out = execFileSync(process.execPath, [program], { input, encoding: "utf8", timeout: 120_000 })
    const results = JSON.parse(out) as readonly string[]
    expect(plain.map((probe, index) => [probe.name, results[index]])).toEqual(
      plain.map((probe) => [probe.name, expect.stringMatching(/^ESCAPED/)])
    )
    expect(plain.length).toBeGreaterThanOrEqual(20)
  })
})
