import { readdir, readFile, rm, stat, writeFile, chmod, mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { start } from "./Harness.ts"

const folder = async (): Promise<string> => {
  const data = await mkdtemp(join(tmpdir(), "platform-"))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  return data
}

describe("API keys", () => {
  it("are nowhere in the data folder but in local.key", async () => {
    const data = await folder()
    const { platform, client } = await start({ data })
    const other = platform.createKey("others")
    await client.call("listPipelines", { key: other })
    await platform.close()
    for (const name of await readdir(data)) {
      const file = join(data, name)
      if (!(await stat(file)).isFile()) continue
      const content = await readFile(file)
      expect({ name, holds: content.includes(other) }).toEqual({ name, holds: false })
      expect({ name, holds: content.includes(platform.apiKey) }).toEqual({ name, holds: name === "local.key" })
    }
  })

  it("of the development team is made anew when its file is gone, and the old one is forgotten", async () => {
    const data = await folder()
    const first = await start({ data })
    const old = first.platform.apiKey
    await first.platform.close()
    await rm(join(data, "local.key"))
    const second = await start({ data })
    expect(second.platform.apiKey).not.toBe(old)
    expect((await second.client.call("listPipelines", { key: old })).status).toBe(401)
    expect((await second.client.call("listPipelines")).status).toBe(200)
    await second.platform.close()
  })

  it("get their file closed to others again, and a file without a key is told", async () => {
    const data = await folder()
    const first = await start({ data })
    await first.platform.close()
    await chmod(join(data, "local.key"), 0o644)
    const second = await start({ data })
    expect((await stat(join(data, "local.key"))).mode & 0o777).toBe(0o600)
    await second.platform.close()
    await writeFile(join(data, "local.key"), "two words")
    await expect(start({ data })).rejects.toThrow("does not hold an API key")
  })

  it("do not come back in a refusal, wherever they were put", async () => {
    const { client, platform } = await start()
    const key = platform.apiKey
    const answers = [
      await client.call("getModel", { params: { id: key } }),
      await client.call("getModelByName", { params: { name: key } }),
      await client.send("GET", `/sdk/${key}`),
      await client.send("GET", `/${key}`),
      await client.call("createPipeline", { body: { name: "", architecture: { nodes: [{ number: key }] } } }),
      await client.call("createPipeline", { body: `{"${key}":`, headers: { "content-type": "application/json" } }),
      await client.call("createPipeline", { body: "x", headers: { "content-type": key } }),
      await client.call("openSession", { body: { code: key } }),
      await client.send("GET", `/files/${key}`),
      await client.send("PUT", `/files/upload/${key}?expires=1&signature=${key}`, { body: key })
    ]
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(text).not.toContain(key)
    }
  })

  it("may be given, and are not told in any refusal", async () => {
    const { client } = await start({ apiKey: "my-own-development-key" })
    expect((await client.call("listPipelines", { key: "my-own-development-key" })).status).toBe(200)
    for (const path of ["/sdk/pipelines/my-secret-guess-key", "/my-secret-guess-key"]) {
      const answer = await client.send("GET", path, { key: null, headers: { authorization: "Token another-secret" } })
      expect(answer.text).not.toContain("another-secret")
    }
  })
})
