import { describe, expect, it } from "vitest"
import { context, data } from "./calling.ts"

const story =
  "The city council of Harborton voted on Tuesday to rebuild the old lighthouse. The lighthouse has been closed since " +
  "the storm of 2019. Engineers say that the tower is stable but that its roof needs new copper. The council expects " +
  "the work on the lighthouse to cost two million euros. Some residents would rather spend the money on schools. " +
  "Mayor Elena Brook said that the lighthouse brings visitors, and visitors bring money to the schools. Fishing boats " +
  "still use its light to find the harbour at night. A public meeting about the work will take place in June. Coffee " +
  "will be served. The lighthouse keeper, now eighty years old, hopes to see the light again."

const json = async (functionId: string, text: string): Promise<any> =>
  JSON.parse(String(await data(functionId, { text, language: "en" })))

describe("summaries", () => {
  it("are the sentences that say most of what the others say, in order", async () => {
    const given = context()
    expect(await data("text-summarization", { text: story, language: "en" }, given)).toBe(
      "The council expects the work on the lighthouse to cost two million euros. Mayor Elena Brook said that the " +
        "lighthouse brings visitors, and visitors bring money to the schools. The lighthouse keeper, now eighty years " +
        "old, hopes to see the light again."
    )
    expect(given.reported).toEqual({ language: "en", details: { sentences: 10, kept: [3, 5, 9] } })
    expect(await data("summarization", { text: story })).toBe(await data("text-summarization", { text: story }))
  })

  it("leave out what stands apart, in other languages too", async () => {
    const spanish =
      "El hotel está cerca de la playa. La playa es larga y tranquila. El desayuno del hotel era bueno. " +
      "Mi perro se llama Toby. Volveremos al hotel por la playa."
    expect(await data("summarization", { text: spanish })).not.toContain("Toby")
    const japanese = "灯台は古い。市は灯台を直す。灯台の屋根は銅だ。猫がいる。"
    expect(await data("summarization", { text: japanese, language: "ja" })).toMatch(/^[^\s]*灯台[^\s]*。$/u)
  })

  it("of one sentence are that sentence", async () => {
    expect(await data("summarization", { text: "Only one." })).toBe("Only one.")
  })

  it("of very long texts are refused", async () => {
    await expect(
      data("summarization", { text: "No. ".repeat(10) + "Yes it is. ".repeat(2001), language: "en" })
    ).rejects.toThrow("one call summarises at most 2000: split it before")
  })
})

describe("keywords", () => {
  it.each([
    ["en", story, ["lighthouse", "schools", "council", "Mayor Elena Brook"]],
    ["de", "Die Katze jagt die Maus. Die Maus liebt Käse. Der Käse gehört der Katze.", ["Katze", "Maus", "Käse"]],
    ["zh", "机器学习是人工智能的一个分支。机器学习算法从数据中学习模式。", ["机器学习"]]
  ])("of a text in %s are its important phrases", async (language, text, expected) => {
    const keywords = String(await data("keyword-extraction", { text, language })).split(", ")
    expect(keywords).toEqual(expect.arrayContaining(expected))
    expect(keywords.length).toBeLessThanOrEqual(10)
  })

  it("come with scores in the details, the best has 1", async () => {
    const given = context()
    await data("keyword-extraction", { text: story }, given)
    expect(given.reported.details).toMatchObject({
      keywords: expect.arrayContaining([{ keyword: "lighthouse", score: 1 }])
    })
  })
})

