/** Restrictions of workflows: actions are pinned to commits, and only one job has the identity for npm. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { packageManager: string }

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly environment?: string }>
  >
}

describe.each(globSync(".github/workflows/*.yml", { cwd: root }))("%s", (path) => {
  const text = readFileSync(join(root, path), "utf8")
  const workflow = parse(text) as Workflow

  test("pins each action to a commit, with its version in a comment", () => {
    const uses = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test("uses the pnpm version of this repository", () => {
    const versions = Array.from(text.matchAll(/pnpm@[\w.-]+/g), ([version]) => version)
    expect(versions.filter((version) => version !== packageManager)).toEqual([])
  })

  test("has read permission only, unless a job declares more", () => {
    expect(workflow.permissions).toEqual({ contents: "read" })
    const identified = Object.entries(workflow.jobs).filter(([, job]) => job.permissions?.["id-token"] !== undefined)
    expect(identified.map(([name, { environment }]) => [name, environment])).toEqual(
      path.endsWith("release.yml") ? [["publish", "npm"]] : []
    )
  })

  test("has no token for npm", () => {
    expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|registry-url/)
  })
})
