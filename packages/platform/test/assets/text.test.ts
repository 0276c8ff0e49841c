import { describe, expect, it } from "vitest"
import { splitSentences } from "../../src/assets/text/sentences.ts"
import { call, context, data, media, pieces } from "./calling.ts"

describe("language identification", () => {
  it.each([
    ["The staff at the front desk were kind and funny.", "en"],
    ["La habitación estaba muy limpia y el desayuno era bueno.", "es"],
    ["Le petit déjeuner était froid mais la vue est superbe.", "fr"],
    ["Das Zimmer war sauber und das Frühstück reichlich.", "de"],
    ["Il personale è stato molto gentile con noi.", "it"],
    ["O café da manhã estava ótimo, obrigado.", "pt"],
    ["Персонал был очень любезен.", "ru"],
    ["الغرفة نظيفة جدا", "ar"],
    ["これは日本語の文章です。", "ja"],
    ["房间很干净，早餐很好。", "zh"],
    ["החדר היה נקי מאוד", "he"],
    ["कमरा बहुत साफ था", "hi"]
  ])("names the language of %s", async (text, language) => {
    expect(await data("language-identification", { text })).toBe(language)
    expect(await data("detect-language-from-text", { text })).toBe(language)
  })

  it("tells how sure it is in the segment's details", async () => {
    const given = context()
    await data("language-identification", { text: "The staff at the front desk were kind." }, given)
    expect(given.reported).toMatchObject({
      language: "en",
      details: { reliable: true, scores: { en: expect.any(Number) } }
    })
  })

  it("answers und for a text without words", async () => {
    expect(await data("language-identification", { text: "12:30 - 14:00" })).toBe("und")
  })

  it("refuses an empty text", async () => {
    await expect(data("language-identification", { text: "  " })).rejects.toThrow('The parameter "text" is empty')
    await expect(data("language-identification", {})).rejects.toThrow('The parameter "text" is empty')
  })

  it("reads a text file, and refuses a file of another kind", async () => {
    const file = media("text/plain", new TextEncoder().encode("Das Zimmer war sauber und ruhig."))
    expect(await data("language-identification", { text: file })).toBe("de")
    const image = media("image/png", new Uint8Array(8))
    await expect(data("language-identification", { text: image })).rejects.toThrow("must be text, but it is image")
  })
})

describe("splitting on line breaks", () => {
  it("makes a piece of each line, with its place and what followed it", async () => {
    expect(await pieces("split-on-linebreak", { text: "one\r\ntwo\n\n \nthree\n" })).toEqual([
      { outputs: { data: "one" }, start: 0, end: 3, separator: "\r\n" },
      { outputs: { data: "two" }, start: 5, end: 8, separator: "\n\n \n" },
      { outputs: { data: "three" }, start: 12, end: 17, separator: "\n" }
    ])
  })

  it("leaves a text of one line whole", async () => {
    expect(await pieces("split-on-linebreak", { text: "only" })).toEqual([
      { outputs: { data: "only" }, start: 0, end: 4, separator: "" }
    ])
  })

  it("refuses a text of blank lines", async () => {
    await expect(pieces("split-on-linebreak", { text: "\n \n" })).rejects.toThrow('The parameter "text" is empty')
  })
})

describe("text reconstruction", () => {
  it("restores a text that was split on its line breaks", async () => {
    const text = "first line\n\nsecond line\r\nthird line\n"
    const cut = await pieces("split-on-linebreak", { text })
    const given = context({ origins: { text: cut } })
    expect(await data("text-reconstruction", { text: cut.map(({ outputs }) => outputs["data"]) }, given)).toBe(text)
  })

  it("joins texts that were cut from no text by spaces", async () => {
    const origins = {
      text: [
        { start: 0, end: 1.5 },
        { start: 1.5, end: 3 }
      ]
    }
    expect(await data("text-reconstruction", { text: ["Hello.", "Goodbye."] }, context({ origins }))).toBe(
      "Hello. Goodbye."
    )
  })

  it("takes the list of a reconstructor without a function from data", async () => {
    expect(await data("text-reconstruction", { data: ["a", "b"] })).toBe("a b")
  })

  it("reports when nothing reached it", async () => {
    await expect(data("text-reconstruction", { text: [] })).rejects.toThrow("There is nothing to join")
  })
})

