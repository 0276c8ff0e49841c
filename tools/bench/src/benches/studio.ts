/**
 * The studio with graphs of 500 to 5,000 nodes in real Chromium without a GPU: time to the first picture, frames
 * while it is moved, longest task while it jumps, and a run with many events followed live. Needs the studio's build
 * and Chromium.
 */
import { existsSync } from "node:fs"
import { defineAsset, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { type CDPSession, chromium, type Page } from "playwright-core"
import { type Bench, quantile, spread } from "../harness.ts"
import { root } from "../processes.ts"

const sizes = [50, 500, 2_000, 5_000] as const
const rounds = 3
const browserPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

/** What a page records for the bench: when the graph appeared, and the duration of its long tasks. */
interface Probe {
  visible?: number
  tasks: number[]
}

const probe = (): void => {
  const kept: Probe = { tasks: [] }
  Object.assign(globalThis, { probe: kept })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) kept.tasks.push(duration)
  }).observe({ entryTypes: ["longtask"] })
  const look = (): void => {
    if (document.querySelector("canvas.far-view, .node-view") === null) requestAnimationFrame(look)
    // The second frame after it appears is on screen.
    else requestAnimationFrame(() => requestAnimationFrame((now) => Object.assign(kept, { visible: now })))
  }
  requestAnimationFrame(look)
}

const kept = (page: Page): Promise<Probe> => page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe)

/** Intervals between frames during an action, in milliseconds, and the longest task meanwhile. */
const frames = async (page: Page, act: () => Promise<void>): Promise<{ intervals: number[]; longest: number }> => {
  await page.evaluate(() => {
    const { probe: here } = globalThis as unknown as { probe: Probe }
    here.tasks = []
    const intervals: number[] = []
    let last = performance.now()
    const count = (now: number): void => {
      intervals.push(now - last)
      last = now
      Object.assign(globalThis, { counting: requestAnimationFrame(count) })
    }
    Object.assign(globalThis, { intervals, counting: requestAnimationFrame(count) })
  })
  await act()
  const intervals = await page.evaluate(() => {
    const { counting, intervals: all } = globalThis as unknown as { counting: number; intervals: number[] }
    cancelAnimationFrame(counting)
    return all.slice(1)
  })
  const { tasks } = await kept(page)
  return { intervals, longest: Math.max(0, ...tasks) }
}

const fps = (intervals: readonly number[]): number => (1000 * intervals.length) / intervals.reduce((a, b) => a + b, 0)
const rated = ({ intervals, longest }: { intervals: number[]; longest: number }): string =>
  `${Math.round(fps(intervals))} (${Math.round(quantile(intervals, 0.95))}, ${Math.round(longest)})`

const pan = async (page: Page): Promise<void> => {
  await page.mouse.move(700, 500)
  await page.mouse.down()
  for (let step = 0; step < 90; step++)
    await page.mouse.move(700 + 160 * Math.sin(step / 8), 500 + 90 * Math.sin(step / 5))
  await page.mouse.up()
}

const zoom = async (page: Page): Promise<void> => {
  await page.mouse.move(700, 500)
  for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step % 20 < 10 ? 60 : -60)
}

const heap = async (session: CDPSession): Promise<number> => {
  await session.send("HeapProfiler.collectGarbage")
  const { metrics } = await session.send("Performance.getMetrics")
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN) / 1e6
}

/** A wide graph that goes forward only, always the same for the same size. */
const graphOf = (size: number, assetId = "") => {
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const port = { code: "input", dataType: "text" }
  const nodes = Array.from({ length: size }, (_, number) =>
    number === 0
      ? { number, label: "Text", type: "INPUT", dataType: ["text"], inputValues: [], outputValues: [port] }
      : {
          number,
          label: `Step ${number}`,
          type: "ASSET",
          function: "paraphrasing",
          functionType: "ai",
          assetId,
          inputValues: [
            { code: "text", dataType: "text" },
            { code: "language", value: "en" }
          ],
          outputValues: [{ code: "data", dataType: "text" }]
        }
  )
  const links = nodes.slice(1).map(({ number }) => {
    const from = Math.max(0, number - 1 - random(20))
    return { from, to: number, paramMapping: [{ from: from === 0 ? "input" : "data", to: "text" }] }
  })
  return { name: `Large ${size}`, nodes, links }
}

