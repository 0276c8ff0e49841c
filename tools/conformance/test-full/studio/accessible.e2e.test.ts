import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { inputless, pair, picky, gated, shout, through } from "../../src/pipelines.ts"
import { axeFindings } from "../../src/studio/axe.ts"
import { hasChromium, unlessMissing, watchedPage } from "../../src/studio/browser.ts"
import { largeDocument } from "../../src/studio/largeDocument.ts"
import { output, stateOf, studioWorld } from "../../src/studio/world.ts"

const example = fileURLToPath(new URL("../../../../examples/pipelines/guest-reviews.json", import.meta.url))

/** INPUT Text → gated → One and INPUT Text → picky → Two, so that a run has nodes in every state at once. */
const twoFates = () => {
  const { links, nodes, name } = pair("gated")
  const fates = nodes.map((node) => (node.number === 3 ? Object.assign(node, { assetId: "picky" }) : node))
  return { name, links, nodes: fates }
}

/** Everything is loaded. */
const shown = async (page: Page): Promise<void> => {
  await page.locator("h1, .empty .title").first().waitFor()
  await page.waitForFunction(
    () =>
      document.querySelector(".skeleton") === null &&
      !document.body.innerText.includes("Loading outputs…") &&
      // Rows of the outline are mounted one frame later.
      (document.querySelector(".workbench") === null ||
        document.querySelector("[role='treegrid'] [role='row']") !== null)
  )
}

