import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { commandFor, findEntry, findInterpreter } from "../../src/scripts/internal/locate.ts"
import { snapshotCache } from "../../src/scripts/internal/snapshot.ts"
import { makeTestRunner } from "./fixtures.ts"

const IDENTITY = "export const main = ({ text }) => text"

describe("a script runner", () => {
  it("runs as many scripts at once as it may, each with its own data", async () => {
    const { javascript, runner } = makeTestRunner()
    const texts = Array.from({ length: 12 }, (_, index) => String(index))
    const ran = await Promise.all(texts.map((data) => javascript(IDENTITY, { inputs: { text: [{ data }] } })))
    expect(ran.map((it) => it.segments[0]?.["data"])).toEqual(texts)
    await runner.close()
  })

  it("refuses work once it is closed, and stops what it had begun", async () => {
    const { javascript, runner } = makeTestRunner({ processes: 1 })
    await javascript(IDENTITY)
    const running = javascript("for (;;);")
    const waiting = javascript(IDENTITY)
    await Promise.resolve()
    await runner.close()
    expect((await running).end).toBe("aborted")
    expect((await waiting).end).toBe("aborted")
    expect(await javascript(IDENTITY)).toMatchObject({ end: "aborted", message: "The script runner is closed." })
  })

  it("does not start a script whose run has stopped already", async () => {
    const { javascript, runner } = makeTestRunner()
    expect((await javascript(IDENTITY, { signal: AbortSignal.abort() })).end).toBe("aborted")
    await runner.close()
  })
})

describe.runIf(process.platform === "linux")("the layers of the system", () => {
  it("are left out when nothing starts under them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "layers-"))
    const program = '#!/bin/sh\ncase "$*" in *--permission*) exit 9 ;; esac\nexit 0\n'
    writeFileSync(join(folder, "prlimit"), program, { mode: 0o755 })
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`)
    const notices: string[] = []
    const { javascript, runner } = makeTestRunner({ processes: 1, notice: (line) => void notices.push(line) })
    expect((await javascript(IDENTITY)).end).toBe("ok")
    expect(notices).toContainEqual(expect.stringMatching(/^Scripts did not start under prlimit .* code 9\.$/))
    vi.unstubAllEnvs()
    await runner.close()
  })
})

describe("what a sandbox process needs", () => {
  it("is named when it is not installed", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "empty-"))
    expect(() => findInterpreter("python", elsewhere)).toThrow(
      "Python scripts need the package pyodide: install pyodide@314.0.7 beside @aixplain-ts/platform."
    )
    expect(() => findInterpreter("javascript", elsewhere)).toThrow(
      "JavaScript scripts need the packages quickjs-emscripten-core and @jitl/quickjs-wasmfile-release-sync: install them beside @aixplain-ts/platform."
    )
  })

  it("is found beside the module, and beside or below a bundle of it", () => {
    const url = (path: string): string => new URL(path, import.meta.url).href
    const entry = findEntry(url("../../src/scripts/internal/locate.ts"))
    expect(entry).toMatch(/scripts\/child\/main\.ts$/)
    expect(findEntry(url("../../src/index.ts"))).toBe(entry)
    expect(findEntry(url("../../src/chunks/some.ts"))).toBe(entry)
    expect(() => findEntry(url("./nowhere.ts"))).toThrow("child/main.ts is missing from the package")
  })

  it("is all that it may read", () => {
    const interpreter = { modules: {}, folders: ["/p/pyodide"] }
    const entry = findEntry()
    const command = commandFor({
      entry,
      interpreter,
      snapshot: "/c/snap",
      memory: 64 << 20,
      wrapper: ["/bin/wrap", "-x"]
    })
    expect(command.file).toBe("/bin/wrap")
    const allowed = command.arguments.filter((it) => it.startsWith("--allow"))
    expect(allowed).toEqual([
      `--allow-fs-read=${entry.replace(/child\/main\.ts$/, "").replace(/\/$/, "")}`,
      `--allow-fs-read=${entry.replace(/src\/scripts.*$/, "package.json")}`,
      "--allow-fs-read=/p/pyodide",
      "--allow-fs-read=/c/snap"
    ])
    expect(command.arguments).toContain("--permission")
    expect(command.arguments).toContain("--wasm-max-mem-pages=1280")
  })
})

describe("the cache of Python's snapshot", () => {
  it("keeps what it is given until it is told to discard it", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "snapshots-")), "new")
    const cache = snapshotCache(folder)
    expect(await cache.find()).toBeUndefined()
    const path = await cache.store(new Uint8Array([1, 2, 3]))
    expect(path).toMatch(/python-314\.0\.7-node-.*\.snapshot$/)
    expect(await snapshotCache(folder).find()).toBe(path)
    await cache.discard()
    expect(await cache.find()).toBeUndefined()
  })

  it("does without where nothing can be written", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "snapshots-")), "file")
    writeFileSync(file, "")
    const cache = snapshotCache(file)
    expect(await cache.store(new Uint8Array([1]))).toBeUndefined()
    expect(await cache.find()).toBeUndefined()
  })
})
