/**
 * `ocr`, `text-detection` and `document-image-parsing`: printed text in an image, by Tesseract's English model.
 */
import { imageSize } from "image-size"
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import type { Inputs } from "../Inputs.ts"
import { isMedia } from "../readText.ts"
import { type Page, recognize } from "./recognizers.ts"

/** Of PNG, JPEG, WebP, GIF, BMP and TIFF, which Tesseract reads. */
const readable = new Set(["png", "jpg", "webp", "gif", "bmp", "tiff"])
/** A page at 600 dpi has 35 million. */
const MAX_PIXELS = 50_000_000

const requireImage = async (inputs: Inputs): Promise<Uint8Array> => {
  const value = inputs["image"]
  if (!isMedia(value)) throw new AssetError('The parameter "image" needs an image file.')
  const bytes = await value.bytes()
  const { height, type, width } = ((): ReturnType<typeof imageSize> => {
    try {
      return imageSize(bytes)
    } catch {
      throw new AssetError(`The file is ${value.mediaType}, which is not an image format that this server reads.`)
    }
  })()
  if (type === undefined || !readable.has(type)) {
    throw new AssetError(`Text recognition reads ${[...readable].join(", ")} images, not ${type ?? value.mediaType}.`)
  }
  if (width * height > MAX_PIXELS) {
    throw new AssetError(`The image has ${width} × ${height} pixels, more than ${MAX_PIXELS} in all: scale it down.`)
  }
  return bytes
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const boxOf = ({ x0, x1, y0, y1 }: { x0: number; x1: number; y0: number; y1: number }): Box => ({
  x: x0,
  y: y0,
  width: x1 - x0,
  height: y1 - y0
})

const textFunction =
  (answer: (page: Page) => { readonly data: string; readonly details?: Record<string, unknown> }) =>
  async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
    const page = await recognize(await requireImage(inputs), context.signal)
    const { data, details } = answer(page)
    context.report({ language: "en", details: { confidence: page.confidence, ...details } })
    return { data }
  }

const paragraphs = (page: Page) => (page.blocks ?? []).flatMap((block) => block.paragraphs)

/** The text, a line for each line; empty for an image without text. */
export const ocr = textFunction((page) => ({ data: page.text.trim() }))

/** JSON text: `[{ text, confidence, x, y, width, height }]`, a line each, in pixels from the top left. */
export const detectText = textFunction((page) => ({
  data: JSON.stringify(
    paragraphs(page).flatMap(({ lines }) =>
      lines.map((line) => ({ text: line.text.trim(), confidence: Math.round(line.confidence), ...boxOf(line.bbox) }))
    )
  )
}))

/** The text with a blank line between paragraphs; their boxes in the details. */
export const parseDocument = textFunction((page) => ({
  data: paragraphs(page)
    .map(({ text }) => text.trim())
    .join("\n\n"),
  details: { paragraphs: paragraphs(page).map(({ bbox }) => boxOf(bbox)) }
}))
