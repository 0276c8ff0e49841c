/**
 * The metric functions of the catalogue: lists of hypotheses and references in, one score over the whole list out.
 * Text metrics answer their score as text (wire: "100.0" for identical texts), `classification-metric` as a number.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { asText, type Inputs, optionalText, textList } from "../Inputs.ts"
import { findMetric, type Metric, type MetricFamily } from "./identifiers.ts"
import { sum } from "../arithmetic.ts"
import { type Pair } from "./Pair.ts"

/** As other tools print scores: whole numbers with one decimal, others in full. */
export const formatScore = (score: number): string => (Number.isInteger(score) ? score.toFixed(1) : String(score))

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** Pairs by position; an item of `references` may itself be a list of equally good texts. */
const readPairs = async (inputs: Inputs): Promise<readonly Pair[]> => {
  const hypotheses = listOf(inputs["hypotheses"])
  const references = listOf(inputs["references"])
  if (hypotheses.length === 0) throw new AssetError('There is nothing to score: the parameter "hypotheses" is empty.')
  if (references.length === 0) throw new AssetError('This score compares: it needs the parameter "references".')
  if (hypotheses.length !== references.length) {
    throw new AssetError(
      `There are ${hypotheses.length} hypotheses but ${references.length} references: they are compared by position.`
    )
  }
  return await Promise.all(
    hypotheses.map(async (hypothesis, index) => {
      const texts = await Promise.all(listOf(references[index]).map((reference) => asText(reference, "references")))
      if (texts.length === 0) throw new AssetError(`Reference ${index + 1} is missing.`)
      return { hypothesis: await asText(hypothesis, "hypotheses"), references: texts }
    })
  )
}

const scoreOf = async (family: MetricFamily, inputs: Inputs, context: AssetContext): Promise<number> => {
  const metric: Metric = findMetric(family, (await optionalText(inputs, "score_identifier"))?.trim() ?? "")
  const pairs = await readPairs(inputs)
  const { lowerIsBetter, name } = metric
  context.report({ details: { metric: name, lowerIsBetter, pairs: pairs.length } })
  return await metric.score(pairs)
}

export const text = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => ({
  data: formatScore(await scoreOf("text", inputs, context))
})

export const classification = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => ({
  data: await scoreOf("label", inputs, context)
})

/** `metric-aggregation`: the mean of scores that other nodes made. */
export const aggregate = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const texts = await textList(inputs, "text")
  if (texts.length === 0) throw new AssetError('There is nothing to aggregate: the parameter "text" is empty.')
  const scores = texts.map((each) => {
    const score = each.trim() === "" ? Number.NaN : Number(each)
    if (Number.isFinite(score)) return score
    throw new AssetError(`"${each.slice(0, 40)}" is not a score: aggregation needs numbers.`)
  })
  const mean = sum(scores) / scores.length
  const deviation = Math.sqrt(sum(scores.map((score) => (score - mean) ** 2)) / scores.length)
  context.report({ details: { count: scores.length, min: Math.min(...scores), max: Math.max(...scores), deviation } })
  return { data: formatScore(mean) }
}

/** `benchmark-scoring-*`: one output against one reference, by the measure of its trade; the others in the details. */
const benchmark =
  (names: readonly [string, ...string[]]) =>
  async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
    const pair = {
      hypothesis: await asText(inputs["input"] ?? "", "input"),
      references: [await asText(inputs["text"] ?? "", "text")]
    }
    const scores = await Promise.all(
      names.map(async (name) => [name, await findMetric("text", name).score([pair])] as const)
    )
    context.report({ details: Object.fromEntries(scores) })
    return { data: formatScore(scores[0]?.[1] ?? 0) }
  }

export const translationBenchmark = benchmark(["BLEU", "chrF", "TER"])
/** `input` is a transcript here: nothing on this server turns audio into text by itself. */
export const recognitionBenchmark = benchmark(["WER", "CER"])
