import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { encodeFrame, FrameReader } from "../../src/scripts/internal/frames.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe("frames between a server and a sandbox process", () => {
  it("come out as they went in, however the stream is cut", () => {
    const frames = fc.array(fc.tuple(fc.jsonValue(), fc.uint8Array({ maxLength: 300 })), { maxLength: 5 })
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sent, sizes) => {
        const stream = Buffer.concat(sent.flatMap(([head, body]) => encodeFrame(head, body)))
        const reader = new FrameReader(1 << 20)
        const received: [unknown, Uint8Array][] = []
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          for (const frame of reader.push(stream.subarray(at, at + size))) received.push([frame.head, frame.body])
          at += size
        }
        expect(received.map(([head, body]) => [head, Buffer.from(body).toString("hex")])).toEqual(
          sent.map(([head, body]) => [JSON.parse(JSON.stringify(head)), Buffer.from(body).toString("hex")])
        )
      })
    )
  })

  it("are refused before they arrive when they announce too much", () => {
    const [prefix] = encodeFrame({}, new Uint8Array(1000))
    expect(() => new FrameReader(500).push(prefix ?? bytes(""))).toThrow("more than the 500 allowed")
  })

  it("are refused when their head is not JSON", () => {
    const frame = Buffer.concat(encodeFrame("x"))
    frame.write("{", 8)
    expect(() => new FrameReader(500).push(frame)).toThrow(SyntaxError)
  })
})