export const bench: Bench = {
  title: "The studio with large graphs",
  run: async (say) => {
    const directory = `${root}apps/studio/dist`
    if (!existsSync(`${directory}/index.html`)) throw new Error("Build the studio first: pnpm build.")
    if (!existsSync(browserPath))
      throw new Error(`Chromium not found: ${browserPath}. Install chromium, or set CHROMIUM.`)
    const paced = defineAsset({
      id: "paced",
      function: "paraphrasing",
      concurrency: 10,
      run: async ({ text }: { text: string }, { sleep }) => {
        await sleep(45)
        return { data: text }
      }
    })
    await using platform = await startPlatform({ studio: { directory }, assets: [paced] })
    const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
    const browser = await chromium.launch({
      executablePath: browserPath,
      args: ["--no-sandbox", "--disable-dev-shm-usage"]
    })
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      await context.addInitScript(probe)
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send("Performance.enable")
      await page.goto(platform.signInUrl())
      await page.getByRole("heading", { name: "Pipelines" }).waitFor()

      const rows: (string | number)[][] = []
      for (const size of sizes) {
        say(`${size} nodes`)
        const { id } = await aixplain.pipelines.create(graphOf(size))
        const visible: number[] = []
        for (let round = 0; round < rounds; round++) {
          await page.goto(`${platform.url}/p/${id}`)
          await page.waitForFunction(() => (globalThis as unknown as { probe: Probe }).probe.visible !== undefined)
          visible.push((await kept(page)).visible ?? Number.NaN)
        }
        const far = [await frames(page, () => pan(page)), await frames(page, () => zoom(page))].map(rated)
        const farNodes = await page.locator(".node-view").count()
        await page.goto(`${platform.url}/p/${id}?node=${Math.floor(size / 2)}`)
        await page.locator(".node-view.current").waitFor()
        await page.waitForTimeout(500)
        const near = [await frames(page, () => pan(page)), await frames(page, () => zoom(page))].map(rated)
        const nearNodes = await page.locator(".node-view").count()
        const fit = await frames(page, async () => {
          await page.locator(".pane").focus()
          await page.keyboard.press("0")
          await page.waitForTimeout(1_000)
        })
        rows.push([
          String(size),
          spread(visible.map(Math.round)),
          `${nearNodes} / ${farNodes}`,
          ...near,
          ...far,
          Math.round(fit.longest),
          Math.round(await heap(session))
        ])
      }

      say("a run of many events")
      const { id } = await aixplain.pipelines.create(graphOf(500, "paced"))
      const text = Array.from({ length: 12 }, (_, line) => `Line ${line}. ${"word ".repeat(600)}`).join("\n")
      const run = await aixplain.pipelines.ref(id).runAsync({ Text: text })
      let events = 0
      const stop = new AbortController()
      const counting = (async () => {
        for await (const _ of run.events({ signal: stop.signal })) events += 1
      })().catch(() => {})
      const live: (string | number)[][] = []
      for (const [name, path] of [
        ["far", `/runs/${run.id}`],
        ["near", `/runs/${run.id}?node=20`]
      ] as const) {
        await page.goto(platform.url + path)
        await page.locator("canvas.far-view, .node-view").first().waitFor()
        await page.waitForTimeout(1_000)
        const before = await heap(session)
        const [from, since] = [events, performance.now()]
        const painted = await frames(page, () => page.waitForTimeout(10_000))
        const rate = (1000 * (events - from)) / (performance.now() - since)
        live.push([name, Math.round(rate), rated(painted), Math.round((await heap(session)) - before)])
      }
      stop.abort()
      await aixplain.runs.cancel(run.id).catch(() => {})
      await counting
      return {
        tables: [
          {
            title: "A pipeline's page; frames as fps (95th percentile ms, longest task ms)",
            columns: [
              "nodes",
              "to the picture, ms",
              "mounted near / far",
              "pan near",
              "zoom near",
              "pan far",
              "zoom far",
              "fit, longest task ms",
              "heap MB"
            ],
            rows
          },
          {
            title: "A run of 500 nodes followed live for 10 s",
            columns: ["view", "events/s", "fps (95th percentile ms, longest task ms)", "heap growth MB"],
            rows: live
          }
        ],
        notes: [
          "Chromium headless without a GPU; platform, page and bench share the machine.",
          "To the picture: from the start of the navigation, with a warm cache, to the second frame that shows the graph."
        ]
      }
    } finally {
      await browser.close()
    }
  }
}
