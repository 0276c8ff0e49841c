import { readdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { expect, it } from "vitest"
import { startPlatform } from "../src/index.ts"

const open = (): readonly string[] =>
  process.getActiveResourcesInfo().filter((name) => name === "Timeout" || /Server|Worker|FSEvent/.test(name))

it("a platform leaves no handle, timer or file behind, however often it starts", async () => {
  const before = open()
  const files = await readdir(tmpdir())
  for (let n = 0; n < 100; n++) {
    const platform = await startPlatform()
    await (await fetch(`${platform.url}/health`)).text()
    await platform.close()
    await platform.close()
  }
  await expect.poll(open).toEqual(before)
  const left = (await readdir(tmpdir())).filter((name) => !files.includes(name) && name.startsWith("platform"))
  expect(left).toEqual([])
})
