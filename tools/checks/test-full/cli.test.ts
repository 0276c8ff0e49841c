/**
 * `axp` as it is published: packed with the platform, installed by npm in an empty folder, and run as real processes
 * with
 * real signals and pipes. Needs the build (turbo brings it).
 */
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineAsset, type Platform, startPlatform } from "@aixplain-ts/platform"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"

const root = fileURLToPath(new URL("../../../", import.meta.url))
let folder: string
let axp: string

const pack = (name: string): string => {
  execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd: join(root, "packages", name), stdio: "pipe" })
  const file = readdirSync(folder).find((entry) => entry.startsWith(`aixplain-ts-${name}-`))
  if (file === undefined) throw new Error(`pnpm pack wrote no tarball for ${name}.`)
  return `file:./${file}`
}

const oneNode = (work: object): object => ({
  name: "One node",
  nodes: [
    {
      number: 0,
      label: "Text",
      type: "INPUT",
      dataType: ["text"],
      outputValues: [{ code: "input", dataType: "text" }]
    },
    {
      number: 1,
      label: "Work",
      inputValues: [{ code: "text", dataType: "text" }],
      outputValues: [{ code: "data", dataType: "text" }],
      ...work
    },
    { number: 2, label: "Result", type: "OUTPUT", dataType: ["text"], inputValues: [{ code: "output" }] }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

const normalization = { type: "ASSET", function: "text-normalization", functionType: "ai", assetId: "" }
const slowAsset = { type: "ASSET", function: "paraphrasing", functionType: "ai", assetId: "slow" }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "packed-cli-"))
  const [cli, platform, designer, types] = [pack("cli"), pack("platform"), pack("designer"), pack("api-types")]
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "someone",
      private: true,
      type: "module",
      dependencies: { "@aixplain-ts/cli": cli, "@aixplain-ts/designer": designer },
      overrides: { "@aixplain-ts/platform": platform, "@aixplain-ts/api-types": types }
    })
  )
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], {
    cwd: folder,
    stdio: "pipe"
  })
  axp = join(folder, "node_modules/.bin/axp")
  writeFileSync(join(folder, "here.json"), JSON.stringify(oneNode(normalization)))
  writeFileSync(join(folder, "slow.json"), JSON.stringify(oneNode(slowAsset)))
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: folder,
  ...more
})

/** To its end, without a key. */
const run = (...argv: readonly string[]) => spawnSync(axp, argv, { cwd: folder, env: env(), encoding: "utf8" })

