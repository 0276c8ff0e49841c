import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { get } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
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
  it("are one page for every path that is not a file, with a fresh nonce", async () => {
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

  it("are sent compressed to whoever accepts it, as they are to others, and never in a refused encoding", async () => {
    const { platform } = await studio()
    // `fetch` would take the encoding off again.
    const ask = (path: string, encoding?: string) =>
      new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>((resolve, reject) => {
        const headers = { accept: "text/html", ...(encoding !== undefined && { "accept-encoding": encoding }) }
        get(`${platform.url}${path}`, { headers }, (response) => {
          const chunks: Buffer[] = []
          response.on("data", (chunk: Buffer) => chunks.push(chunk))
          response.on("end", () =>
            resolve({
              encoding: response.headers["content-encoding"],
              vary: response.headers.vary,
              body: Buffer.concat(chunks)
            })
          )
        }).on("error", reject)
      })
    const decoded = ({ body, encoding }: Awaited<ReturnType<typeof ask>>): string =>
      (encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body).toString()
    for (const path of ["/", "/assets/a-123.js", "/icon.svg"]) {
      const plain = await ask(path)
      const wanted: readonly [string | undefined, string | undefined][] = [
        [undefined, undefined],
        ["identity", undefined],
        ["gzip, deflate, br, zstd", "br"],
        ["gzip", "gzip"],
        ["br;q=0, gzip;q=0.5", "gzip"],
        ["gzip;q=1.0, br;q=0.1", "gzip"],
        ["*", "br"],
        ["*;q=0", undefined],
        ["br;q=x", undefined]
      ]
      for (const [accepted, used] of wanted) {
        const answer = await ask(path, accepted)
        expect([accepted, answer.encoding]).toEqual([accepted, used])
        expect(answer.vary).toContain("accept-encoding")
        const same = (text: string) => text.replaceAll(/nonce="[^"]*"/g, "")
        expect(same(decoded(answer))).toBe(same(plain.body.toString()))
      }
    }
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

  it("outlives a restart with a data folder, which holds nothing that a cookie could be made from", async () => {
    const data = await mkdtemp(join(tmpdir(), "data-"))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const first = await studio({ data })
    const { code, cookie } = await signIn(first)
    const { port } = first.platform
    const secret = cookie.split(/[=;]/)[1] ?? ""
    await first.platform.close()
    const kept = await readFile(join(data, "sessions.json"), "utf8")
    expect(secret).toMatch(/^[\w-]{32}$/)
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(code)
    expect((await stat(join(data, "sessions.json"))).mode & 0o777).toBe(0o600)

    const second = await studio({ data, port })
    const headers = { cookie: cookie.split(";")[0] ?? "", "sec-fetch-site": "same-origin" }
    const listed = () => second.client.call("listPipelines", { key: null, headers })
    expect((await listed()).status).toBe(200)
    expect((await second.client.call("openSession", { key: null, body: { code } })).status).toBe(401)
  })

  it("starts without sign-ins where the folder's file is damaged", async () => {
    const data = await mkdtemp(join(tmpdir(), "data-"))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    for (const damage of ["", "{", '[1,[2],["a",null]]', '{"a":1}']) {
      await writeFile(join(data, "sessions.json"), damage)
      const harness = await studio({ data })
      expect((await signIn(harness)).answer.status).toBe(204)
      await harness.platform.close()
    }
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
