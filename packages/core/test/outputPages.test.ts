import type { Output } from "@aixplain-ts/core/Outputs"
import { Runs } from "@aixplain-ts/core/Runs"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client, type Handle } from "./support/client.ts"

const pageOf = 3

interface Server {
  readonly size: number
  readonly extensions?: string
  /** Answers pages; by default as the contract says. */
  readonly pages?: Handle
  readonly type?: string
  /** Indexes of segments that failed. */
  readonly failed?: readonly number[]
}

/** A finished run whose output has so many texts behind URLs. */
const reading = ({ extensions = "files, runs, run-data", failed = [], pages, size, type = "text" }: Server) => {
  const answerPage: Handle = ({ url }) => {
    const from = Number(url.searchParams.get("page") ?? 0)
    const items = Array.from({ length: Math.min(pageOf, size - from) }, (_, place) =>
      failed.includes(from + place)
        ? { index: from + place, success: false, error: "gone" }
        : { index: from + place, success: true, type, value: `text ${from + place}` }
    )
    return json({ items, next: from + pageOf < size ? String(from + pageOf) : null, total: size })
  }
  const segments = Array.from({ length: size }, (_, index) =>
    failed.includes(index)
      ? { index, success: false, error: "gone" }
      : { index, success: true, output_type: type, response: `http://memory.test/files/${index}`, is_url: true }
  )
  const c = client((request, index, time) => {
    if (request.path.includes("/check/"))
      return json(
        { status: "SUCCESS", completed: true, data: [{ node_id: 4, label: "Out", segments }] },
        { headers: { "aixplain-extensions": extensions } }
      )
    if (request.path.includes("/outputs/")) return (pages ?? answerPage)(request, index, time)
    return new Response(`text ${request.path.split("/").at(-1)}`)
  })
  return {
    read: <A>(use: (output: Output) => Effect.Effect<A, any>) =>
      c.run(
        Effect.flatMap(
          Effect.flatMap(Runs, (runs) => runs.check("r1")),
          (found) => use(found.output("Out"))
        )
      ),
    asked: () => {
      const paths = c.requests.map(({ path }) => path).filter((path) => !path.includes("/check/"))
      return { pages: paths.filter((path) => path.includes("/outputs/")).length, files: paths.length }
    }
  }
}

const texts = (size: number): readonly string[] => Array.from({ length: size }, (_, index) => `text ${index}`)

describe("many texts behind URLs", () => {
  it("are read by pages, whichever reader asks, with failures in their place", async () => {
    const values = reading({ size: 10, failed: [4] })
    expect(await values.read((output) => output.values())).toEqual(
      texts(10).map((value, index) =>
        index === 4 ? { index, success: false, error: "gone" } : { index, success: true, value }
      )
    )
    expect(values.asked()).toEqual({ pages: 4, files: 4 })
    const text = reading({ size: 10, failed: [4] })
    expect(await text.read((output) => output.text())).toBe(texts(10).toSpliced(4, 1).join("\n"))
    expect(text.asked()).toEqual({ pages: 4, files: 4 })
  })

  it("are asked for page by page, no further than they are pulled", async () => {
    const some = reading({ size: 30 })
    const first = await some.read((output) => Stream.runCollect(Stream.take(output.each(), 2)))
    expect(first.map((item) => item.success && item.value)).toEqual(["text 0", "text 1"])
    expect(some.asked().pages).toBeLessThan(4)
  })

  it("are read in pages from eight on, and only from a server that declares the extension", async () => {
    const few = reading({ size: 7 })
    await few.read((output) => output.values())
    expect(few.asked()).toEqual({ pages: 0, files: 7 })
    const foreign = reading({ size: 8, extensions: "files" })
    await foreign.read((output) => output.values())
    expect(foreign.asked()).toEqual({ pages: 0, files: 8 })
    const media = reading({ size: 8, type: "audio" })
    expect((await media.read((output) => output.values()))[7]).toMatchObject({ value: { type: "audio" } })
    expect(media.asked()).toEqual({ pages: 0, files: 0 })
  })

  const odd: readonly [string, Handle][] = [
    ["that knows no such route", () => json({ message: "Not found" }, { status: 404 })],
    ["that has no page yet", () => json({ message: "The run continues." }, { status: 409 })],
    ["that answers something else", () => json({ items: "none" })],
    [
      "that skips a segment",
      () => json({ items: [{ index: 1, success: true, value: "text 1" }], next: null, total: 8 })
    ],
    [
      "that tells more segments than the answer has",
      () => json({ items: texts(9).map((value, index) => ({ index, success: true, value })), next: null, total: 9 })
    ],
    ["that ends early", () => json({ items: [{ index: 0, success: true, value: "text 0" }], next: null, total: 8 })],
    ["that goes in a circle", () => json({ items: [], next: "1", total: 8 })]
  ]
  it.each(odd)("are read by their URLs at a server %s", async (_, pages) => {
    const server = reading({ size: 8, pages })
    const values = await server.read((output) => output.values())
    expect(values.map((item) => item.success && item.value)).toEqual(texts(8))
  })

  it("that are too large for a page keep their URL", async () => {
    const server = reading({
      size: 8,
      pages: () =>
        json({
          items: texts(8).map((value, index) =>
            index === 3
              ? { index, success: true, type: "text", url: "http://memory.test/files/3" }
              : { index, success: true, type: "text", value }
          ),
          next: null,
          total: 8
        })
    })
    expect(await server.read((output) => output.text())).toBe(texts(8).join("\n"))
    expect(server.asked()).toEqual({ pages: 1, files: 2 })
  })
})
