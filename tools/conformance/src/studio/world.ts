/** Shared by the studio's tests: one platform that serves it, one browser, one client; set up per test file. */
import { type AssetDefinition, type Platform, type PlatformOptions, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import { launchChromium, type WatchedPage, watchedPage } from "./browser.ts"
import { type StudioBuild, studioBuild } from "./build.ts"

export interface StudioWorld {
  readonly platform: Platform
  readonly aixplain: Aixplain
  readonly browser: Browser
  /** A page with a session; the code works in the address of any page. */
  readonly open: (path?: string, options?: BrowserContextOptions) => Promise<WatchedPage>
  /** A separate platform for one test, with the studio. */
  readonly another: (options?: PlatformOptions) => Promise<Platform>
}

/** Call it in a group of tests; its parts exist once the tests run. */
export const studioWorld = (assets: readonly AssetDefinition[] = []): StudioWorld => {
  let build: StudioBuild | undefined
  let browser: Browser | undefined
  let platform: Platform | undefined
  beforeAll(async () => {
    ;[build, browser] = await Promise.all([studioBuild(), launchChromium()])
    platform = await startPlatform({ studio: { directory: build.directory }, assets })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await platform?.close()
    build?.remove()
  })
  const made = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error("The studio's world is set up before the first test.")
    return part
  }
  return {
    get platform() {
      return made(platform)
    },
    get browser() {
      return made(browser)
    },
    get aixplain() {
      return new Aixplain({ apiKey: made(platform).apiKey, baseUrl: made(platform).url })
    },
    another: (options = {}) => startPlatform({ studio: { directory: made(build).directory }, ...options }),
    async open(path = "/", options = {}) {
      const { signInUrl, url } = made(platform)
      const watched = await watchedPage(made(browser), url, options)
      await watched.page.goto(`${url}${path}${new URL(signInUrl()).hash}`)
      return watched
    }
  }
}

/** The state of a run in the page header. */
export const stateOf = (page: Page) => page.locator(".big-state")
/** One input of the form. */
export const field = (page: Page, label: string) => page.getByRole("textbox", { name: label, exact: true })
export const runButton = (page: Page) => page.getByRole("button", { name: "Run", exact: true })
/** One output of a run. */
export const output = (page: Page, label: string) => page.getByRole("article", { name: `Output ${label}` })