interface Running {
  readonly stdout: () => string
  readonly stderr: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  /** Waits until the process has written this. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>
  readonly ended: Promise<number | null>
}

const running = (argv: readonly string[], more: Readonly<Record<string, string>> = {}): Running => {
  const child = spawn(axp, argv, { cwd: folder, env: env(more), stdio: ["ignore", "pipe", "pipe"] })
  const written = { stdout: "", stderr: "" }
  const waiting = new Set<() => void>()
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text
      for (const check of waiting) check()
    })
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve))
  return {
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    kill: (signal) => void child.kill(signal),
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = pattern.exec(written.stdout + written.stderr)
          if (found === null) return
          waiting.delete(check)
          resolve(found)
        }
        waiting.add(check)
        check()
        void ended.then((code) => reject(new Error(`It ended with ${code}: ${written.stdout}${written.stderr}`)))
      })
  }
}

describe("axp as it is installed", () => {
  test("installs the platform, and nothing that the bundle already contains", () => {
    const manifest = JSON.parse(readFileSync(join(folder, "node_modules/@aixplain-ts/cli/package.json"), "utf8"))
    expect(Object.keys(manifest.dependencies)).toEqual(["@aixplain-ts/platform"])
    expect(existsSync(join(folder, "node_modules/effect"))).toBe(false)
    expect(existsSync(join(folder, "node_modules/@aixplain-ts/cli/dist/studio/index.html"))).toBe(true)
  })

  test("prints its version and its commands", () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"))
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" })
    expect(run("--help").stdout).toContain("axp pipelines apply <folder>")
  })

  test("runs a pipeline file in its own process, JSON and TypeScript", () => {
    const json = run("run", "here.json", "Ｈello")
    expect([json.status, JSON.parse(json.stdout).outputs]).toEqual([0, { Result: "Hello" }])
    writeFileSync(
      join(folder, "mood.ts"),
      `import { definePipeline } from "@aixplain-ts/designer"
export default definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
  Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
}))`
    )
    const typed = run("run", "mood.ts", "Lovely, the best ever", "-o", "text")
    expect([typed.status, typed.stdout]).toEqual([0, "POSITIVE\n"])
  })

  test("runs scripts in Python and TypeScript in the sandbox of the installed package", () => {
    writeFileSync(
      join(folder, "loud.py"),
      'def main(text):\n    return [{**s, "data": s["text"].upper()} for s in text]\n'
    )
    writeFileSync(
      join(folder, "loud.ts"),
      "export const main = ({ text }: any) => text.map((s: any) => ({ ...s, data: s.text + '!' }))"
    )
    for (const [file, result] of [
      ["loud.py", "HELLO"],
      ["loud.ts", "hello!"]
    ] as const) {
      writeFileSync(join(folder, "script.json"), JSON.stringify(oneNode({ type: "SCRIPT", scriptFile: file })))
      const ran = run("run", "script.json", "hello")
      expect([ran.status, JSON.parse(ran.stdout).outputs], ran.stderr).toEqual([0, { Result: result }])
    }
  })

  test("reports a missing file, an invalid file and an unreachable server", () => {
    expect(run("run", "nowhere.json", "x")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("File not found: nowhere.json")
    })
    expect(run("pipelines", "list").status).toBe(3)
    const away = spawnSync(axp, ["pipelines", "list"], {
      cwd: folder,
      env: env({ AIXPLAIN_API_KEY: "key", BACKEND_URL: "http://127.0.0.1:1" }),
      encoding: "utf8"
    })
    expect([away.status, JSON.parse(away.stdout).error.code]).toEqual([75, "Transport"])
  })
})

describe("axp dev", () => {
  const start = async (...argv: readonly string[]) => {
    const dev = running(["dev", ...argv])
    await dev.says(/\}\n/)
    const line = JSON.parse(dev.stdout()) as { url: string; apiKey: string; pid: number; version: string }
    return { ...dev, ...line }
  }

  test("prints one JSON line, serves API and studio, and exits with 0 on either signal", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const dev = await start()
      expect(dev.stdout().trimEnd().split("\n")).toHaveLength(1)
      expect((await fetch(`${dev.url}/health`)).status).toBe(200)
      const [, code] = await dev.says(/Studio {2}(\S+)/)
      expect(code).toMatch(new RegExp(`^${dev.url}/#code=`))
      expect(await (await fetch(dev.url)).text()).toContain("<html")
      dev.kill(signal)
      expect(await dev.ended).toBe(0)
    }
  })

  test("keeps key and pipelines with --data, and finishes active work before it exits", async () => {
    const data = join(folder, "kept")
    const first = await start("--data", data)
    expect(statSync(join(data, "local.key")).mode & 0o777).toBe(0o600)
    const at = { AIXPLAIN_API_KEY: first.apiKey, BACKEND_URL: first.url }
    writeFileSync(
      join(folder, "work.js"),
      `function main({ text }) {
  const end = Date.now() + 1500
  while (Date.now() < end) {}
  return text.map((segment) => ({ ...segment, data: segment.data.toUpperCase() }))
}`
    )
    writeFileSync(join(folder, "work.json"), JSON.stringify(oneNode({ type: "SCRIPT", scriptFile: "./work.js" })))
    const submitted = running(["run", "work.json", "x", "--async"], at)
    expect(await submitted.ended).toBe(0)
    const { id, pipeline } = JSON.parse(submitted.stdout())
    first.kill("SIGTERM")
    expect(await first.ended).toBe(0)
    const second = await start("--data", data)
    expect(second.apiKey).toBe(first.apiKey)
    const again = { AIXPLAIN_API_KEY: second.apiKey, BACKEND_URL: second.url }
    const watched = running(["runs", "watch", id], again)
    expect([await watched.ended, JSON.parse(watched.stdout()).outputs]).toEqual([0, { Result: "X" }])
    expect(await running(["pipelines", "get", pipeline], again).ended).toBe(0)
    second.kill("SIGTERM")
    expect(await second.ended).toBe(0)
  })

  test("reports a port in use", async () => {
    const dev = await start()
    const other = run("dev", "--port", new URL(dev.url).port)
    expect([other.status, other.stderr]).toMatchObject([1, expect.stringMatching(/^Port \d+ is in use\./)])
    dev.kill("SIGTERM")
    await dev.ended
  })
})

describe("signals and pipes", () => {
  let platform: Platform
  let gate = Promise.withResolvers<void>()
  let at: Record<string, string>
  beforeAll(async () => {
    platform = await startPlatform({
      assets: [
        defineAsset({
          id: "slow",
          function: "paraphrasing",
          run: async ({ text }: { text: string }, { signal }) => {
            const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
            await Promise.race([gate.promise, aborted])
            return { data: text.toUpperCase() }
          }
        })
      ]
    })
    at = { AIXPLAIN_API_KEY: platform.apiKey, BACKEND_URL: platform.url }
  })
  beforeEach(() => {
    gate = Promise.withResolvers()
  })
  afterAll(() => platform.close())

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s detaches with exit code 8, and the printed command finishes the run",
    async (signal) => {
      const first = running(["run", "slow.json", "hello"], at)
      await first.says(/run [\w-]+\n/)
      first.kill(signal)
      expect(await first.ended).toBe(8)
      expect(first.stderr()).toContain("The draft stays: pipeline ")
      const next: string = JSON.parse(first.stdout()).error.next[0]
      expect(first.stderr()).toContain(next)
      gate.resolve()
      const resumed = running(next.split(" ").slice(1), at)
      expect([await resumed.ended, JSON.parse(resumed.stdout()).outputs]).toEqual([0, { Result: "HELLO" }])
    }
  )

  test("a second Ctrl-C cancels the run and exits with 130", async () => {
    const child = running(["run", "slow.json", "hello"], at)
    await child.says(/run [\w-]+\n/)
    child.kill("SIGINT")
    await child.says(/Ctrl-C again cancels it/)
    // Later than a repeat of the same key press.
    await new Promise((resolve) => setTimeout(resolve, 200))
    child.kill("SIGINT")
    expect(await child.ended).toBe(130)
    const { id } = JSON.parse(child.stdout()).run
    expect(await running(["runs", "watch", id], at).ended).toBe(6)
  })

  test("a closed pipe ends neither the run, nor axp with a stack trace", async () => {
    const child = spawn("sh", ["-c", `"${axp}" run slow.json hello -o ndjson; echo "code $?" >&2`], {
      cwd: folder,
      env: env(at),
      stdio: ["ignore", "pipe", "pipe"]
    })
    let stderr = ""
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
    // Close the pipe after the first event.
    child.stdout.once("data", () => child.stdout.destroy())
    await new Promise((resolve) => child.stdout.once("close", resolve))
    gate.resolve()
    await new Promise((resolve) => child.on("exit", resolve))
    expect(stderr).not.toMatch(/^ +at /m)
    expect(stderr).toMatch(/code (0|8)\n/)
  })
})
