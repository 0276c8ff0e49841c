import { expect, it } from "vitest"
import { hosts } from "../../src/http/Hosts.ts"

it("with a public address, a server on all interfaces refuses every other name", () => {
  const own = hosts({ port: 8799, address: "0.0.0.0", publicUrl: "https://pipelines.example" })
  expect(own.origin("pipelines.example")).toBe("https://pipelines.example")
  expect(own.origin("127.0.0.1:8799")).toBe("https://pipelines.example")
  for (const host of ["evil.example", "evil.example:8799", "0.0.0.0:8799", "pipelines.example.evil.example"])
    expect(() => own.origin(host)).toThrow("This server does not answer under that host name.")
})

it("without one, a server on all interfaces answers under any name, and one on loopback under its own only", () => {
  expect(hosts({ port: 8799, address: "0.0.0.0" }).origin("box.local:8799")).toBe("http://box.local:8799")
  expect(() => hosts({ port: 8799, address: "127.0.0.1" }).origin("box.local:8799")).toThrow("host name")
})
