import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { findMetric } from "../../src/assets/metrics/identifiers.ts"
import { context, data } from "./calling.ts"

interface Published {
  corpus: { hypothesis: string; references: [string, string] }[]
  one: Record<string, number>
  two: Record<string, number>
  sentences: Record<string, number>[]
  summary: { hypothesis: string; reference: string; rougelsum: number }
  shifts: { hypothesis: string; reference: string; ter: number }[]
  labels: Record<string, number> & { hypotheses: string[]; references: string[] }
}

// Computed by the published tools; the file says which versions.
const published = JSON.parse(readFileSync(new URL("reference-scores.json", import.meta.url), "utf8")) as Published
const { corpus } = published
const hypotheses = corpus.map(({ hypothesis }) => hypothesis)
const references = corpus.map(({ references: [first] }) => first)

const score = async (name: string, inputs: { hypotheses: unknown; references: unknown }): Promise<number> =>
  Number(await data("text-generation-metric", { ...inputs, score_identifier: name }))

describe("text metrics", () => {
  // The example of sacreBLEU's README (BLEU 48.530827009929865, chrF2 59.73): three sentences, two references each.
  const readme = {
    hypotheses: ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."],
    references: [
      ["The dog bit the man.", "The dog had bit the man."],
      ["It was not unexpected.", "No one was surprised."],
      ["The man bit him first.", "The man had bitten the dog."]
    ]
  }

  it.each([
    ["bleu", 48.530827009929865],
    ["chrf", 59.72751782684763],
    ["chrf++", 59.15310444399262],
    ["ter", 40]
  ])("%s equals sacreBLEU on the example of its README", async (name, expected) => {
    expect(await score(name, readme)).toBeCloseTo(expected, 10)
  })

  it.each(["bleu", "chrf", "chrf++", "ter", "wer", "cer"])("%s equals the published tool on a corpus", async (name) => {
    expect(await score(name, { hypotheses, references })).toBeCloseTo(published.one[name] ?? Number.NaN, 10)
  })

  it.each(["bleu", "chrf", "chrf++", "ter"])("%s equals the published tool with two references each", async (name) => {
    const both = corpus.map(({ references }) => references)
    expect(await score(name, { hypotheses, references: both })).toBeCloseTo(published.two[name] ?? Number.NaN, 10)
  })

  it.each(["bleu", "chrf", "chrf++", "ter", "wer", "cer"])(
    "%s equals the published tool on single texts",
    async (name) => {
      for (const [index, expected] of published.sentences.entries()) {
        const pair = { hypotheses: hypotheses[index], references: references[index] }
        expect(await score(name, pair)).toBeCloseTo(expected[name] ?? Number.NaN, 10)
      }
    }
  )

  it.each(["rouge1", "rouge2", "rougel"])("%s equals the published tool on English texts", async (name) => {
    // eslint-disable-next-line no-control-regex
    const english = corpus.filter(({ references: [first] }) => /^[\u0000-\u007f]*$/u.test(first))
    const inputs = {
      hypotheses: english.map(({ hypothesis }) => hypothesis),
      references: english.map(({ references: [first] }) => first)
    }
    expect(await score(name, inputs)).toBeCloseTo(published.one[name] ?? Number.NaN, 10)
  })

  it("ROUGE-Lsum equals the published tool on a summary of several lines", async () => {
    const { hypothesis, reference, rougelsum } = published.summary
    expect(await score("Rouge-Lsum", { hypotheses: [hypothesis], references: [reference] })).toBeCloseTo(rougelsum, 10)
  })

  it("TER finds the shifts that tercom finds, in long and lopsided texts too", async () => {
    for (const { hypothesis, reference, ter } of published.shifts) {
      expect(await score("ter", { hypotheses: [hypothesis], references: [reference] })).toBeCloseTo(ter, 10)
    }
  })

  it("counts a moved phrase as one edit of three words", async () => {
    expect(await score("ter", { hypotheses: ["c a b"], references: ["a b c"] })).toBeCloseTo(100 / 3, 10)
  })

  it.each([
    ["bleu", "100.0"],
    ["chrF", "100.0"],
    ["chrF++", "100.0"],
    ["TER", "0.0"],
    ["WER", "0.0"],
    ["CER", "0.0"],
    ["ROUGE-L", "1.0"],
    ["exact_match", "1.0"]
  ])("%s of identical texts is the text %s", async (name, expected) => {
    for (const texts of [["Traduza esta coisa.", "Hello"], "One text.", ["你好"], ["Hi"]]) {
      const inputs = { hypotheses: texts, references: texts, score_identifier: name }
      expect(await data("text-generation-metric", inputs)).toBe(expected)
      expect(await data("text-generation-metric-default", inputs)).toBe(expected)
    }
  })

  it("is 0 where nothing matches", async () => {
    for (const name of ["bleu", "chrf", "rouge1", "exact match"]) {
      expect(await score(name, { hypotheses: ["aaa bbb"], references: ["xyz"] })).toBe(0)
    }
  })

  it("tells the metric, its direction and the number of pairs in the details", async () => {
    const given = context()
    await data("text-generation-metric", { hypotheses: ["a"], references: ["a"], score_identifier: "wer" }, given)
    expect(given.reported.details).toEqual({ metric: "WER", lowerIsBetter: true, pairs: 1 })
  })

  it.each([
    [
      { hypotheses: ["a"], references: ["a"], score_identifier: "comet" },
      'The score "comet" is unknown here; name one of: BLEU, chrF,'
    ],
    [{ hypotheses: ["a"], references: ["a"] }, 'The parameter "score_identifier" is empty; name one of: BLEU,'],
    [{ hypotheses: ["a"], score_identifier: "bleu" }, 'it needs the parameter "references"'],
    [{ hypotheses: [], references: ["a"], score_identifier: "bleu" }, 'the parameter "hypotheses" is empty'],
    [
      { hypotheses: ["a", "b"], references: ["a"], score_identifier: "bleu" },
      "There are 2 hypotheses but 1 references"
    ],
    [
      { hypotheses: ["a"], references: [" "], score_identifier: "wer" },
      "An error rate needs references with text in them"
    ]
  ])("explains %j", async (inputs, sentence) => {
    await expect(data("text-generation-metric", inputs)).rejects.toThrow(sentence)
  })
})

