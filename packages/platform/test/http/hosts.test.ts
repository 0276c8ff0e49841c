import { describe, expect, it } from "vitest"
import { hosts } from "../../src/http/Hosts.ts"
import type { HttpError } from "../../src/replies/HttpError.ts"

const refusal = (act: () => unknown): HttpError => {
  try {
    act()
  } catch (error) {
    return error as HttpError
  }
  throw new Error("The name was accepted.")
}

it("with a public address, a server on all interfaces refuses every other name", () => {
  const own = hosts({ port: 8799, address: "0.0.0.0", publicUrl: "https://pipelines.example" })
  expect(own.origin("pipelines.example")).toBe("https://pipelines.example")
  expect(own.origin("127.0.0.1:8799")).toBe("https://pipelines.example")
  for (const host of ["evil.example", "evil.example:8799", "0.0.0.0:8799", "pipelines.example.evil.example"])
    expect(() => own.origin(host)).toThrow("This server does not answer under that host name.")
})

it("without one, a server on all interfaces answers under any name, and one on loopback under its own only", () => {
  expect(hosts({ port: 8799, address: "0.0.0.0" }).origin("box.local:8799")).toBe("http://box.local:8799")
  for (const address of ["127.0.0.1", "::1", "localhost"])
    expect(() => hosts({ port: 8799, address }).origin("box.local:8799")).toThrow("host name")
})

it("a name that is refused gets status 421 and the right address", () => {
  const local = refusal(() => hosts({ port: 8799, address: "127.0.0.1" }).origin("evil.example"))
  expect(local).toMatchObject({ status: 421, message: "This server does not answer under that host name." })
  expect(JSON.stringify(local)).toContain("Use http://127.0.0.1:8799.")
  const open = { port: 8799, address: "0.0.0.0", publicUrl: "https://pipelines.example/path" }
  expect(JSON.stringify(refusal(() => hosts(open).origin("evil.example")))).toContain("Use https://pipelines.example.")
})

describe("loopback", () => {
  it.each(["127.0.0.1:8799", "localhost:8799", "[::1]:8799", "LOCALHOST:8799"])("answers under %s", (host) => {
    const own = hosts({ port: 8799, address: "127.0.0.1" })
    expect(own.origin(host)).toBe(`http://${host.toLowerCase()}`)
    expect(own.isOwn(host)).toBe(true)
  })

  it("answers without a port on port 80 only, and under no other port", () => {
    const web = hosts({ port: 80, address: "127.0.0.1" })
    for (const host of ["localhost", "localhost:80", "[::1]", "127.0.0.1:80"]) expect(web.isOwn(host)).toBe(true)
    expect(web.isOwn("localhost:8799")).toBe(false)
    const other = hosts({ port: 8799, address: "127.0.0.1" })
    for (const host of ["localhost", "localhost:80", "127.0.0.1"]) expect(other.isOwn(host)).toBe(false)
  })
})

it("a request without a Host is answered as the public address, or the one that the server listens on", () => {
  expect(hosts({ port: 8799, address: "127.0.0.1" }).origin(undefined)).toBe("http://127.0.0.1:8799")
  expect(hosts({ port: 8799, address: "::1" }).origin(undefined)).toBe("http://[::1]:8799")
  const open = hosts({ port: 8799, address: "0.0.0.0", publicUrl: "https://pipelines.example" })
  expect(open.origin(undefined)).toBe("https://pipelines.example")
})

it("a URL is the server's own under the public address and loopback, whatever names it answers under", () => {
  const open = hosts({ port: 8799, address: "0.0.0.0", publicUrl: "https://pipelines.example:8443" })
  expect(open.isOwn("pipelines.example:8443")).toBe(true)
  expect(open.isOwn("PIPELINES.example:8443")).toBe(true)
  expect(open.isOwn("pipelines.example")).toBe(false)
  expect(hosts({ port: 8799, address: "0.0.0.0" }).isOwn("box.local:8799")).toBe(false)
})
