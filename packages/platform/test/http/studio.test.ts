import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import type { PlatformOptions } from "../../src/PlatformOptions.ts"
import { start, type Harness } from "./Harness.ts"

const studio = async (options: PlatformOptions = {}): Promise<Harness> => {
  const directory = await mkdtemp(join(tmpdir(), "studio-"))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await mkdir(join(directory, "assets"))
  await writeFile(
    join(directory, "index.html"),
    '<!doctype html><html><head><title>Studio</title></head><body><script type="module" src="/assets/a-123.js"></script></body></html>'
  )
  await writeFile(join(directory, "assets", "a-123.js"), "export {}")
  await writeFile(join(directory, "icon.svg"), "<svg/>")
  return start({ studio: { directory }, ...options })
}

const browser = { accept: "text/html,application/xhtml+xml" }

describe("the studio's pages", () => {
  it("are one page for every path that is no file, with a fresh nonce", async () => {
    const { client } = await studio()
    const nonces = new Set<string>()
    for (const path of ["/", "/pipelines/0123456789abcdef01234567", "/runs?status=FAILED"]) {
      const { status, headers, text } = await client.send("GET", path, { key: null, headers: browser })
      expect(status).toBe(200)
      expect(headers.get("content-type")).toBe("text/html; charset=utf-8")
      const policy = headers.get("content-security-policy") ?? ""
      const nonce = /<meta property="csp-nonce" nonce="([\w-]+)">/.exec(text)?.[1] ?? "none"
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toMatch(/unsafe|\*/)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
  })

  it("are files with their types, and hashed ones are kept by the browser", async () => {
    const { client } = await studio()
    const script = await client.send("GET", "/assets/a-123.js", { key: null })
    expect(script.headers.get("content-type")).toContain("text/javascript")
    expect(script.headers.get("cache-control")).toContain("immutable")
    expect((await client.send("GET", "/icon.svg", { key: null })).headers.get("content-type")).toBe("image/svg+xml")
  })

  it("never are anything outside their folder, nor an answer to programs", async () => {
    const { client } = await studio()
    for (const path of ["/..%2f..%2fetc%2fpasswd", "/assets/..%2f..%2flocal.key", "/assets/missing.js", "/%00"])
      expect((await client.send("GET", path, { key: null })).status).toBe(404)
    expect((await client.send("GET", "/nowhere", { key: null, headers: { accept: "application/json" } })).status).toBe(
      404
    )
    expect((await client.send("GET", "/sdk/pipelines", { key: null, headers: browser })).status).toBe(401)
    expect((await client.send("POST", "/", { key: null, body: {} })).status).toBe(404)
  })

  it("need a built folder", async () => {
    await expect(start({ studio: { directory: "/nowhere" } })).rejects.toThrow("has no index.html")
  })
})

describe("signing in", () => {
  const signIn = async ({ client, platform }: Harness) => {
    const code = new URL(platform.signInUrl()).hash.slice("#code=".length)
    const answer = await client.call("openSession", { key: null, body: { code } })
    return { code, answer, cookie: answer.headers.get("set-cookie") ?? "" }
  }

  it("trades a code once for a cookie that scripts cannot read and other sites cannot send", async () => {
    const harness = await studio()
    const { answer, code, cookie } = await signIn(harness)
    expect(answer.status).toBe(204)
    expect(cookie).toMatch(
      new RegExp(`^axp_session_${harness.platform.port}=[\\w-]+; Path=/; HttpOnly; SameSite=Strict$`)
    )
    expect(harness.platform.signInUrl()).not.toContain(harness.platform.apiKey)
    expect((await harness.client.call("openSession", { key: null, body: { code } })).status).toBe(401)
    expect((await harness.client.call("openSession", { key: null, body: { code: "guess" } })).status).toBe(401)
    expect((await harness.client.call("openSession", { key: null, body: {} })).status).toBe(400)
  })

  it("counts for the server's own page only", async () => {
    const harness = await studio()
    const { cookie } = await signIn(harness)
    const { client, platform } = harness
    const ask = async (headers: Record<string, string>, value = cookie.split(";")[0] ?? "") =>
      (await client.call("listPipelines", { key: null, headers: { cookie: value, ...headers } })).status
    expect(await ask({ "sec-fetch-site": "same-origin" })).toBe(200)
    expect(await ask({ origin: platform.url })).toBe(200)
    expect(await ask({ origin: platform.url, "sec-fetch-site": "same-origin" })).toBe(200)
    expect(await ask({})).toBe(401)
    for (const site of ["same-site", "cross-site", "none"]) expect(await ask({ "sec-fetch-site": site })).toBe(401)
    expect(await ask({ origin: "http://127.0.0.1:1" })).toBe(401)
    expect(await ask({ origin: platform.url, "sec-fetch-site": "cross-site" })).toBe(401)
    expect(await ask({ "sec-fetch-site": "same-origin" }, `axp_session_${platform.port}=guess`)).toBe(401)
    expect(await ask({ "sec-fetch-site": "same-origin" }, `axp_session_1=${cookie.split(/[=;]/)[1]}`)).toBe(401)
  })

  it("ends after its time, and codes do too", async () => {
    const harness = await studio({ clock: "virtual" })
    const { client, platform } = harness
    const unused = new URL(platform.signInUrl()).hash.slice("#code=".length)
    const { cookie } = await signIn(harness)
    await platform.clock.advance("13 hours")
    const headers = { cookie: cookie.split(";")[0] ?? "", "sec-fetch-site": "same-origin" }
    expect((await client.call("listPipelines", { key: null, headers })).status).toBe(401)
    expect((await client.call("openSession", { key: null, body: { code: unused } })).status).toBe(401)
  })
})
