/** The outputs of a run. */
import type { RunResult } from "@aixplain-ts/sdk"
import type { GraphModel } from "../../canvas/GraphModel.ts"
import type { RunStore } from "../../store/RunStore.ts"
import { isOpen, type RunPhase } from "../../store/RunView.ts"
import { ExpectedOutputs } from "./ExpectedOutputs.tsx"
import { OutputView } from "./OutputView.tsx"
import "./outputs.css"

export interface OutputPanelProps {
  readonly result: RunResult | undefined
  readonly phase: RunPhase
  readonly store: RunStore
  /** Undefined until it is loaded, and if the pipeline was deleted. */
  readonly graph: GraphModel | undefined
}

export const OutputPanel = ({ graph, phase, result, store }: OutputPanelProps) => (
  <section className="outputs" aria-labelledby="outputs-title">
    <h2 id="outputs-title">Outputs</h2>
    {result === undefined ? (
      <>
        <p className="muted">{isOpen(phase) ? "Outputs appear here when the run ends." : "Loading outputs…"}</p>
        {graph === undefined ? null : <ExpectedOutputs graph={graph} store={store} />}
      </>
    ) : result.data.length === 0 ? (
      <p className="muted">
        {phase === "succeeded" || phase === "partial"
          ? "No output was reached: the branches that were taken lead to none."
          : "This run has no outputs."}
      </p>
    ) : (
      result.data.map((output) => <OutputView key={`${output.nodeId ?? ""} ${output.label}`} output={output} />)
    )}
  </section>
)
