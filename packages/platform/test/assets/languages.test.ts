import { expect, it } from "vitest"
import { baseLanguage, describeLanguage, languageName, normalizeLanguage } from "../../src/assets/languages.ts"

it.each([
  ["en", "en"],
  ["EN", "en"],
  ["en_US", "en-us"],
  ["pt-BR", "pt-br"],
  ["eng", "en"],
  ["ger", "de"],
  ["cmn", "zh"],
  ["iw", "he"],
  ["zh-Hans", "zh-hans"],
  ["English", "en"],
  [" brazilian portuguese ", "brazilian portuguese"],
  ["Klingon", "klingon"],
  ["", undefined],
  [7, undefined]
])("writes %j as %j", (given, expected) => {
  expect(normalizeLanguage(given)).toBe(expected)
})

it("names languages for sentences", () => {
  expect(baseLanguage("pt-br")).toBe("pt")
  expect(languageName("pt-br")).toBe("Brazilian Portuguese")
  expect(describeLanguage("ja")).toBe("Japanese (ja)")
  expect(describeLanguage("klingon")).toBe('"klingon"')
})
