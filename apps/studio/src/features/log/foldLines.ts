/** Lines that say the same thing one after the other, as one line and how often. Pure. */
import type { RunLogLine } from "@aixplain-ts/sdk"

export interface FoldedLine {
  /** The first of them. */
  readonly line: RunLogLine
  readonly times: number
  /** Place among the folded lines. */
  readonly place: number
}

export const foldLines = (lines: readonly RunLogLine[]): readonly FoldedLine[] => {
  const folded: { line: RunLogLine; times: number; place: number }[] = []
  for (const line of lines) {
    const last = folded.at(-1)
    if (last !== undefined && isSame(last.line, line)) last.times += 1
    else folded.push({ line, times: 1, place: folded.length })
  }
  return folded
}

const isSame = (a: RunLogLine, b: RunLogLine): boolean => a.text === b.text && a.node === b.node && a.level === b.level
