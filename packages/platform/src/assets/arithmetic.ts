/** Arithmetic that metrics, rankings and recordings share. */

export const sum = (values: Iterable<number>): number => {
  let total = 0
  for (const value of values) total += value
  return total
}

export const mean = (values: readonly number[]): number => sum(values) / values.length
