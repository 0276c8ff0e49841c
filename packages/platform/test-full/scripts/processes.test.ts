/**
 * The fate of sandbox processes when a server dies, and of a process after thousands of calls.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, truncateSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { makeScriptRunner } from "../../src/scripts/ScriptRunner.ts"
import { cacheFolder, makeTestRunner, UPPER } from "../../test/scripts/fixtures.ts"

const linux = process.platform === "linux"

/** Process ids of the children of one process, by what Linux says. */
const childrenOf = (parent: number): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
        const [state, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
        return Number(ppid) === parent && state !== "Z"
      } catch {
        return false
      }
    })

const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
  } catch {
    return false
  }
}

const residentMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024

describe.runIf(linux)("sandbox processes", () => {
  it("are gone soon after their server is killed, even in the middle of an endless script", async () => {
    const server = spawn(process.execPath, [fileURLToPath(new URL("./server.ts", import.meta.url)), cacheFolder], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    await once(server.stdout, "data")
    const pids = childrenOf(server.pid ?? 0)
    expect(pids.length).toBe(2)
    server.kill("SIGKILL")
    await once(server, "exit")
    // Each ends by its own watch dog, after the script's time limit of 3 s.
    await expect.poll(() => pids.filter(alive), { timeout: 20_000, interval: 200 }).toEqual([])
  })

  it("do not keep a finished program alive", async () => {
    const program = `
      import { makeScriptRunner } from ${JSON.stringify(new URL("../../src/scripts/ScriptRunner.ts", import.meta.url).href)}
      const runner = makeScriptRunner({ cacheFolder: ${JSON.stringify(cacheFolder)} })
      const call = { language: "python", name: "a.py", source: "def main():\\n    return []", inputs: {}, outputs: [] }
      console.log(JSON.stringify(await runner.run(call)))`
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    const [text] = (await once(child.stdout, "data")) as [Buffer]
    expect(JSON.parse(text.toString())).toEqual({ segments: [], log: "" })
    expect(await once(child, "exit")).toEqual([0, null])
  })

  it("are gone when the runner is closed", async () => {
    const before = childrenOf(process.pid)
    const { python, runner } = makeTestRunner()
    await python(UPPER)
    expect(childrenOf(process.pid).length).toBeGreaterThan(before.length)
    await runner.close()
    expect(childrenOf(process.pid)).toEqual(before)
  })

  it("do not grow over 2,000 calls", async () => {
    const before = childrenOf(process.pid)
    const { python, javascript, runner } = makeTestRunner({ processes: 1, callsPerProcess: 100_000 })
    const work = `def main(text):\n    open("/tmp/x", "w").write("x" * 100000)\n    print("x" * 1000)\n    return text`
    const grown = async (run: () => Promise<unknown>): Promise<number> => {
      for (let i = 0; i < 500; i++) await run()
      const pid = childrenOf(process.pid).find((it) => !before.includes(it)) ?? 0
      const start = residentMiB(pid)
      for (let i = 0; i < 1500; i++) await run()
      expect(alive(pid)).toBe(true)
      return residentMiB(pid) - start
    }
    expect(await grown(() => python(work))).toBeLessThan(60)
    expect(await grown(() => javascript("export const main = ({ text }) => text"))).toBeLessThan(60)
    await runner.close()
  })
})

describe("a snapshot", () => {
  it("is made by several servers at once without harm, and replaced when it is damaged", async () => {
    const folder = mkdtempSync(join(tmpdir(), "snapshots-"))
    const notices: string[] = []
    const runners = Array.from({ length: 3 }, () =>
      makeScriptRunner({ cacheFolder: folder, processes: 1, notice: (line) => void notices.push(line) })
    )
    const call = {
      language: "python",
      name: "a.py",
      source: UPPER,
      inputs: { text: [{ data: "x" }] },
      outputs: ["data"]
    } as const
    const results = await Promise.all(runners.map((runner) => runner.run(call)))
    expect(results.map((it) => it.segments[0]?.["data"])).toEqual(["X", "X", "X"])
    await Promise.all(runners.map((runner) => runner.close()))
    const [name = "", ...others] = readdirSync(folder)
    expect(others).toEqual([])

    truncateSync(join(folder, name), 1_000_000)
    const again = makeScriptRunner({ cacheFolder: folder, processes: 1, notice: (line) => void notices.push(line) })
    expect((await again.run(call)).segments[0]).toMatchObject({ data: "X" })
    await again.close()
    expect(notices).toContain("Python's snapshot did not start; making a new one.")
    expect(readdirSync(folder)).toEqual([name])
  })
})
