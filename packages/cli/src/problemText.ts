/** One problem of a document as people read it: level and message, then the hint on a second line. */
import type { Problem } from "@aixplain-ts/api-types"
import type { Style } from "./Style.ts"

export const problemText = ({ hint, level, message }: Problem, style: Style): string => {
  const word = level === "error" ? style.red("error  ") : style.yellow("warning")
  return `${word}  ${message}${hint ? `\n         ${style.dim(hint)}` : ""}`
}

/** `2 errors, 1 warning`. */
export const countProblems = (problems: readonly Problem[]): string =>
  (["error", "warning"] as const)
    .map((level) => [problems.filter((problem) => problem.level === level).length, level] as const)
    .filter(([count]) => count > 0)
    .map(([count, level]) => `${count} ${level}${count === 1 ? "" : "s"}`)
    .join(", ")
