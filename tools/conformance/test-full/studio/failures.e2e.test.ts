import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { defineAsset } from "@aixplain-ts/platform"
import { describe, expect, test } from "vitest"
import { hasChromium, unlessMissing } from "../../src/studio/browser.ts"
import { output, stateOf, studioWorld } from "../../src/studio/world.ts"

const reviews = fileURLToPath(new URL("../../../../examples/pipelines/guest-reviews.json", import.meta.url))

/** Fails for every line that ends with a zero. */
const zeros = defineAsset({
  id: "zeros",
  function: "sentiment-analysis",
  run: async ({ text }: { text: string }) => {
    if (text.trim().endsWith("0")) throw new Error(`"${text.trim()}" is not for me.`)
    return { data: "POSITIVE" }
  }
})

const lines = (length: number): string => Array.from({ length }, (_, index) => `line ${index + 1}`).join("\n")

describe.skipIf(!hasChromium)(`failures in the studio${unlessMissing}`, { timeout: 120_000 }, () => {
  const world = studioWorld([zeros])
  const runOf = async (name: string, text: string) => {
    const document = JSON.parse(await readFile(reviews, "utf8")) as { nodes: object[] }
    const { id } = await world.aixplain.pipelines.create({ ...document, name })
    const run = await world.aixplain.pipelines.ref(id).runAsync({ Reviews: text })
    await run.result()
    return { id, run: run.id }
  }

  test("a run that succeeded with failures is shown as such in its title, its nodes, its outputs and every list", async () => {
    const { id, run } = await runOf("Zeros", lines(60))
    const { page } = await world.open(`/runs/${run}`)
    await stateOf(page).getByText("succeeded with failures").waitFor()
    expect(await page.title()).toBe("! Zeros · Studio")
    await page.locator(".bench-head").getByText("6 of 60 failed").waitFor()
    const judge = page.getByRole("img", { name: /^Judge the mood/ })
    expect(await judge.getAttribute("aria-label")).toContain("done with failures, 60 of 60 segments, 6 failed")
    expect(await judge.locator(".state").textContent()).toBe("! 6/60 failed")
    expect(await output(page, "Mood").getAttribute("class")).toContain("partial")
    const [good, partial] = await page.evaluate(() =>
      ["Split into lines", "Judge the mood"].map((label) => {
        const node = document.querySelector(`.node-view[aria-label^="${label}"] .state`)
        return node === null ? "" : getComputedStyle(node).fill
      })
    )
    expect(partial).not.toBe(good)

    for (const path of ["/runs", `/runs?pipeline=${id}`, "/runs?status=PARTIAL", "/"]) {
      await page.goto(world.platform.url + path)
      await page.getByRole("row", { name: /Zeros/ }).getByText("succeeded with failures").waitFor()
      if (path.startsWith("/runs")) await page.getByRole("row", { name: /Zeros/ }).getByText("6 failed").waitFor()
    }
    await page.goto(`${world.platform.url}/p/${id}`)
    await page.getByRole("region", { name: "Last runs" }).getByText("succeeded with failures").waitFor()
  })

  test("the filters of the steps find steps beyond the first page", async () => {
    const { run } = await runOf("Late", `${lines(1_499).replaceAll(/0$/gm, "1")}\nline 1500\nline 1501`)
    const { page } = await world.open(`/runs/${run}?tab=steps`)
    const table = page.getByRole("table", { name: "Steps" })
    await table.waitFor()
    await page.getByText("Failed", { exact: true }).click()
    await table.getByText('"line 1500" is not for me.').first().waitFor()
    expect(await table.innerText()).toMatch(/item \d+, part \d+/)
    expect(await table.getByRole("row", { name: /Judge the mood/ }).count()).toBe(1)
    await page.getByText("Retried", { exact: true }).click()
    await page.getByText("No step was retried.").waitFor()
    await page.getByText("All", { exact: true }).click()
    await page.getByText(/^200 of [\d,]+ steps$/).waitFor()
  })
})