describe("entities", () => {
  it.each([
    [
      "Tim Cook of Apple Inc. met Angela Merkel in Berlin on 3 May 2022 and paid $4 million to a@b.com.",
      [
        "Tim Cook/PERSON",
        "Apple Inc./ORGANIZATION",
        "Angela Merkel/PERSON",
        "Berlin/LOCATION",
        "3 May 2022/DATE",
        "$4 million/MONEY",
        "a@b.com/EMAIL"
      ]
    ],
    [
      "Microsoft, Google and the World Bank.",
      ["Microsoft/ORGANIZATION", "Google/ORGANIZATION", "World Bank/ORGANIZATION"]
    ],
    ["Dr. Jane Smith works at Harvard University.", ["Dr. Jane Smith/PERSON", "Harvard University/ORGANIZATION"]],
    ["It rained and rained.", []]
  ])("in: %s", async (text, expected) => {
    const found = (await json("named-entity-recognition", text)) as {
      text: string
      type: string
      start: number
      end: number
    }[]
    expect(found.map((entity) => `${entity.text}/${entity.type}`)).toEqual(expected)
    expect(found.map(({ end, start }) => text.slice(start, end))).toEqual(found.map((entity) => entity.text))
  })

  it("get the mood of the sentences they stand in", async () => {
    expect(
      await json("entity-sentiment-analysis", "London was awful. I love Paris! London is too loud and dirty.")
    ).toEqual([
      { text: "London", type: "LOCATION", sentiment: "NEGATIVE", score: -2.5, mentions: 2 },
      { text: "Paris", type: "LOCATION", sentiment: "POSITIVE", score: 3, mentions: 1 }
    ])
  })

  it("label tokens as beginning, inside or outside", async () => {
    const labels = (await json("token-classification", "Tim Cook saw Berlin.")) as { text: string; label: string }[]
    expect(labels.map(({ label, text }) => `${text}/${label}`)).toEqual([
      "Tim/B-PERSON",
      "Cook/I-PERSON",
      "saw/O",
      "Berlin/B-LOCATION",
      "./O"
    ])
  })
})

describe("grammar", () => {
  const text = "The foxes didn't jump.  They slept!"

  it("tags parts of speech, with places in the text", async () => {
    const tokens = (await json("part-of-speech-tagging", text)) as {
      text: string
      pos: string
      start: number
      end: number
    }[]
    expect(tokens.map((token) => `${token.text}/${token.pos}`).join(" ")).toBe(
      "The/DET foxes/NOUN did/AUX n't/PART jump/VERB ./PUNCT They/PRON slept/VERB !/PUNCT"
    )
    expect(tokens.map(({ end, start }) => text.slice(start, end))).toEqual(tokens.map((token) => token.text))
  })

  it("gives base forms by sentence", async () => {
    const sentences = (await json("syntax-analysis", text)) as { lemma: string }[][]
    expect(sentences.map((sentence) => sentence.map(({ lemma }) => lemma).join(" "))).toEqual([
      "the fox do not jump .",
      "they sleep !"
    ])
  })
})

describe("moderation", () => {
  it.each([
    ["What a fucking mess", "OFFENSIVE", "UNSAFE"],
    ["sh1t happens", "OFFENSIVE", "UNSAFE"],
    ["Scunthorpe and Essex are in England.", "NOT_OFFENSIVE", "SAFE"],
    ["You are a beautiful assassin.", "NOT_OFFENSIVE", "SAFE"]
  ])("of: %s", async (text, offensive, moderation) => {
    expect(await data("offensive-language-identification", { text, language: "en" })).toBe(offensive)
    expect(await data("text-content-moderation", { text, language: "en" })).toBe(moderation)
  })

  it("tells in the details what it found and where", async () => {
    const given = context()
    await data("text-content-moderation", { text: "sh1t happens" }, given)
    expect(given.reported.details).toEqual({ findings: [{ term: "shit", start: 0, end: 4 }] })
  })
})

it.each([
  ["named-entity-recognition", "Entity recognition reads English (en) only, not German (de)."],
  ["part-of-speech-tagging", "Part-of-speech tagging reads English (en) only"],
  ["text-content-moderation", "Content moderation reads English (en) only"]
])("%s refuses another language by name", async (functionId, sentence) => {
  await expect(data(functionId, { text: "Guten Tag", language: "de" })).rejects.toThrow(sentence)
})

it("a long text has the entities of its sentences, each at its place", async () => {
  const sentence = "Anna Smith flew from Paris to Berlin. "
  const count = 700
  const text = sentence.repeat(count)
  const found: { text: string; start: number; end: number }[] = JSON.parse(
    String(await data("named-entity-recognition", { text, language: "en" }))
  )
  expect(found.every(({ text: name, start, end }) => text.slice(start, end) === name)).toBe(true)
  for (const name of ["Anna Smith", "Paris", "Berlin"])
    expect(found.filter((entity) => entity.text === name).length).toBe(count)
})
