/** Folds consecutive equal lines into one line with a count. Pure. */
import type { RunLogLine } from "@aixplain-ts/sdk"

export interface FoldedLine {
  /** The first of them. */
  readonly line: RunLogLine
  readonly times: number
  /** The segments of the lines, in their order. */
  readonly segments: readonly string[]
  /** Index among the folded lines. */
  readonly place: number
}

export const foldLines = (lines: readonly RunLogLine[]): readonly FoldedLine[] => {
  const folded: { line: RunLogLine; times: number; place: number; segments: string[] }[] = []
  for (const line of lines) {
    const last = folded.at(-1)
    const segments = line.segment === undefined ? [] : [line.segment]
    if (last !== undefined && isSame(last.line, line)) {
      last.times += 1
      last.segments.push(...segments)
    } else folded.push({ line, times: 1, place: folded.length, segments })
  }
  return folded
}

const isSame = (a: RunLogLine, b: RunLogLine): boolean => a.text === b.text && a.node === b.node && a.level === b.level

/** The text of a line without the label of its node, which is shown next to it. */
export const textOf = (text: string, label: string): string =>
  label !== "" && text.startsWith(`${label}: `) ? text.slice(label.length + 2) : text
