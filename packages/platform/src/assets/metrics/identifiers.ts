/**
 * The scores that metric nodes can ask for by `score_identifier`, and how loosely the name may be written
 * ("chrF++", "exact_match", "Rouge-L"). Which text metrics and which label metrics there are is decided here alone.
 */
import { AssetError } from "../AssetDefinition.ts"
import { bleu } from "./bleu.ts"
import { chrf } from "./chrf.ts"
import { accuracy, type Average, labelScore } from "./classification.ts"
import { cer, wer } from "./errorRate.ts"
import type { Pair } from "./Pair.ts"
import { rouge } from "./rouge.ts"
import { ter } from "./ter.ts"

export interface Metric {
  readonly name: string
  readonly lowerIsBetter: boolean
  readonly score: (pairs: readonly Pair[]) => number | Promise<number>
}

const metric = (name: string, score: Metric["score"], lowerIsBetter = false): Metric => ({ name, score, lowerIsBetter })

/** The share of outputs that equal one of their references but for white space around them. */
const exactMatch = (pairs: readonly Pair[]): number =>
  pairs.filter(({ hypothesis, references }) => references.some((each) => each.trim() === hypothesis.trim())).length /
  pairs.length

const textMetrics: Readonly<Record<string, Metric>> = {
  bleu: metric("BLEU", bleu),
  chrf: metric("chrF", chrf),
  "chrf++": metric("chrF++", (pairs) => chrf(pairs, 2)),
  ter: metric("TER", ter, true),
  wer: metric("WER", wer, true),
  cer: metric("CER", cer, true),
  rouge1: metric("ROUGE-1", (pairs) => rouge(pairs, "rouge1")),
  rouge2: metric("ROUGE-2", (pairs) => rouge(pairs, "rouge2")),
  rougel: metric("ROUGE-L", (pairs) => rouge(pairs, "rougeL")),
  rougelsum: metric("ROUGE-Lsum", (pairs) => rouge(pairs, "rougeLsum")),
  exactmatch: metric("exact match", exactMatch)
}

const labels = (pairs: readonly Pair[]) =>
  pairs.map(({ hypothesis, references }) => ({ hypothesis: hypothesis.trim(), reference: references[0]?.trim() ?? "" }))

const averages: readonly Average[] = ["macro", "micro", "weighted"]

const labelMetric = (measure: "f1" | "precision" | "recall", average?: Average): readonly [string, Metric] => [
  `${measure}${average ?? ""}`,
  metric(average === undefined ? measure : `${measure}-${average}`, (pairs) =>
    labelScore(labels(pairs), measure, average ?? "macro")
  )
]

const labelMetrics: Readonly<Record<string, Metric>> = {
  accuracy: metric("accuracy", (pairs) => accuracy(labels(pairs))),
  ...Object.fromEntries(
    (["f1", "precision", "recall"] as const).flatMap((measure) =>
      [undefined, ...averages].map((average) => labelMetric(measure, average))
    )
  )
}

const aliases: Readonly<Record<string, string>> = {
  sacrebleu: "bleu",
  chrf2: "chrf",
  "chrf2++": "chrf++",
  chrfpp: "chrf++",
  em: "exactmatch",
  exact: "exactmatch",
  rouge: "rougel",
  worderrorrate: "wer",
  charactererrorrate: "cer",
  translationeditrate: "ter",
  acc: "accuracy",
  f1score: "f1"
}

const families = { text: textMetrics, label: labelMetrics } as const

export type MetricFamily = keyof typeof families

/** @throws AssetError that lists the known names. */
export const findMetric = (family: MetricFamily, identifier: string): Metric => {
  const key = identifier.toLowerCase().replaceAll(/[^a-z0-9+]/gu, "")
  const metrics = families[family]
  const found = metrics[key] ?? metrics[aliases[key] ?? ""]
  if (found !== undefined) return found
  const known = Object.values(metrics).map(({ name }) => name)
  throw new AssetError(
    `${identifier === "" ? 'The parameter "score_identifier" is empty' : `The score "${identifier}" is unknown here`}; ` +
      `name one of: ${known.join(", ")}.`
  )
}
