/** The state of a run: a coloured sign and word. */
import type { RunPhase } from "../store/RunView.ts"
import { runMarks } from "./states.ts"
import "./ui.css"

export const RunState = ({ phase, quiet = false }: { readonly phase: RunPhase; readonly quiet?: boolean }) => {
  const { sign, word, tone } = runMarks[phase]
  return (
    <span className={`run-state ${tone}${phase === "running" ? " turning" : ""}`}>
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      {quiet ? <span className="sr-only">{word}</span> : word}
    </span>
  )
}
