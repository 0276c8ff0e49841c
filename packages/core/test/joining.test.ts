/** Segments of a text that a server cut are put together with what stood between them. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Runs } from "@aixplain-ts/core/Runs"
import type { Output } from "@aixplain-ts/core/Outputs"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { client } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

interface Piece {
  readonly text: string
  readonly separator?: string | undefined
  readonly success?: boolean
  readonly start?: number
}

const read = <A>(pieces: readonly Piece[], use: (output: Output) => Effect.Effect<A, any>): Promise<A> => {
  const urls = pieces.map(({ text }) => text)
  const c = client((request) => {
    const file = /\/files\/(\d+)/.exec(request.path)?.[1]
    if (file !== undefined) return new Response(urls[Number(file)])
    const segments = pieces.map(({ separator, start, success = true, text }, index) => ({
      index,
      success,
      response: index % 2 === 0 ? `http://memory.test/files/${index}` : text,
      is_url: index % 2 === 0,
      output_type: "text",
      ...(separator !== undefined && { separator }),
      input_segment_info:
        start === undefined
          ? []
          : [
              { start: 0, end: 2, node_id: 9 },
              { start, end: start + text.length, node_id: 0 }
            ]
    }))
    return json({ status: "SUCCESS", completed: true, data: [{ node_id: 1, label: "Out", segments }] })
  })
  return c.run(Effect.flatMap(Runs, (runs) => Effect.flatMap(runs.check("r1"), (result) => use(result.output("Out")))))
}

const textOf = (pieces: readonly Piece[]) => read(pieces, (output) => output.text())

/** A text cut at random places, as pieces with what follows each. */
const cut = fc
  .array(
    fc.tuple(fc.string({ minLength: 1, unit: "grapheme" }), fc.constantFrom("", " ", "\n", "\r\n", "\u2028", " \t ")),
    {
      minLength: 1,
      maxLength: 6
    }
  )
  .map((parts) => {
    let start = 0
    const pieces = parts.map(([text, separator]) => {
      const piece: Piece = { text, separator, start }
      start += text.length + separator.length
      return piece
    })
    return { pieces, text: parts.flat().join("") }
  })

it("the pieces of a text make the text, to the last character", () =>
  fc.assert(
    fc.asyncProperty(cut, async ({ pieces, text }) => {
      expect(await textOf(pieces)).toBe(text)
    }),
    seeded(60)
  ))

it("instances are apart by a newline, and nothing is added at the end", () =>
  fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (instances) => {
      expect(await textOf(instances.flatMap(({ pieces }) => pieces))).toBe(instances.map(({ text }) => text).join("\n"))
    }),
    seeded(40)
  ))

it("a failed piece is left out with its separator, and still tells where the next instance begins", async () => {
  const pieces: Piece[] = [
    { text: "a", separator: " ", start: 0 },
    { text: "b", separator: "!", start: 2, success: false },
    { text: "c", separator: "", start: 4 },
    { text: "d", separator: "-", start: 0, success: false },
    { text: "e", separator: "", start: 2 }
  ]
  expect(await textOf(pieces)).toBe("a c\ne")
})

it("segments without the member are joined with newlines", async () => {
  expect(await textOf([{ text: "a" }, { text: "b" }, { text: "c" }])).toBe("a\nb\nc")
  expect(await textOf([{ text: "a", separator: " " }, { text: "b" }, { text: "c", separator: "" }])).toBe("a b\nc")
})

it("pieces of a server that tells no places are one instance", async () => {
  expect(
    await textOf([
      { text: "a", separator: " " },
      { text: "b", separator: "\n" }
    ])
  ).toBe("a b\n")
})

it("pieces with separators are saved as one file, others as one each", async () => {
  const folder = await mkdtemp(join(tmpdir(), "core-joining-"))
  try {
    const path = join(folder, "a.txt")
    const pieces = [
      { text: "\uFEFFa", separator: "\r\n", start: 0 },
      { text: "b", separator: " ", start: 3 }
    ]
    expect(await read(pieces, (output) => output.saveTo(path))).toEqual([path])
    expect(await readFile(path, "utf8")).toBe("\uFEFFa\r\nb ")
    expect(await readdir(folder)).toEqual(["a.txt"])
    const apart = [{ text: "a", separator: " " }, { text: "b" }]
    expect(await read(apart, (output) => output.saveTo(path))).toEqual([
      join(folder, "a-0.txt"),
      join(folder, "a-1.txt")
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})
