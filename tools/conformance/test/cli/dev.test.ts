import { statSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { axp, type Said } from "../../src/axp.ts"
import { makeWorld, type World } from "../../src/cliWorld.ts"

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** Runs `axp dev` until it is ready, uses it, and stops it. */
const dev = async (
  argv: readonly string[],
  signal: "SIGINT" | "SIGTERM",
  ask: (line: any) => Promise<void>
): Promise<Said> => {
  let deliver = (_signal: "SIGINT" | "SIGTERM"): void => {}
  let asked: Promise<void> | undefined
  const said = await axp(["dev", ...argv], {
    cwd: world.folder,
    onStart: (tell) => (deliver = tell),
    signalsAfter: ({ stdout }) => {
      if (stdout.endsWith("\n")) asked ??= ask(JSON.parse(stdout)).finally(() => deliver(signal))
      return []
    }
  })
  await asked
  return said
}

test("axp dev prints one JSON line, serves, and exits with 0 on a signal", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const said = await dev([], signal, async ({ apiKey, url }) => {
      const listed = await axp(["pipelines", "list"], { env: { AIXPLAIN_API_KEY: apiKey, BACKEND_URL: url } })
      expect(listed.json()).toEqual({ items: [], next: null })
    })
    expect(said.code).toBe(0)
    expect(said.stdout.trimEnd().split("\n")).toHaveLength(1)
    expect(Object.keys(said.json())).toEqual(["url", "apiKey", "pid", "version"])
    expect(said.json().url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await expect(fetch(`${said.json().url}/health`)).rejects.toThrow("fetch failed")
  }
})

test("axp dev --data has the same key at every start, in a file that only its owner can read", async () => {
  const keys = []
  for (let start = 0; start < 2; start += 1) {
    const said = await dev(["--data", "kept"], "SIGTERM", () => Promise.resolve())
    keys.push(said.json().apiKey)
  }
  expect(new Set(keys).size).toBe(1)
  expect(statSync(join(world.folder, "kept/local.key")).mode & 0o777).toBe(0o600)
})

test("axp dev reports that its port is in use", async () => {
  const said = await axp(["dev", "--port", String(world.platform.port)])
  expect([said.code, said.json().error]).toMatchObject([
    1,
    { code: "Local", message: `Port ${world.platform.port} is in use.` }
  ])
})
