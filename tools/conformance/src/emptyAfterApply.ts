/** The rule of pipelines as code: after a folder is applied, its plan is empty, whatever pipelines are in it. */
import { mkdtempSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as fc from "fast-check"
import { expect } from "vitest"
import type { World } from "./cliWorld.ts"
import { folders } from "./documents.ts"

export const emptyAfterApply = (world: World, count: number, runs = 1): Promise<void> =>
  fc.assert(
    fc.asyncProperty(folders(count), async (documents) => {
      const path = mkdtempSync(join(world.folder, "generated-"))
      for (const [at, document] of documents.entries())
        writeFileSync(join(path, `p${at}.json`), JSON.stringify(document))
      const applied = await world.axp(["pipelines", "apply", path])
      expect(applied.code, applied.stderr).toBe(0)
      const after = await world.axp(["pipelines", "plan", path, "--check", "--prune"])
      expect(after.json().steps.filter(({ action }: { action: string }) => action !== "unchanged")).toEqual([])
      expect(after.code).toBe(0)
      // The next folder has pipelines with the same names.
      for (const { id } of after.json().steps) await world.axp(["pipelines", "delete", id, "--yes"])
    }),
    { numRuns: runs }
  )
