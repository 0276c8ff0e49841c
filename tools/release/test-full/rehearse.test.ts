/** The release rehearsal with npm; and that it never publishes to another machine. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { refuseUnlessLoopback } from "../src/loopback.ts"
import { rehearse } from "../src/rehearse.ts"

test("A release is versioned, published, tagged and installed, and its program runs", async () => {
  const { version, tags, changelog } = await rehearse(["npm"])
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(tags).toHaveLength(6)
  expect(changelog).toContain(`## ${version}`)
})

describe("a rehearsal is refused", () => {
  let cwd: string
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), "loopback-"))
    writeFileSync(join(cwd, "package.json"), "{}")
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  const refusal = (env: Readonly<Record<string, string>>): Promise<string> =>
    refuseUnlessLoopback({ cwd, env: { ...process.env, pnpm_config_registry: undefined, ...env } }).then(
      () => "allowed",
      (error: Error) => error.message
    )
  const loopback = "http://127.0.0.1:4873"

  test("if pnpm would publish to the public registry, even if npm's variable names another one", async () => {
    expect(await refusal({})).toMatch(/\(registry\), which is not on this machine\. Nothing was published/)
    expect(await refusal({ npm_config_registry: loopback })).toContain("(registry), which is not on this machine")
    expect(await refusal({ pnpm_config_registry: loopback })).toBe("allowed")
  })

  test("if an address only looks like loopback", async () => {
    for (const address of ["http://127.0.0.1.example.com/", "http://localhost.example.com/", "http://10.0.0.1/"])
      expect(await refusal({ pnpm_config_registry: address })).toContain("not on this machine")
  })

  test("if a scope or a manifest names another registry", async () => {
    writeFileSync(join(cwd, ".npmrc"), "@aixplain-ts:registry=https://registry.example.com/\n")
    expect(await refusal({ pnpm_config_registry: loopback })).toContain("(@aixplain-ts:registry)")
    rmSync(join(cwd, ".npmrc"))
    mkdirSync(join(cwd, "packages/one"), { recursive: true })
    const publishConfig = { registry: "https://registry.example.com/" }
    writeFileSync(join(cwd, "packages/one/package.json"), JSON.stringify({ name: "one", publishConfig }))
    expect(await refusal({ pnpm_config_registry: loopback })).toContain("publishConfig.registry of packages/one")
  })
})
