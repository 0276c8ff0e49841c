import { cpSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { copyBuild, type StudioBuild, studioBuild } from "../../src/studio/build.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

describe("the studio's build in tests", () => {
  let build: StudioBuild
  beforeAll(async () => {
    build = await studioBuild()
  })
  afterAll(() => build.remove())

  /** A build with one change. */
  const changed = (change: (directory: string) => void): string => {
    const directory = temporaryFolder()
    cpSync(build.directory, directory, { recursive: true })
    change(directory)
    return directory
  }

  test("is a copy, which no other build writes", () => {
    expect(build.directory.startsWith(tmpdir())).toBe(true)
    expect(copyBuild(build.directory, temporaryFolder())).toBe(true)
  })

  test.each<readonly [string, (directory: string) => void]>([
    ["has no page yet", (directory) => rmSync(join(directory, "index.html"))],
    ["has no manifest yet", (directory) => rmSync(join(directory, ".vite"), { recursive: true })],
    ["lacks its files", (directory) => rmSync(join(directory, "assets"), { recursive: true })],
    ["has the page of another build", (directory) => writeFileSync(join(directory, "index.html"), "<html></html>")]
  ])("is not copied from a folder that %s", (_, change) => {
    expect(copyBuild(changed(change), temporaryFolder())).toBe(false)
  })
})
