import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, it } from "vitest"
import { incoming } from "../../src/routes/incoming.ts"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

it("frees the parts of a body that have passed, long before its end", async () => {
  const seen: WeakRef<Uint8Array>[] = []
  async function* body(): AsyncGenerator<Buffer> {
    for (let n = 0; n < 200; n++) yield Buffer.alloc(65_536)
  }
  for await (const chunk of incoming(Readable.from(body()) as IncomingMessage, 30_000)) {
    seen.push(new WeakRef(chunk))
    // A reference that was just made or read holds until the turn ends.
    await new Promise((resolve) => setImmediate(resolve))
    if (seen.length < 200) continue
    collectGarbage()
    expect(seen.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(40)
  }
  expect(seen).toHaveLength(200)
})
