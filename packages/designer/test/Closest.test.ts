import { describe, expect, it } from "vitest"
import { closest } from "../src/index.ts"

describe("the closest word", () => {
  const words = ["translation", "transcription", "text", "port", "sentiment-analysis"]

  it.each([
    ["transaltion", "translation"],
    ["TRANSLATION", "translation"],
    ["trnscription", "transcription"],
    ["prot", "port"],
    ["txet", "text"],
    ["sentiment", "sentiment-analysis"],
    ["x", undefined],
    ["summary", undefined],
    ["t".repeat(100), undefined],
    [7, undefined]
  ])("to %j is %j", (word, meant) => {
    expect(closest(word, words)).toBe(meant)
  })

  it("is the one with the fewest mistakes", () => {
    expect(closest("wiat", ["await", "wait"])).toBe("wait")
    expect(closest("wait", ["await", "wait"])).toBe("wait")
  })
})
