/** A step of the wall clock ends no session, link or upload, and gives nobody requests. */
import { startPlatform } from "@aixplain-ts/platform"
import { expect, it, onTestFinished } from "vitest"

it.each([-2, -1, 1, 2])("a step by %i days moves neither rates nor links, uploads or sign-in codes", async (days) => {
  const platform = await startPlatform({
    clock: "virtual",
    rateLimits: { requests: { requests: 3, perMillis: 60_000 } }
  })
  onTestFinished(() => platform.close())
  const headers = { "x-api-key": platform.apiKey, "content-type": "application/json" }
  const ask = (): Promise<Response> => fetch(`${platform.url}/ext/runs`, { headers })
  const code = new URL(platform.signInUrl()).hash.slice("#code=".length)
  const reserved = await fetch(`${platform.url}/sdk/file/upload/temp-url`, {
    method: "POST",
    headers,
    body: JSON.stringify({ contentType: "text/plain", originalName: "a.txt" })
  })
  const { uploadUrl, downloadUrl } = (await reserved.json()) as { uploadUrl: string; downloadUrl: string }
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
  platform.clock.step(`${days} days`)
  expect((await ask()).status).toBe(429)
  expect((await fetch(uploadUrl, { method: "PUT", body: "hello" })).status).toBe(200)
  platform.clock.step(`${-2 * days} days`)
  expect(await (await fetch(downloadUrl)).text()).toBe("hello")
  const signIn = await fetch(`${platform.url}/ext/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: platform.url, "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ code })
  })
  expect(signIn.status).toBe(204)
  await platform.clock.advance("1 minute")
  expect((await ask()).status).toBe(200)
  // Time that passes does end them.
  await platform.clock.advance("8 days")
  expect((await fetch(uploadUrl, { method: "PUT", body: "hello" })).status).toBe(403)
  expect((await fetch(downloadUrl)).status).toBe(404)
})
