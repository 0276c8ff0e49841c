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

  it("never cuts what a reader sees as one character, unless it alone is too long", () => {
    const family = "👨‍👩‍👧‍👦"
    expect(texts(family.repeat(4), family.length * 2)).toEqual([family.repeat(2), family.repeat(2)])
    expect(texts("🇩🇪🇫🇷🇯🇵", 9)).toEqual(["🇩🇪🇫🇷", "🇯🇵"])
    expect(texts("e\u0301".repeat(4), 3)).toEqual(["e\u0301", "e\u0301", "e\u0301", "e\u0301"])
    expect(texts("👍🏽👍🏽", 5)).toEqual(["👍🏽", "👍🏽"])
    const hangul = "\u1100\u1161\u11A8"
    expect(texts(hangul.repeat(3), 4)).toEqual([hangul, hangul, hangul])
    expect(cutText("abc\r\nabcd", 4)).toEqual([
      { text: "abc", start: 0, end: 3, separator: "\r\n" },
      { text: "abcd", start: 5, end: 9, separator: "" }
    ])
    // Longer than a piece by itself: between two code points.
    expect(texts(`a${"\u0301".repeat(7)}`, 4).join("")).toBe(`a${"\u0301".repeat(7)}`)
    expect(texts(family, 4).every((text) => text.isWellFormed() && text.length <= 4)).toBe(true)
  })

  it("keeps what follows a sentence or a line that had to be cut", () => {
    expect(cutText("abcdefgh. ijk", 4)).toEqual([
      { text: "abcd", start: 0, end: 4, separator: "" },
      { text: "efgh", start: 4, end: 8, separator: "" },
      { text: ".", start: 8, end: 9, separator: " " },
      { text: "ijk", start: 10, end: 13, separator: "" }
    ])
    expect(cutText("abcdef\n\ngh", 4).map(({ text, separator }) => text + separator)).toEqual(["abcd", "ef\n\n", "gh"])
    const word = `${"x".repeat(1500)}\n`
    expect(cutText(word.repeat(2), 1500).map(({ separator }) => separator)).toEqual(["\n", "\n"])
  })

  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })
  const nasty = fc.constantFrom(
    ...Array.from("ab .。!\n\r\t\u2028\u00A0\u200D\u200C\uFE0F\u0301\u0600\u0903\u1100\u1161\u11A8\u3000\uFF9E"),
    "\r\n",
    "👨‍👩‍👧‍👦",
    "👍🏽",
    "🏽",
    "🇩🇪",
    "🇩",
    "\u{110BD}",
    "क्षि",
    ". ",
    "。\uFE00"
  )

  it("cuts random texts of joined characters between them, and what is joined again is the text", () => {
    fc.assert(
      fc.property(
        fc.array(nasty, { maxLength: 120 }).map((parts) => parts.join("")),
        fc.integer({ min: 12, max: 60 }),
        (text, limit) => {
          const boundaries = new Set([...graphemes.segment(text)].map(({ index }) => index)).add(text.length)
          const longest = Math.max(0, ...[...graphemes.segment(text)].map(({ segment }) => segment.length))
          const pieces = cutText(text, limit)
          expect(pieces.map((piece) => piece.text + piece.separator).join("")).toBe(text)
          for (const { start, end } of pieces) {
            expect(end - start).toBeLessThanOrEqual(limit)
            expect(longest > limit || (boundaries.has(start) && boundaries.has(end))).toBe(true)
          }
        }
      ),
      { numRuns: 2000 }
    )
  })

  it("takes time in proportion to the text, whatever it is made of", () => {
    const cost = (text: string): number => {
      const before = process.cpuUsage()
      cutText(text, 1500)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    for (const filling of ["a", " ", ".", "。", "👨‍👩‍👧‍👦", "a. ", "\u0301", '"', "\r"]) {
      cost(filling.repeat(10_000))
      const [small, large] = [cost(filling.repeat(100_000)), cost(filling.repeat(400_000))]
      expect(large, JSON.stringify(filling)).toBeLessThan(small * 10 + 200_000)
    }
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
