import { describe, expect, test } from "vitest"
import { hasChromium, unlessMissing } from "../../src/studio/browser.ts"
import { largeDocument } from "../../src/studio/largeDocument.ts"
import { studioWorld } from "../../src/studio/world.ts"

describe.skipIf(!hasChromium)(`large pipelines in the studio${unlessMissing}`, { timeout: 120_000 }, () => {
  const world = studioWorld()

  test("are painted on one canvas from afar, and only what is on screen is mounted near by", async () => {
    const { id } = await world.aixplain.pipelines.create(largeDocument(2_000))
    const { page } = await world.open(`/p/${id}`)
    const nodes = page.locator(".node-view")
    const far = page.locator("canvas.far-view")
    await far.waitFor()
    expect(await nodes.count()).toBe(0)
    // The outline holds 2,000 rows, of which a screenful exists.
    expect(await page.getByRole("treegrid", { name: "Nodes" }).getByRole("row").count()).toBeLessThan(60)

    await page.getByLabel("Filter nodes").fill("Step 1234")
    await page.getByRole("row", { name: /^Step 1234/ }).click()
    await page.locator('.node-view[aria-label^="Step 1234"]').waitFor()
    expect(await far.count()).toBe(0)
    const near = await nodes.count()
    expect(near).toBeGreaterThan(1)
    expect(near).toBeLessThan(60)
    expect(await page.locator(".links path").count()).toBeLessThan(200)

    await page.getByRole("application", { name: /^Graph of/ }).focus()
    await page.keyboard.press("0")
    await far.waitFor()
    expect(await nodes.count()).toBe(0)
    await page.keyboard.press("ArrowLeft")
    await nodes.first().waitFor()
  })
})
