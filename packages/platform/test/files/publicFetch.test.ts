import type { LookupAddress } from "node:dns"
import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { isPublic, publicFetch, type PublicFetchOptions } from "../../src/files/PublicFetch.ts"

const limits = { isAllowed: isPublic, bytes: 1000, millis: 5000 }

const anywhere = (): boolean => true

const server = async (listener: RequestListener): Promise<{ readonly port: number; readonly hits: string[] }> => {
  const hits: string[] = []
  const listening = createServer((request, response) => {
    hits.push(`${request.headers.host} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    listening.closeAllConnections()
    listening.close()
  })
  return { port: (listening.address() as AddressInfo).port, hits }
}

/** A resolver that says what a test wants, once for each question. */
const resolver = (answers: readonly (readonly string[])[]): NonNullable<PublicFetchOptions["lookup"]> => {
  let n = 0
  return ((_: string, __: object, callback: (error: null, addresses: LookupAddress[]) => void) => {
    const addresses = answers[Math.min(n++, answers.length - 1)] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
    )
  }) as never
}

describe("addresses that inputs may reach", () => {
  it.each(["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])("are public ones: %s", (address) => {
    expect(isPublic(address)).toBe(true)
  })
  it.each([
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "::7f00:1",
    "::8.8.8.8",
    "1::1",
    "4000::1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2001::1",
    "nonsense"
  ])("are not special ones: %s", (address) => {
    expect(isPublic(address)).toBe(false)
  })
})

describe("fetching for an input", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://10.0.0.1:8080/"
  ])("refuses an address in the URL, however it is written: %s", async (url) => {
    await expect(publicFetch(limits)(url)).rejects.toThrow("is not a public address")
  })

  it.each(["file:///etc/passwd", "ftp://a.example/x", "gopher://a.example", "//a.example", "javascript:1"])(
    "refuses other protocols: %s",
    async (url) => {
      await expect(publicFetch(limits)(url)).rejects.toThrow("Only http and https")
    }
  )

  it("refuses a name that leads to a private address, also as one of several", async () => {
    const { port, hits } = await server((_, response) => response.end("secret"))
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"]])
      await expect(
        publicFetch({ ...limits, lookup: resolver([addresses]) })(`http://inside.example:${port}/`)
      ).rejects.toThrow("inside.example is not a public address")
    expect(hits).toEqual([])
  })

  it("connects to the address that was checked: a name that changes its mind gains nothing", async () => {
    const { port, hits } = await server((_, response) => response.end("secret"))
    let questions = 0
    const lookup = resolver([["203.0.113.9"]])
    const counting: NonNullable<PublicFetchOptions["lookup"]> = ((...args: Parameters<typeof lookup>) => {
      questions++
      lookup(...args)
    }) as never
    await expect(publicFetch({ ...limits, lookup: counting })(`http://rebind.example:${port}/`)).rejects.toThrow(
      "is not a public address"
    )
    expect(questions).toBe(1)
    expect(hits).toEqual([])
  })

  it("checks every redirect anew", async () => {
    const inside = await server((_, response) => response.end("secret"))
    const outside = await server((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/secret` }).end()
    )
    const fetch = (isAllowed: () => boolean) =>
      publicFetch({ ...limits, isAllowed })(`http://127.0.0.1:${outside.port}/`)
    await expect(fetch(anywhere)).resolves.toMatchObject({ bytes: Buffer.from("secret") })
    // The test's own server stands for a public one: only the first address is let through.
    let checks = 0
    await expect(fetch(() => checks++ === 0)).rejects.toThrow("is not a public address")
    expect([checks, outside.hits.length, inside.hits.length]).toEqual([2, 2, 1])
  })

  it("reports a redirect to something that is not an address", async () => {
    const { port } = await server((_, response) => response.writeHead(302, { location: "http://[half" }).end())
    await expect(
      publicFetch({ ...limits, isAllowed: anywhere })(`http://127.0.0.1:${port}/a?token=secret`)
    ).rejects.toThrow(/^http:\/\/127\.0\.0\.1:\d+\/a redirects to an address that is not valid\.$/)
  })

  it("is bounded in bytes, in time and in redirects, and tells no query", async () => {
    const fetch = publicFetch({ ...limits, isAllowed: anywhere, millis: 300 })
    const large = await server((_, response) => response.end(Buffer.alloc(1001)))
    await expect(fetch(`http://127.0.0.1:${large.port}/a?token=secret`)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+\/a is larger than 1000 bytes\.$/
    )
    const endless = await server((_, response) => void response.write(Buffer.alloc(2000)))
    await expect(fetch(`http://127.0.0.1:${endless.port}/`)).rejects.toThrow("is larger than 1000 bytes")
    const silent = await server(() => {})
    await expect(fetch(`http://127.0.0.1:${silent.port}/`)).rejects.toThrow("did not answer in time")
    const loop = await server((request, response) => response.writeHead(301, { location: request.url }).end())
    await expect(fetch(`http://127.0.0.1:${loop.port}/`)).rejects.toThrow("redirects more than 5 times")
    expect(loop.hits).toHaveLength(6)
  })

  it("says what came instead of a file, and whether another try may help", async () => {
    const fetch = publicFetch({ ...limits, isAllowed: anywhere })
    const missing = await server((_, response) => response.writeHead(404).end())
    await expect(fetch(`http://127.0.0.1:${missing.port}/`)).rejects.toMatchObject({
      message: expect.stringContaining("answered 404."),
      transient: false
    })
    const broken = await server((_, response) => response.writeHead(503).end())
    await expect(fetch(`http://127.0.0.1:${broken.port}/`)).rejects.toMatchObject({ transient: true })
    const cut = await server((request, response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("x", () => request.socket.destroy())
    })
    await expect(fetch(`http://127.0.0.1:${cut.port}/`)).rejects.toMatchObject({ transient: true })
    await expect(fetch("http://127.0.0.1:1/")).rejects.toThrow("cannot be reached (ECONNREFUSED)")
  })

  it("sends nothing of ours, and reads only the start where that is enough", async () => {
    let seen: object = {}
    const { port } = await server((request, response) => {
      seen = request.headers
      response.writeHead(200, { "content-type": "Audio/WAV; x=1" })
      response.write("0123456789")
    })
    const start = await publicFetch({ ...limits, isAllowed: anywhere })(`http://127.0.0.1:${port}/`, { startOnly: 4 })
    expect(start).toEqual({ bytes: Buffer.from("0123"), mediaType: "audio/wav" })
    expect(seen).toEqual({ host: `127.0.0.1:${port}`, accept: "*/*", connection: "close" })
  })

  it("stops when its run does", async () => {
    const { port, hits } = await server(() => {})
    const stop = new AbortController()
    const fetching = publicFetch({ ...limits, isAllowed: anywhere })(`http://127.0.0.1:${port}/`, {
      signal: stop.signal
    })
    await expect.poll(() => hits.length).toBe(1)
    stop.abort()
    await expect(fetching).rejects.toThrow("cannot be reached")
  })
})

describe("large files", () => {
  it("are read two at a time, so that many at once do not fill the memory", async () => {
    const chunk = Buffer.alloc(64 * 1024)
    let open = 0
    const { port } = await server((_, response) => {
      open++
      // 4 MiB: more than sockets buffer.
      for (let at = 0; at < 64; at++) response.write(chunk)
      response.end(() => open--)
    })
    const fetchFile = publicFetch({ isAllowed: anywhere, bytes: 8 * 1024 * 1024, millis: 20_000 })
    const files = await Promise.all(Array.from({ length: 6 }, (_, at) => fetchFile(`http://127.0.0.1:${port}/${at}`)))
    expect(files.map(({ bytes }) => bytes.length)).toEqual(Array(6).fill(64 * chunk.length))
    expect(open).toBe(0)
  })

  it("give up their place when they stall, and the next one is read", async () => {
    let asked = 0
    const { port } = await server((_, response) => {
      response.write(Buffer.alloc(2 * 1024 * 1024))
      if (++asked > 2) response.end()
    })
    const fetchFile = publicFetch({ isAllowed: anywhere, bytes: 8 * 1024 * 1024, millis: 20_000 })
    const stop = new AbortController()
    const stalled = [1, 2].map((at) => fetchFile(`http://127.0.0.1:${port}/${at}`, { signal: stop.signal }))
    const outcome = Promise.allSettled(stalled)
    await expect.poll(() => asked).toBe(2)
    const third = fetchFile(`http://127.0.0.1:${port}/3`)
    await expect.poll(() => asked).toBe(3)
    stop.abort(new Error("enough"))
    expect((await outcome).map(({ status }) => status)).toEqual(["rejected", "rejected"])
    expect((await third).bytes.length).toBe(2 * 1024 * 1024)
  })
})
