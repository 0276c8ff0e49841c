import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { describe, expect, test } from "vitest"
import { shout, through } from "../../src/pipelines.ts"
import { hasChromium, unlessMissing, watchedPage } from "../../src/studio/browser.ts"
import { studioBuild } from "../../src/studio/build.ts"
import { runButton, studioWorld } from "../../src/studio/world.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

/** The same build with other file names, as another version has them. */
const renamed = (build: string): string => {
  const directory = temporaryFolder()
  cpSync(build, directory, { recursive: true })
  const assets = join(directory, "assets")
  const names = readdirSync(assets).filter((name) => /\.(?:js|css)$/.test(name))
  const next = (name: string): string => name.replace(/\.(?=js$|css$)/, "-next.")
  for (const name of names) renameSync(join(assets, name), join(assets, next(name)))
  for (const file of [join(directory, "index.html"), ...names.map((name) => join(assets, next(name)))]) {
    const text = names.reduce((all, name) => all.replaceAll(name, next(name)), readFileSync(file, "utf8"))
    writeFileSync(file, text)
  }
  return directory
}

describe.skipIf(!hasChromium)(`pages of the studio that are loaded later${unlessMissing}`, { timeout: 120_000 }, () => {
  const world = studioWorld([shout])

  /** The list of pipelines, on a server that can be started again with the same data and port. */
  const listed = async () => {
    const data = temporaryFolder()
    const first = await world.another({ data, assets: [shout] })
    await new Aixplain({ apiKey: first.apiKey, baseUrl: first.url }).pipelines.create(through("shout", "Kept"))
    const watched = await watchedPage(world.browser, first.url)
    watched.allowLines(/^PartMissing: /)
    await watched.page.goto(first.signInUrl())
    const link = watched.page.getByRole("link", { name: "Kept" })
    await link.waitFor()
    return { ...watched, link, data, first, port: first.port }
  }

  test("load when the server is back, if it was away when they were opened", async () => {
    const { allowOutage, data, first, link, page, port } = await listed()
    allowOutage()
    await first.close()
    await link.click()
    await page.getByRole("heading", { name: "This page loads when the server is back." }).waitFor()
    await page.getByText("The server does not answer.").first().waitFor()
    expect(await page.getByRole("navigation", { name: "Main" }).count()).toBe(1)
    await using _ = await world.another({ data, port, assets: [shout] })
    await runButton(page).waitFor({ timeout: 60_000 })
    expect(new URL(page.url()).pathname).toMatch(/^\/p\//)
  })

  test("are those of the server's new build after it was restarted with one", async () => {
    const { allow, allowOutage, data, first, link, page, port } = await listed()
    allowOutage()
    await first.close()
    const build = await studioBuild()
    const directory = renamed(build.directory)
    build.remove()
    await using _ = await startPlatform({ studio: { directory }, data, port, assets: [shout] })
    // The files of the build that the page came from.
    allow(404)
    await link.click()
    await runButton(page).waitFor({ timeout: 60_000 })
    await page.getByRole("application", { name: /^Graph of Kept/ }).waitFor()
    expect(await page.locator("script[src*='-next.js']").count()).toBe(1)
  })

  test("are loaded again once, and then the failure is shown with a way to load the page", async () => {
    const { id } = await world.aixplain.pipelines.create(through("shout", "Broken file"))
    const { allow, allowLines, page } = await world.open()
    allow(500)
    allowLines(/^PartMissing: /)
    const broken = "**/assets/PipelinePage-*"
    let isBroken = true
    await page.route(broken, (route) => (isBroken ? route.fulfill({ status: 500 }) : route.continue()))
    await page.getByRole("link", { name: "Broken file" }).click()
    await page.getByRole("heading", { name: "This page failed" }).waitFor()
    await page.getByText(/^A file of the studio could not be loaded/).waitFor()
    isBroken = false
    await page.getByRole("button", { name: "Reload the page" }).click()
    await runButton(page).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/p/${id}`)
  })
})