describe("sentence segmentation", () => {
  it.each([
    [
      "en",
      "Dr. Smith went home at 3.15 p.m. He slept. Did he?",
      "Dr. Smith went home at 3.15 p.m.\nHe slept.\nDid he?"
    ],
    ["en", "No... maybe. Ask Acme Inc., e.g. by mail.", "No... maybe.\nAsk Acme Inc., e.g. by mail."],
    ["en", "One\nsentence over two lines. Another.", "One sentence over two lines.\nAnother."],
    ["ja", "これは文です。次の文。", "これは文です。\n次の文。"],
    ["es", "El Sr. Pérez llegó. ¿Quién es?", "El Sr. Pérez llegó.\n¿Quién es?"],
    [undefined, "First. Second.", "First.\nSecond."]
  ])("puts one sentence on a line (%s)", async (language, text, expected) => {
    expect(await data("text-segmenation", { text, language })).toBe(expected)
  })

  it("takes several texts", async () => {
    expect(await data("text-segmenation", { text: ["One here. Two here.", "Three."], language: "en" })).toBe(
      "One here.\nTwo here.\nThree."
    )
  })
})

describe("sentences of long texts", () => {
  const paragraph =
    "Dr. Smith slept at 3.15 p.m. in W. Street. \u201cDid he? Yes.\u201d Ask \u{1F600}\u{1F600} e.g. by mail!"

  it("are those of its paragraphs", async () => {
    const expected = await splitSentences(paragraph)
    expect(expected.length).toBeGreaterThan(2)
    const text = Array.from({ length: 300 }, () => paragraph).join("\n\n")
    expect(await splitSentences(text)).toEqual(Array.from({ length: 300 }, () => expected).flat())
  })

  it("are the same when a paragraph is longer than what is segmented at once", async () => {
    const sentences = Array.from({ length: 2_000 }, (_, index) => `Sentence ${index} says \u{1F600} to Mr. Jones.`)
    expect(await splitSentences(sentences.join(" "))).toEqual(sentences)
  })

  it("keep every character of a sentence without an end", async () => {
    const text = "\u{1F600}a".repeat(20_001)
    expect((await splitSentences(text)).join("")).toBe(text)
  })

  it("read every kind of line break alike", async () => {
    for (const lineBreak of ["\n", "\r\n", "\r", "\u2028", "\u2029"])
      expect(await splitSentences(`B .${lineBreak}One${lineBreak}two. Three.${lineBreak}`)).toEqual(
        await splitSentences("B .\nOne\ntwo. Three.\n")
      )
  })
})

describe("text normalization", () => {
  it.each([
    [undefined, "  ﬁne\u00a0 print\u200b \r\n next ", "fine print\nnext"],
    ["remove_accents", "Ἑλλάς café Müller ё किताब", "Ελλας cafe Muller е किताब"],
    ["remove_punctuation", "Well-known: don't «stop»!", "Well-known don't stop"],
    ["lowercase", "ÉCOLE", "école"],
    ["lowercase_latin", "ABC ДЕ", "abc ДЕ"],
    ["ascii", "北京 Ελλάδα", "BeiJing Ellada"],
    [["remove-accents", "lowercase"], "Ça VA", "ca va"]
  ])("with settings %j turns %j into %j", async (settings, text, expected) => {
    expect(await data("text-normalization", { text, settings })).toBe(expected)
  })

  it("lower-cases as the language does", async () => {
    expect(await data("text-normalization", { text: "DIŞI", settings: "lowercase", language: "tr" })).toBe("dışı")
  })

  it("names a setting it does not know", async () => {
    await expect(data("text-normalization", { text: "a", settings: "shiny" })).rejects.toThrow(
      'The setting "shiny" is unknown; known settings: lowercase,'
    )
  })

  it("denormalizes with the defaults of the catalogue", async () => {
    expect(await data("text-denormalization", { text: "Café, Ñandú!", language: "es" })).toBe("Cafe, Nandu!")
    expect(
      await data("text-denormalization", {
        text: "Café, Ñandú!",
        remove_accents: "0",
        remove_punctuation: 1,
        lowercase_latin: "1"
      })
    ).toBe("café ñandú")
    await expect(data("text-denormalization", { text: "a", remove_accents: "maybe" })).rejects.toThrow(
      'The parameter "remove_accents" must be 0 or 1'
    )
  })
})

it("gives back equal results for equal calls", async () => {
  const inputs = { text: "The view is great. The room is not clean." }
  for (const id of ["language-identification", "sentiment-analysis", "text-segmenation", "text-normalization"]) {
    expect(await call(id, inputs)).toEqual(await call(id, inputs))
  }
})
