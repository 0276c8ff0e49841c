import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { deflateSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { call, context, data, media } from "./calling.ts"

const isInstalled = (() => {
  try {
    const require = createRequire(import.meta.url)
    return ["tesseract.js", "@tesseract.js-data/eng"].every((name) => require.resolve(`${name}/package.json`))
  } catch {
    return false
  }
})()

// Four lines in DejaVu Sans, the last two set apart.
const receipt = readFileSync(new URL("receipt.png", import.meta.url))
const image = (bytes: Uint8Array, mediaType = "image/png") => media(mediaType, bytes)

/** A white PNG image; only its size matters. */
const blank = (width: number, height: number): Uint8Array => {
  const chunk = (type: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    let crc = ~0
    for (const byte of Buffer.concat([Buffer.from(type), body])) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0)
    }
    const check = Buffer.alloc(4)
    check.writeInt32BE(~crc)
    return Buffer.concat([length, Buffer.from(type), body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.min(width, 100), 255)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: Math.min(height, 100) }, () => row)))
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([magic, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))])
}

// Skipped where the recognizer is missing: `pnpm add -D tesseract.js @tesseract.js-data/eng` in packages/platform.
describe.skipIf(!isInstalled)("text recognition (needs tesseract.js)", () => {
  it("reads the lines of a page", async () => {
    const given = context()
    expect(await data("ocr", { image: image(receipt), featuretypes: "TEXT" }, given)).toBe(
      "The room was spotless.\nBreakfast ended at nine.\nTotal 1,299.50 euros\nThank you!"
    )
    expect(given.reported).toMatchObject({ language: "en", details: { confidence: 95 } })
  })

  it("finds lines with their boxes, and paragraphs", async () => {
    const [lines, page] = await Promise.all([
      data("text-detection", { image: image(receipt) }),
      data("document-image-parsing", { image: image(receipt) })
    ])
    expect(JSON.parse(String(lines))[2]).toEqual({
      text: "Total 1,299.50 euros",
      confidence: expect.any(Number),
      x: expect.closeTo(24, -1),
      y: expect.closeTo(145, -1),
      width: expect.closeTo(264, -1),
      height: expect.closeTo(23, -1)
    })
    expect(page).toContain("The room was spotless.\nBreakfast ended at nine.")
  })

  it("finds nothing on a blank page", async () => {
    const page = { image: image(blank(60, 40)) }
    expect(await Promise.all([data("ocr", page), data("text-detection", page)])).toEqual(["", "[]"])
  })

  it.each([
    [undefined, 'The parameter "image" needs an image file.'],
    ["http://example.com/a.png", 'The parameter "image" needs an image file.'],
    [
      image(new TextEncoder().encode("Hello"), "text/plain"),
      "The file is text/plain, which is not an image format that this server reads."
    ],
    [
      image(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
      "images, not svg."
    ],
    [image(blank(30_000, 30_000)), "The image has 30000 × 30000 pixels, more than 50000000 in all: scale it down."],
    [image(receipt.subarray(0, 200)), "The image cannot be read"]
  ])("explains what it cannot read (%#)", async (value, sentence) => {
    await expect(call("ocr", { image: value })).rejects.toThrow(sentence)
  })

  it("stops when its run is cancelled", async () => {
    const controller = new AbortController()
    const reading = call("ocr", { image: image(receipt) }, context({ signal: controller.signal }))
    controller.abort()
    await expect(reading).rejects.toMatchObject({ name: "AbortError" })
  })
})
