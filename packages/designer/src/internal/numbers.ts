/** Numbers of a described pipeline: explicit ones as told; the others take the lowest free ones, in order. */
export function settleNumbers(explicit: readonly (number | undefined)[]): readonly number[] {
  const taken = new Set(explicit)
  let next = 0
  const free = (): number => {
    while (taken.has(next)) next++
    return next++
  }
  return explicit.map((number) => number ?? free())
}
