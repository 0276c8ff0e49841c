import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineAsset } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { picky, shout, through } from "../../src/pipelines.ts"
import { hasChromium, unlessMissing, watchedPage } from "../../src/studio/browser.ts"
import { field, output, runButton, stateOf, studioWorld } from "../../src/studio/world.ts"

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url))

const lengthOf = async (items: AsyncIterable<unknown>): Promise<number> => {
  let length = 0
  for await (const _ of items) length += 1
  return length
}

/** The server carries out requests but the page does not receive the answers, until the returned function is called. */
const loseAnswers = async (page: Page, path: string): Promise<() => Promise<void>> => {
  await page.route(path, async (route) => {
    if (route.request().method() !== "POST") return route.continue()
    await route.fetch()
    await route.abort("connectionreset")
  })
  return () => page.unroute(path)
}

describe.skipIf(!hasChromium)(`the studio${unlessMissing}`, { timeout: 90_000 }, () => {
  const world = studioWorld([shout, picky])

  test("signs in with the one-time code, which is then not stored in the browser", async () => {
    const { page } = await world.open()
    await page.getByRole("heading", { name: "Pipelines" }).waitFor()
    expect(page.url()).toBe(`${world.platform.url}/`)
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""])
    const cookies = await page.context().cookies()
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, "Strict"]])
  })

  test("asks for the code without a session, reports an invalid code, and continues on the same page", async () => {
    const { allow, page } = await watchedPage(world.browser, world.platform.url)
    allow(401)
    await page.goto(`${world.platform.url}/runs`)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    // The page is shown as signed out.
    expect(await page.getByRole("navigation", { name: "Main" }).count()).toBe(0)
    await page.getByText("signed out").waitFor()
    await page.getByLabel("Address or code").fill("no-such-code")
    await page.getByRole("button", { name: "Sign in" }).click()
    expect(await page.getByRole("alert").innerText()).toContain("This code is not valid.")
    await page.getByLabel("Address or code").fill(world.platform.signInUrl())
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Runs" }).waitFor()
    expect(page.url()).toBe(`${world.platform.url}/runs`)
  })

  test("leads from the list and the form to a run that is followed live, and to its outputs", async () => {
    const reviews = JSON.parse(await readFile(join(examples, "pipelines/guest-reviews.json"), "utf8")) as {
      nodes: { label: string; assetId?: string; function?: string }[]
    }
    const held = Promise.withResolvers<void>()
    await using own = await world.another({
      assets: [
        defineAsset({
          id: "held",
          function: "sentiment-analysis",
          run: async ({ text }: { text: string }, { log }) => {
            await held.promise
            log(`judged ${text.length} characters`)
            return { data: text.includes("never") ? "NEGATIVE" : "POSITIVE" }
          }
        })
      ]
    })
    await new Aixplain({ apiKey: own.apiKey, baseUrl: own.url }).pipelines.create(reviews)
    const { page } = await watchedPage(world.browser, own.url)
    await page.goto(own.signInUrl())
    await page.getByRole("link", { name: "Guest reviews" }).click()
    await page.getByRole("application", { name: /^Graph of Guest reviews/ }).waitFor()
    await page.getByText("9 nodes, 8 links").waitFor()
    await page.locator('[data-file-for="Reviews"]').setInputFiles(join(examples, "texts/guest-reviews.txt"))
    await page.getByText(/characters, \d+ lines/).waitFor()
    expect(await field(page, "Reviews").inputValue()).toBe(
      await readFile(join(examples, "texts/guest-reviews.txt"), "utf8")
    )
    await runButton(page).click()

    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/)
    await stateOf(page).getByText("running").waitFor()
    const node = page.getByRole("img", { name: /^Judge the mood/ })
    // The running node has a sign, a word and a count, and differs from finished and queued nodes.
    await node.getByText(/^◐ running 0\/\d+$/).waitFor()
    await page.getByRole("img", { name: /^Split into lines.*done/ }).waitFor()
    await page.getByRole("img", { name: /^Mood.*queued/ }).waitFor()
    await page.getByText("Outputs appear here when the run ends.").waitFor()

    held.resolve()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(await page.title()).toContain("✓ Guest reviews")
    const tally = output(page, "Mood").getByRole("list", { name: "How often each value occurs" })
    await tally.getByText("POSITIVE").waitFor()
    expect(await output(page, "Clean text").locator("pre").innerText()).toContain("garden")
    await page.getByRole("tab", { name: /^Log/ }).click()
    await page
      .getByText(/judged \d+ characters/)
      .first()
      .waitFor()
    await page.getByRole("tab", { name: "Steps" }).click()
    await page.getByRole("table", { name: "Steps" }).getByText("Judge the mood").first().waitFor()

    await page.getByRole("link", { name: "Run again" }).click()
    expect(await field(page, "Reviews").inputValue()).not.toBe("")
    await page.getByRole("link", { name: "Runs", exact: true }).click()
    await page.getByRole("table", { name: "Runs" }).getByText("succeeded").waitFor()
  })

  test("starts one run if the answer is lost and the form is sent again", async () => {
    await using own = await world.another({ assets: [shout] })
    const client = new Aixplain({ apiKey: own.apiKey, baseUrl: own.url })
    const { id } = await client.pipelines.create(through("shout", "Once"))
    const { allowOutage, page } = await watchedPage(world.browser, own.url)
    allowOutage()
    const found = await loseAnswers(page, "**/assets/pipeline/execution/run/*")
    await page.goto(`${own.url}/p/${id}${new URL(own.signInUrl()).hash}`)
    await field(page, "Text").fill("hello")
    await runButton(page).click()
    const alert = page.getByRole("alert").filter({ hasText: "It is not known whether the run was started." })
    await alert.waitFor({ timeout: 60_000 })
    await alert.getByRole("link", { name: "Runs of this pipeline" }).waitFor()
    await found()
    // Changing the value and reverting the change is still the same request.
    await field(page, "Text").fill("hello!")
    await runButton(page).waitFor()
    await field(page, "Text").fill("hello")
    await runButton(page).click()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(await lengthOf(client.runs.list())).toBe(1)
    // After a success, the same text is another run.
    await page.getByRole("link", { name: "Run again" }).click()
    await runButton(page).click()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(await lengthOf(client.runs.list())).toBe(2)
  })

  test("adds one pipeline if the answer is lost and the file is sent again", async () => {
    await using own = await world.another()
    const { allowOutage, page } = await watchedPage(world.browser, own.url)
    allowOutage()
    const found = await loseAnswers(page, "**/sdk/pipelines")
    await page.goto(own.signInUrl())
    await page.getByTestId("add-file").setInputFiles(join(examples, "pipelines/guest-reviews.json"))
    await page.getByText("It is not known whether the pipeline was added.").waitFor({ timeout: 60_000 })
    await found()
    await page.getByRole("button", { name: "Try again (cannot add twice)" }).click()
    await page.waitForURL(/\/p\/[0-9a-f]{24}$/)
    await page.getByRole("application", { name: /^Graph of/ }).waitFor()
    const client = new Aixplain({ apiKey: own.apiKey, baseUrl: own.url })
    expect(await lengthOf(client.pipelines.list())).toBe(1)
  })

  test("shows why a run failed, and marks the failed node", async () => {
    const { id } = await world.aixplain.pipelines.create(through("picky"))
    const run = await world.aixplain.pipelines.ref(id).runAsync({ Text: "a bad text" })
    await run.result().catch(() => {})
    const { page } = await world.open(`/runs/${run.id}`)
    await stateOf(page).getByText("failed").waitFor()
    expect(await page.getByRole("alert").innerText()).toContain('"a bad text" is not for me.')
    await page.getByRole("img", { name: /^Model 1.*failed/ }).waitFor()
    await page.getByRole("img", { name: /^Out.*not reached because of Model 1/ }).waitFor()
  })

  test("can be used with the keyboard only: open, navigate the graph, run, read the output", async () => {
    const { id } = await world.aixplain.pipelines.create(through("shout", "By keyboard"))
    const { page } = await world.open("/?q=By%20keyboard")
    const press = (key: string) => page.keyboard.press(key)
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement
        return element?.getAttribute("aria-label") ?? element?.getAttribute("data-input") ?? element?.textContent ?? ""
      })
    const tabTo = async (wanted: RegExp): Promise<number> => {
      for (let presses = 1; presses < 40; presses++) {
        await press("Tab")
        if (wanted.test(await focused())) return presses
      }
      throw new Error(`Tab never reached ${String(wanted)}.`)
    }
    await page.getByRole("link", { name: "By keyboard" }).waitFor()
    await tabTo(/^By keyboard$/)
    await press("Enter")
    await page.getByRole("application", { name: /^Graph of/ }).waitFor()
    expect(page.url()).toContain(id)

    // The outline is one tab stop; arrow keys move between its rows and open a node's links.
    await tabTo(/^Text, input/)
    await press("ArrowDown")
    await press("ArrowRight")
    await press("ArrowDown")
    expect(await focused()).toMatch(/^from Text/)
    // So is the graph, whatever its size.
    await tabTo(/^Graph of By keyboard/)
    const status = page.locator(".sr-only[aria-live]")
    await press("ArrowRight")
    expect(await status.innerText()).toMatch(/^Model 1, asset/)
    await press("ArrowRight")
    expect(await status.innerText()).toMatch(/^Out, output/)
    const active = await page.getByRole("application", { name: /^Graph of/ }).getAttribute("aria-activedescendant")
    expect(await page.locator(`[id="${active}"]`).getAttribute("aria-label")).toMatch(/^Out/)
    await press("Enter")
    await page.getByRole("region", { name: "Node Out" }).waitFor()
    await press("Escape")

    await tabTo(/^Text$/)
    await page.keyboard.type("by hand")
    await press("Control+Enter")
    await stateOf(page).getByText("succeeded").waitFor()
    await output(page, "Out").locator("pre").getByText("BY HAND").waitFor()
  })
})
