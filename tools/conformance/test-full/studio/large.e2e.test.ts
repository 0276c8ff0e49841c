import { describe, expect, test } from "vitest"
import { hasChromium, unlessMissing } from "../../src/studio/browser.ts"
import { largeDocument } from "../../src/studio/largeDocument.ts"
import { studioWorld } from "../../src/studio/world.ts"

describe.skipIf(!hasChromium)(`large pipelines in the studio${unlessMissing}`, { timeout: 120_000 }, () => {
  const world = studioWorld()

  test("are painted on one canvas in the far view, and only nodes on screen are mounted near by", async () => {
    const { id } = await world.aixplain.pipelines.create(largeDocument(2_000))
    const { page } = await world.open()
    const workers: string[] = []
    page.on("worker", (worker) => workers.push(worker.url()))
    const said: string[] = []
    page.on("console", (message) => said.push(message.text()))
    await page.goto(`${world.platform.url}/p/${id}`)
    const nodes = page.locator(".node-view")
    // A closed list of hundreds of warnings is not rendered, an open one only in part.
    const warnings = page.locator(".problems li")
    await page.getByText(/^! 7\d\d warnings$/).waitFor()
    expect(await warnings.count()).toBe(0)
    await page.getByText(/^! 7\d\d warnings$/).click()
    await warnings.first().waitFor()
    expect(await warnings.count()).toBe(101)
    await page.getByText(/^! 7\d\d warnings$/).click()
    await warnings.first().waitFor({ state: "detached" })
    const far = page.locator("canvas.far-view")
    // It starts at the left part, at a readable size.
    await nodes.first().waitFor()
    expect(await far.count()).toBe(0)
    expect(await nodes.count()).toBeLessThan(60)
    const type = await page
      .locator(".node-view .label")
      .first()
      .evaluate((label) => label.getBoundingClientRect().height)
    expect(type).toBeGreaterThan(10)
    // Layout and validation ran in a worker.
    expect(workers.map((url) => new URL(url).pathname)).toEqual([expect.stringContaining("/assets/graphWorker")])
    expect(said).toEqual([])
    // The outline has 2,000 rows, of which only those on screen are mounted.
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
    // Both ends of the graph are visible: nothing reaches the edges of the canvas.
    const edges = await far.evaluate((element) => {
      const canvas = element as HTMLCanvasElement
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      const columns: number[] = []
      for (let x = 0; x < canvas.width; x++)
        for (let y = 0; y < canvas.height; y++)
          if ((pixels[(y * canvas.width + x) * 4 + 3] ?? 0) > 0) {
            columns.push(x)
            break
          }
      return { first: columns[0] ?? -1, last: columns.at(-1) ?? -1, width: canvas.width }
    })
    expect(edges.first).toBeGreaterThan(0)
    expect(edges.last).toBeGreaterThan(edges.width / 2)
    expect(edges.last).toBeLessThan(edges.width - 1)
    await page.keyboard.press("ArrowLeft")
    await nodes.first().waitFor()
  })

  test("name the node under the pointer and the selected one if boxes are too small for labels", async () => {
    const { id } = await world.aixplain.pipelines.create(largeDocument(500))
    const { page } = await world.open(`/p/${id}`)
    await page.locator(".node-view").first().waitFor()
    await page.getByRole("application", { name: /^Graph of/ }).focus()
    await page.keyboard.press("0")
    const far = page.locator("canvas.far-view")
    await far.waitFor()
    const picture = () => far.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const box = await far.boundingBox()
    if (box === null) throw new Error("The canvas has no box.")
    await page.mouse.move(box.x + 4, box.y + 4)
    await page.waitForTimeout(300)
    const plain = await picture()
    // Along the middle there is a node somewhere; its name changes the picture.
    await expect
      .poll(async () => {
        for (let x = 40; x < box.width; x += 3) {
          await page.mouse.move(box.x + x, box.y + box.height / 2)
          if ((await picture()) !== plain) return true
        }
        return false
      })
      .toBe(true)
  })
})
