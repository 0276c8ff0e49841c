/**
 * Scores of labels against labels, 0 to 1, equal to scikit-learn's. Without a suffix F1, precision and recall are
 * macro averages: every label counts alike however often it occurs.
 */
import { sum } from "../arithmetic.ts"
import { ngrams } from "./Pair.ts"

export type Average = "macro" | "micro" | "weighted"
type Measure = "f1" | "precision" | "recall"

interface Labelled {
  readonly hypothesis: string
  readonly reference: string
}

export const accuracy = (pairs: readonly Labelled[]): number =>
  pairs.filter(({ hypothesis, reference }) => hypothesis === reference).length / pairs.length

const occurrences = (labels: readonly string[]): ReadonlyMap<string, number> => ngrams(labels, 1)

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** A label that is never predicted, or never right, has precision, recall and F1 of 0. */
const score = (measure: Measure, right: number, predicted: number, actual: number): number =>
  measure === "precision"
    ? ratio(right, predicted)
    : measure === "recall"
      ? ratio(right, actual)
      : ratio(2 * right, predicted + actual)

export const labelScore = (pairs: readonly Labelled[], measure: Measure, average: Average): number => {
  // Each pair predicts one label and has one, so that pooled counts give accuracy for all three.
  if (average === "micro") return accuracy(pairs)
  const predicted = occurrences(pairs.map(({ hypothesis }) => hypothesis))
  const actual = occurrences(pairs.map(({ reference }) => reference))
  const right = occurrences(
    pairs.filter(({ hypothesis, reference }) => hypothesis === reference).map(({ reference }) => reference)
  )
  const perLabel = [...new Set([...predicted.keys(), ...actual.keys()])].map((label) => {
    const count = actual.get(label) ?? 0
    return { value: score(measure, right.get(label) ?? 0, predicted.get(label) ?? 0, count), count }
  })
  return average === "macro"
    ? sum(perLabel.map(({ value }) => value)) / perLabel.length
    : sum(perLabel.map(({ count, value }) => value * count)) / pairs.length
}