describe("label metrics", () => {
  const { hypotheses, references } = published.labels

  it.each(["accuracy", ...["f1", "precision", "recall"].flatMap((m) => [`${m}-macro`, `${m}-micro`, `${m}-weighted`])])(
    "%s equals scikit-learn and is a number",
    async (name) => {
      const result = await data("classification-metric", { hypotheses, references, score_identifier: name })
      expect(result).toBeCloseTo(published.labels[name] ?? Number.NaN, 10)
    }
  )

  it("means the macro average by F1 alone", () => {
    expect(
      findMetric("label", "F1").score(
        hypotheses.map((hypothesis, index) => ({ hypothesis, references: [references[index] ?? ""] }))
      )
    ).toBeCloseTo(published.labels["f1-macro"] ?? Number.NaN, 10)
  })
})

describe("aggregation and benchmarks", () => {
  it("takes the mean of scores, whatever node made them", async () => {
    const given = context()
    expect(await data("metric-aggregation", { text: ["50.0", "75.5", 100] }, given)).toBe("75.16666666666667")
    expect(given.reported.details).toMatchObject({ count: 3, min: 50, max: 100 })
    await expect(data("metric-aggregation", { text: ["50", "high"] })).rejects.toThrow('"high" is not a score')
  })

  it("scores one translation by BLEU and one transcript by WER", async () => {
    const given = context()
    expect(
      await data("benchmark-scoring-mt", { input: "It was not unexpected.", text: "It was not unexpected." }, given)
    ).toBe("100.0")
    expect(given.reported.details).toEqual({ BLEU: 100, chrF: 100, TER: 0 })
    expect(await data("benchmark-scoring-asr", { input: "hello duck", text: "hello world" })).toBe("0.5")
  })
})
