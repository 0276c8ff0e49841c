import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { defineAsset } from "@aixplain-ts/platform"
import { describe, expect, test } from "vitest"
import { hasChromium, unlessMissing } from "../../src/studio/browser.ts"
import { output, stateOf, studioWorld } from "../../src/studio/world.ts"

const reviews = fileURLToPath(new URL("../../../../examples/pipelines/guest-reviews.json", import.meta.url))

const echo = defineAsset({
  id: "echo",
  function: "paraphrasing",
  run: async ({ text }: { text: string }) => ({ data: `said ${text.trim()}` })
})

describe.skipIf(!hasChromium)(`large outputs in the studio${unlessMissing}`, { timeout: 120_000 }, () => {
  const world = studioWorld([echo])

  test("are read by pages with progress, can be stopped, and mount only rows on screen", async () => {
    const stored = JSON.parse(await readFile(reviews, "utf8")) as { nodes: { number: number }[] }
    const changes: Readonly<Record<number, object>> = {
      3: { function: "paraphrasing", assetId: "echo", outputValues: [{ code: "data", dataType: "text" }] },
      7: { dataType: ["text"], inputValues: [{ code: "output", dataType: "text" }] }
    }
    const nodes = stored.nodes.map((node) => ({ ...node, ...changes[node.number] }))
    const { id } = await world.aixplain.pipelines.create({ ...stored, nodes })
    const size = 2_000
    const text = Array.from({ length: size }, (_, index) => `line ${index + 1}`).join("\n")
    const run = await world.aixplain.pipelines.ref(id).runAsync({ Reviews: text })
    await run.result()
    const { page } = await world.open(`/runs/${run.id}`)
    await stateOf(page).getByText("succeeded").waitFor()
    const mood = output(page, "Mood")
    const held = Promise.withResolvers<void>()
    let pages = 0
    let files = 0
    let isCounting = false
    await page.route(/\/outputs\/7\?/, async (route) => {
      pages += 1
      if (pages === 2) await held.promise
      await route.continue().catch(() => {})
    })
    page.on("request", (request) => {
      if (isCounting && new URL(request.url()).pathname.startsWith("/files/")) files += 1
    })
    // The other outputs are loaded at once.
    await output(page, "Clean text").getByRole("button", { name: "Copy" }).waitFor()
    isCounting = true
    await mood.getByRole("button", { name: "Read all 2,000 segments" }).click()
    await mood.getByText("500 of 2,000").waitFor()
    await mood.getByRole("button", { name: "Stop" }).click()
    await mood.getByText("Stopped after 500 of 2,000.").waitFor()
    held.resolve()
    await mood.getByRole("button", { name: "Read again" }).click()
    const list = mood.getByRole("grid", { name: "Segments of Mood" })
    await mood.getByRole("button", { name: "Copy" }).waitFor()
    expect(files).toBe(0)
    expect(pages).toBeLessThan(10)
    expect(await list.locator(".segment").count()).toBeLessThan(60)
    await list.getByText("said line 1", { exact: true }).waitFor()
    await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight
    })
    await list.getByText("said line 2000", { exact: true }).waitFor()
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(2_000)
  })
})