/** The transitions to the colours of the new scheme have ended. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
    await frame()
    await frame()
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().activeDuration !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

describe.skipIf(!hasChromium)(`accessibility of the studio${unlessMissing}`, { timeout: 240_000 }, () => {
  const slow = gated()
  const world = studioWorld([shout, picky, slow.asset])

  /** Pipelines and runs in every state that pages show; the paths of their pages. */
  const pages = async () => {
    const { pipelines } = world.aixplain
    const good = await pipelines.create(through("shout", "Good"))
    const failing = await pipelines.create(through("picky", "Failing"))
    const two = await pipelines.create(twoFates())
    const bad = await pipelines.create(inputless)
    const large = await pipelines.create(largeDocument(500))
    const reviews = await pipelines.create(JSON.parse(await readFile(example, "utf8")))
    const many = await reviews.runAsync({ Reviews: "I love it\n".repeat(1_200) })
    await many.result()
    const done = await good.runAsync({ Text: "A long text has to be scrolled. ".repeat(200) })
    await done.result()
    const failed = await failing.runAsync({ Text: "bad" })
    await failed.result().catch(() => {})
    const running = await two.runAsync({ First: "wait", Second: "bad" })
    await slow.started
    return {
      list: "/",
      "filtered list": "/?q=nothing%20is%20called%20so",
      pipeline: `/p/${good.id}`,
      "pipeline with a selected node": `/p/${good.id}?node=1`,
      "pipeline with errors": `/p/${bad.id}`,
      "large pipeline": `/p/${large.id}`,
      "unknown pipeline": "/p/000000000000000000000000",
      runs: "/runs",
      "filtered runs": "/runs?status=ABORTED",
      "finished run": `/runs/${done.id}`,
      "failed run": `/runs/${failed.id}?node=1`,
      "active run": `/runs/${running.id}`,
      steps: `/runs/${done.id}?tab=steps`,
      "many steps": `/runs/${many.id}?tab=steps`,
      "steps of a run that failed": `/runs/${failed.id}?tab=steps`,
      log: `/runs/${failed.id}?tab=log`,
      "empty log": `/runs/${done.id}?tab=log`,
      "run with a large output": `/runs/${many.id}`,
      "unknown page": "/nowhere"
    }
  }
  let known: ReturnType<typeof pages> | undefined
  const paths = () => (known ??= pages())

  test("has no axe violations on any page, light and dark", async () => {
    const { allow, page } = await world.open()
    allow(404)
    const findings: string[] = []
    const look = async (name: string): Promise<void> => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme })
        await settled(page)
        findings.push(...(await axeFindings(page)).map((finding) => `${name}, ${colorScheme}: ${finding}`))
      }
    }
    for (const [name, path] of Object.entries(await paths())) {
      await page.goto(world.platform.url + path)
      await shown(page)
      await look(name)
    }
    await page.goto(`${world.platform.url}${(await paths())["pipeline"]}`)
    await page.getByRole("button", { name: "Keys of the graph" }).click()
    await page.getByRole("dialog", { name: "Keys of the graph" }).waitFor()
    await look("keys of the graph")
    await page.goto(`${world.platform.url}${(await paths())["large pipeline"]}`)
    await page.getByRole("application", { name: /^Graph of/ }).focus()
    await page.keyboard.press("0")
    await page.locator("canvas.far-view").waitFor()
    await look("far view")
    await page.goto(`${world.platform.url}${(await paths())["run with a large output"]}`)
    const mood = output(page, "Mood")
    await mood.getByRole("button", { name: /^Read all/ }).click()
    await mood.getByRole("button", { name: "Copy" }).waitFor()
    await look("large output that was read")
    allow(401)
    // The list of runs is read again by itself.
    await page.goto(`${world.platform.url}/runs`)
    await page.getByRole("table", { name: "Runs" }).waitFor()
    await page.context().clearCookies()
    await page.getByText("The page behind this one stays as it is.").waitFor()
    await look("sign-in over a page")
    await page.context().clearCookies()
    await page.goto(world.platform.url)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    await page.getByRole("button", { name: "Sign in" }).click()
    await look("sign-in")
    expect(findings).toEqual([])
  })

  test("is complete at a width of 320 pixels and at double size", async () => {
    const all = await paths()
    const tooWide: string[] = []
    for (const viewport of [
      { width: 320, height: 700 },
      { width: 680, height: 430 }
    ]) {
      const { allow, page } = await world.open("/", { viewport })
      allow(404)
      for (const [name, path] of Object.entries(all)) {
        await page.goto(world.platform.url + path)
        await shown(page)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > viewport.width) tooWide.push(`${name} is ${width} wide at ${viewport.width}`)
      }
    }
    expect(tooWide).toEqual([])
  })

  test("distinguishes the states of nodes without colour", async () => {
    const { "active run": path } = await paths()
    const { page } = await world.open(path)
    await stateOf(page).getByText("running").waitFor()
    await page.getByRole("img", { name: /not reached/ }).waitFor()
    const looks = await page.locator("svg.node-view").evaluateAll((nodes) =>
      nodes.map((node) => {
        const box = node.querySelector(".box")
        const style = box === null ? undefined : getComputedStyle(box)
        const said = node.querySelector(".state")?.textContent ?? ""
        return {
          sign: said.slice(0, 1),
          word: said.slice(2).replaceAll(/[\d/ ]+$/g, ""),
          border: [
            style?.strokeWidth,
            box?.getAttribute("stroke-dasharray"),
            box?.parentElement?.getAttribute("opacity")
          ].join(" ")
        }
      })
    )
    const byWord = new Map(looks.map((look) => [look.word, look]))
    expect([...byWord.keys()].toSorted()).toEqual(["", "failed", "not reached", "queued", "running"])
    const all = [...byWord.values()]
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length)
    expect(new Set(all.map(({ border }) => border)).size).toBe(all.length)
  })

  test("never writes the state of a node over its kind", async () => {
    const all = await paths()
    const { page } = await world.open()
    for (const name of ["run with a large output", "active run", "failed run"] as const) {
      await page.goto(`${world.platform.url}${all[name]}`)
      await page.locator(".node-view .state").first().waitFor()
      const overlaps = await page.locator(".node-view").evaluateAll((nodes) =>
        nodes.flatMap((node) => {
          const kind = node.querySelector(".kind")
          const state = node.querySelector(".state")
          if (kind === null || state === null || kind.textContent === "" || state.textContent === "") return []
          const gap = state.getBoundingClientRect().left - kind.getBoundingClientRect().right
          return gap < 1 ? [`${kind.textContent} ${state.textContent}: ${gap}`] : []
        })
      )
      expect(overlaps, name).toEqual([])
    }
  })

  test("has no animation with prefers-reduced-motion", async () => {
    const { "active run": path } = await paths()
    const { page } = await world.open(path)
    await page.getByRole("img", { name: /running/ }).waitFor()
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => (effect?.getComputedTiming().activeDuration ?? 0) === Infinity)
          .length
    )
    expect(moving).toBe(0)
  })

  test("gives the graph one tab stop, however many nodes it has", async () => {
    const { "large pipeline": path } = await paths()
    const { page } = await world.open(path)
    await page.getByRole("application", { name: /^Graph of/ }).waitFor()
    const stops = await page
      .locator(".pane")
      .evaluate((pane) => pane.querySelectorAll("a[href], button, input, [tabindex='0']").length)
    // The pane itself, and React Flow's link to its authors.
    expect(stops).toBe(1)
    expect(await page.locator(".pane").getAttribute("tabindex")).toBe("0")
  })

  test("shows what to do without a session, without any other request", async () => {
    const { allow, page } = await watchedPage(world.browser, world.platform.url)
    allow(401)
    await page.goto(world.platform.url)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    expect(await page.locator("main").innerText()).toContain("axp dev")
  })
})
