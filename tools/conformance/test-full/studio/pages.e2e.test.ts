import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineAsset, type Media } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { describe, expect, test } from "vitest"
import { gated, inputless, pair, shout, through } from "../../src/pipelines.ts"
import { hasChromium, unlessMissing, watchedPage } from "../../src/studio/browser.ts"
import { field, output, runButton, stateOf, studioWorld } from "../../src/studio/world.ts"
import { tone } from "../../src/tone.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url))

/** INPUT Sound → one asset → OUTPUT Heard. */
const soundThrough = (assetId: string) => ({
  name: "Sound",
  nodes: [
    {
      number: 0,
      label: "Sound",
      type: "INPUT",
      dataType: ["audio"],
      outputValues: [{ code: "input", dataType: "audio" }]
    },
    {
      number: 1,
      label: "Echo",
      type: "ASSET",
      function: "audio-source-separation",
      functionType: "ai",
      assetId,
      inputValues: [{ code: "audio", dataType: "audio" }],
      outputValues: [{ code: "data", dataType: "audio" }]
    },
    {
      number: 2,
      label: "Heard",
      type: "OUTPUT",
      dataType: ["audio"],
      inputValues: [{ code: "output", dataType: "audio" }]
    }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "audio" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

describe.skipIf(!hasChromium)(`the studio's pages${unlessMissing}`, { timeout: 90_000 }, () => {
  const stuck = gated()
  const world = studioWorld([shout, defineAsset({ ...stuck.asset, id: "stuck" })])

  test("runs several inputs and keeps their outputs apart", async () => {
    const { id } = await world.aixplain.pipelines.create(pair("shout"))
    const { page } = await world.open(`/p/${id}`)
    await field(page, "First").fill("one")
    await runButton(page).click()
    // Nothing was sent: the form names the field and focuses it.
    await page.getByText("Give “Second” a value.").waitFor()
    expect(await field(page, "Second").evaluate((field) => field === document.activeElement)).toBe(true)
    await field(page, "Second").fill("two")
    await runButton(page).click()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(await output(page, "One").locator("pre").innerText()).toBe("ONE")
    expect(await output(page, "Two").locator("pre").innerText()).toBe("TWO")
  })

  test("uploads a file with the run and plays the output, from this server only", async () => {
    const heard: string[] = []
    await using own = await world.another({
      assets: [
        defineAsset({
          id: "echo",
          function: "audio-source-separation",
          run: async ({ audio }: { audio: Media }) => {
            heard.push(audio.mediaType)
            return { data: { content: await audio.bytes(), mediaType: "audio/wav" } }
          }
        })
      ]
    })
    const { id } = await new Aixplain({ apiKey: own.apiKey, baseUrl: own.url }).pipelines.create(soundThrough("echo"))
    const { page } = await watchedPage(world.browser, own.url)
    await page.goto(`${own.url}/p/${id}${new URL(own.signInUrl()).hash}`)
    await page
      .locator('[data-file-for="Sound"]')
      .setInputFiles({ name: "tone.wav", mimeType: "audio/wav", buffer: Buffer.from(tone()) })
    await page.getByText("Uploaded with the run.").waitFor()
    await runButton(page).click()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(heard).toEqual(["audio/wav"])
    const player = output(page, "Heard").locator("audio")
    await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 0)
    expect(await player.getAttribute("src")).toContain(own.url)
  })

  test("cancels an active run", async () => {
    const { id } = await world.aixplain.pipelines.create(through("stuck"))
    const run = await world.aixplain.pipelines.ref(id).runAsync({ Text: "wait" })
    await stuck.started
    const { page } = await world.open(`/runs/${run.id}`)
    await page.getByRole("button", { name: "Cancel" }).click()
    await stateOf(page).getByText("cancelled").waitFor()
    expect(await page.getByRole("alert").innerText()).toContain("The run was cancelled.")
    expect((await world.aixplain.runs.get(run.id)).status).toBe("ABORTED")
    // It did not fail: neither the note nor the list has the sign of a failure.
    expect(await page.getByRole("alert").locator(".sign").innerText()).toBe("⊘")
    await page.goto(`${world.platform.url}/runs?pipeline=${id}`)
    await page.getByRole("row", { name: /cancelled/ }).waitFor()
    expect(await page.getByText("Why it failed").count()).toBe(0)
  })

  test("shows why a run was not started, with the request id for the server's log", async () => {
    const { id } = await world.aixplain.pipelines.create(through("shout", "Gone soon"))
    const { allow, page } = await world.open(`/p/${id}`)
    await field(page, "Text").fill("hello")
    await world.aixplain.pipelines.delete(id)
    allow(404)
    await runButton(page).click()
    const alert = page.getByRole("alert")
    await alert.getByText("The run was not started.").waitFor()
    expect(await alert.innerText()).toMatch(new RegExp(`${id}[^]*Request [0-9a-f-]{36}`))
    await page.reload()
    await page.getByText("Pipeline not found.").waitFor()
    await page.goto(`${world.platform.url}/runs/00000000-0000-4000-8000-000000000000`)
    await page.getByText("Run not found.").waitFor()
  })

  test("shows problems of a pipeline at its nodes, and does not run it", async () => {
    const broken = through("shout", "Broken")
    await world.aixplain.pipelines.create({
      ...broken,
      links: [...broken.links, { from: 1, to: 9, paramMapping: [] }]
    })
    await world.aixplain.pipelines.create(inputless)
    const { page } = await world.open()
    const row = page.getByRole("row", { name: /Broken/ })
    expect(await row.innerText()).toContain("1 error")
    await row.getByRole("link").click()
    await page.getByText("It has 1 error and cannot run.").waitFor()
    expect(await runButton(page).isDisabled()).toBe(true)
    await page
      .getByText(/node 9 does not exist/)
      .first()
      .waitFor()
    await page.getByRole("button", { name: "Show", exact: true }).first().click()
    await page.getByRole("region", { name: "Node Model 1" }).waitFor()
    expect(page.url()).toContain("node=1")
    await page.getByRole("img", { name: /^Model 1.*1 error/ }).waitFor()
  })

  test("distinguishes loading, empty and filtered lists, and adds a pipeline from a file", async () => {
    await using own = await world.another()
    const { page } = await watchedPage(world.browser, own.url)
    await page.goto(own.signInUrl())
    await page.getByText("No pipelines yet.").waitFor()
    const folder = temporaryFolder()
    await writeFile(join(folder, "broken.json"), "{ nodes")
    await page.getByTestId("add-file").setInputFiles(join(folder, "broken.json"))
    await page
      .getByRole("alert")
      .getByText(/broken\.json is not valid JSON/)
      .waitFor()
    await page.getByTestId("add-file").setInputFiles(join(examples, "pipelines/guest-reviews.json"))
    await page.waitForURL(/\/p\/[0-9a-f]{24}$/)
    await page.getByRole("link", { name: "Pipelines" }).first().click()
    await page.getByLabel("Search pipelines").fill("nothing like it")
    await page.getByText("No pipeline matches “nothing like it”.").waitFor()
    await page.getByRole("button", { name: "Clear the filter" }).click()
    await page.getByRole("link", { name: "Guest reviews" }).waitFor()
    await page.getByText("Onboarded").click()
    await page.getByText("No pipeline is onboarded.").waitFor()
    expect(new URL(page.url()).search).toBe("?status=onboarded")
  })

  test("reports that the server is unreachable, and continues when it is back", async () => {
    const data = temporaryFolder()
    const first = await world.another({ data, assets: [shout] })
    const { port } = first
    await new Aixplain({ apiKey: first.apiKey, baseUrl: first.url }).pipelines.create(through("shout", "Kept"))
    const { allowOutage, page } = await watchedPage(world.browser, first.url)
    await page.goto(first.signInUrl())
    await page.getByRole("link", { name: "Kept" }).click()
    await runButton(page).waitFor()
    await first.close()
    allowOutage()
    await field(page, "Text").fill("hello")
    await runButton(page).click()
    await page.getByText("The server does not answer.").first().waitFor()
    // It is unknown whether the request reached the server: the form offers the same request again.
    const again = page.getByRole("button", { name: "Try again (cannot start twice)" })
    expect(await again.isDisabled()).toBe(true)
    // With a data folder the sign-in survives the restart: the page continues with the entered values.
    await using second = await world.another({ data, port, assets: [shout] })
    await page.getByText("The server does not answer.").first().waitFor({ state: "detached" })
    expect(await field(page, "Text").inputValue()).toBe("hello")
    await runButton(page)
      .or(page.getByRole("button", { name: /^Try again/ }))
      .click()
    await stateOf(page).getByText("succeeded").waitFor()
    expect(second.port).toBe(port)
  })

  test("shows the sign-in over the page after a restart of a server without a data folder", async () => {
    const first = await world.another()
    const { port } = first
    const document = through("", "Kept")
    const { id } = await new Aixplain({ apiKey: first.apiKey, baseUrl: first.url }).pipelines.create(document)
    const { allow, allowOutage, page } = await watchedPage(world.browser, first.url)
    await page.goto(`${first.url}/p/${id}${new URL(first.signInUrl()).hash}`)
    await field(page, "Text").fill("hello")
    allowOutage()
    await first.close()
    await using second = await world.another({ port })
    allow(401, 404)
    await page.getByRole("heading", { name: "Sign in" }).waitFor({ timeout: 60_000 })
    await page.getByText("The page behind this one stays as it is.").waitFor()
    expect(await field(page, "Text").inputValue()).toBe("hello")
    await page.getByLabel("Address or code").fill(second.signInUrl())
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Sign in" }).waitFor({ state: "detached" })
  })

  test("shows the last run of a pipeline, however old, and “never” only without runs", async () => {
    await using own = await world.another({ assets: [shout] })
    const client = new Aixplain({ apiKey: own.apiKey, baseUrl: own.url })
    const old = await client.pipelines.create(through("shout", "Ran first"))
    await client.pipelines.create(through("shout", "Ran never"))
    const busy = await client.pipelines.create(through("shout", "Ran often"))
    await (await old.runAsync("a")).result()
    for await (const _ of client.runMany(
      busy,
      Array.from({ length: 101 }, () => "a")
    ));
    const { page } = await watchedPage(world.browser, own.url)
    await page.goto(own.signInUrl())
    await page
      .getByRole("row", { name: /Ran first/ })
      .getByText("succeeded")
      .waitFor()
    await page
      .getByRole("row", { name: /Ran never/ })
      .getByText("never", { exact: true })
      .waitFor()
    await page.getByText("3 pipelines", { exact: true }).waitFor()
    expect(await page.getByText("never", { exact: true }).count()).toBe(1)
  })
})
