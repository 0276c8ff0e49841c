import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cutText } from "../../src/nodes/cutText.ts"

const texts = (text: string, limit: number): readonly string[] => cutText(text, limit).map((piece) => piece.text)

describe("cutting a long text", () => {
  it("leaves a text that fits in one piece", () => {
    expect(cutText("short", 10)).toEqual([{ text: "short", start: 0, end: 5, separator: "" }])
  })

  it("cuts at line ends first, and joins lines as long as they fit", () => {
    expect(cutText("one\ntwo\nthree", 8)).toEqual([
      { text: "one\ntwo", start: 0, end: 7, separator: "\n" },
      { text: "three", start: 8, end: 13, separator: "" }
    ])
  })

  it("cuts a line that is too long at the ends of its sentences, then at spaces, then anywhere", () => {
    expect(texts("First one. Second one. Third.", 12)).toEqual(["First one.", "Second one.", "Third."])
    expect(texts("some words without an end", 10)).toEqual(["some words", "without an", "end"])
    expect(texts("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"])
    expect(texts("今日は雨です。明日は晴れます。", 8)).toEqual(["今日は雨です。", "明日は晴れます。"])
  })

  it("never cuts a line that fits, whatever stands around it", () => {
    const lines = fc.array(fc.stringMatching(/^[a-z .]{0,30}$/u), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(lines, fc.integer({ min: 8, max: 40 }), (list, limit) => {
        const pieces = texts(list.join("\n"), limit).flatMap((piece) => piece.split("\n"))
        expect(pieces).toEqual(expect.arrayContaining(list.filter((line) => line.length <= limit && line !== "")))
      })
    )
  })

  it("loses nothing: pieces and separators joined are the text, and no piece is too long or splits a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 2, max: 50 }), (text, limit) => {
        const pieces = cutText(text, limit)
        expect(pieces.map((piece) => piece.text + piece.separator).join("")).toBe(text)
        for (const piece of pieces) {
          expect(piece.text.length).toBeLessThanOrEqual(limit)
          expect(piece.text.isWellFormed()).toBe(true)
          expect(text.slice(piece.start, piece.end)).toBe(piece.text)
        }
      })
    )
  })
})
