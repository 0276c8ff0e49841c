import { connect, type Socket } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { start } from "./Harness.ts"

/** Opens a plain connection; `text` is everything that came back until it ended. */
const dial = (port: number): { readonly socket: Socket; readonly text: Promise<string> } => {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true })
  onTestFinished(() => {
    socket.destroy()
  })
  const text = new Promise<string>((resolve) => {
    let all = ""
    socket.on("data", (chunk: Buffer) => (all += chunk.toString()))
    socket.on("end", () => resolve(all))
    socket.on("error", () => resolve(all))
    socket.on("close", () => resolve(all))
  })
  return { socket, text }
}

const statusOf = (text: string): number => Number(text.split(" ")[1])
const bodyOf = (text: string): { statusCode: number; message: string } =>
  JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4))

describe("a bad day at the socket", () => {
  it("what is not HTTP is refused in the wire's own form", async () => {
    const { platform, client } = await start()
    for (const nonsense of ["hello there\r\n\r\n", "\u0016\u0003\u0001\u0000\u0000", "GET / HTTP/9.9\r\n\r\n"]) {
      const { socket, text } = dial(platform.port)
      socket.write(nonsense)
      const answer = await text
      expect(statusOf(answer)).toBe(400)
      expect(bodyOf(answer)).toMatchObject({ statusCode: 400 })
      expect(answer.toLowerCase()).toContain("aixplain-extensions: ")
    }
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("headers larger than the limit are refused with 431", async () => {
    const { platform, client } = await start({ limits: { headerBytes: 8 * 1024 } })
    const { socket, text } = dial(platform.port)
    socket.write(`GET /health HTTP/1.1\r\nhost: 127.0.0.1:${platform.port}\r\nx: ${"y".repeat(20_000)}\r\n\r\n`)
    expect(statusOf(await text)).toBe(431)
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("a head that never ends is given up with 408", async () => {
    const { platform, client } = await start({ limits: { headMillis: 50 } })
    const { socket, text } = dial(platform.port)
    socket.write("GET /health HTTP/1.1\r\nhost: x")
    expect(statusOf(await text)).toBe(408)
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("a body that never ends is given up with 408, and the connection with it", async () => {
    const { platform, client } = await start({ limits: { bodyMillis: 30 } })
    const { socket, text } = dial(platform.port)
    socket.write(
      `POST /sdk/pipelines HTTP/1.1\r\nhost: 127.0.0.1:${platform.port}\r\nx-api-key: ${platform.apiKey}\r\n` +
        'content-type: application/json\r\ncontent-length: 100\r\n\r\n{"name'
    )
    const answer = await text
    expect(statusOf(answer)).toBe(408)
    expect(bodyOf(answer).message).toBe("The body did not arrive within 30 ms.")
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("a sender that says it is done still gets its answer", async () => {
    const { platform } = await start()
    const { socket, text } = dial(platform.port)
    socket.end(`GET /health HTTP/1.1\r\nhost: 127.0.0.1:${platform.port}\r\n\r\n`)
    expect(statusOf(await text)).toBe(200)
  })

  it("a sender that vanishes in the middle leaves the server as it was", async () => {
    const { platform, client, reported } = await start()
    for (const part of [
      "",
      "POST /sdk",
      'POST /sdk/pipelines HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"a"'
    ]) {
      const { socket } = dial(platform.port)
      await new Promise<void>((resolve) => socket.write(part, () => resolve()))
      socket.resetAndDestroy()
    }
    expect((await client.call("listPipelines")).status).toBe(200)
    expect(reported).toEqual([])
  })

  it("a request without Host, or in an old version, is answered or refused, never lost", async () => {
    const { platform } = await start()
    const old = dial(platform.port)
    old.socket.write("GET /health HTTP/1.0\r\n\r\n")
    expect(statusOf(await old.text)).toBe(200)
    const hostless = dial(platform.port)
    hostless.socket.write("GET /health HTTP/1.1\r\nconnection: close\r\n\r\n")
    expect(statusOf(await hostless.text)).toBe(400)
  })

  it("requests sent at once on one connection are answered in order", async () => {
    const { platform } = await start()
    const { socket, text } = dial(platform.port)
    const head = `host: 127.0.0.1:${platform.port}\r\nx-api-key: ${platform.apiKey}\r\n`
    socket.write(
      `GET /health HTTP/1.1\r\n${head}\r\nGET /nowhere HTTP/1.1\r\n${head}\r\nGET /sdk/licenses HTTP/1.1\r\n${head}connection: close\r\n\r\n`
    )
    expect([...(await text).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404", "200"])
  })

  it("a connection can be used again after a refused body", async () => {
    const { platform } = await start({ limits: { bodyBytes: 100 } })
    const { socket, text } = dial(platform.port)
    const head = `host: 127.0.0.1:${platform.port}\r\nx-api-key: ${platform.apiKey}\r\n`
    socket.write(
      `POST /sdk/pipelines HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: 5000\r\n\r\n${"x".repeat(5000)}` +
        `GET /health HTTP/1.1\r\n${head}connection: close\r\n\r\n`
    )
    expect([...(await text).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["413", "200"])
  })
})
