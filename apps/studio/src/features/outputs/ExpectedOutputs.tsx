/** The outputs that a running run will produce, each with its progress. */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import type { NodePlace } from "@aixplain-ts/designer/layout"
import type { GraphModel } from "../../canvas/GraphModel.ts"
import { stateText } from "../../canvas/nodeText.ts"
import { type RunStore, useNodeRun } from "../../store/RunStore.ts"
import { css } from "../../ui/colour.ts"
import { nodeMark } from "../../ui/states.ts"

export interface ExpectedOutputsProps {
  readonly graph: GraphModel
  readonly store: RunStore
}

export const ExpectedOutputs = ({ graph, store }: ExpectedOutputsProps) => (
  <ul className="expected" aria-label="Expected outputs">
    {graph.picture.nodes
      .filter(({ form }) => form === "output")
      .map((place) => (
        <Expected key={place.number} place={place} store={store} />
      ))}
  </ul>
)

const Expected = ({ place, store }: { readonly place: NodePlace; readonly store: RunStore }) => {
  const state = useNodeRun(store, place.number)
  const [type] = place.inputs[0]?.dataTypes ?? []
  const mark = type === undefined ? undefined : dataTypeMarks[type]
  return (
    <li className="card">
      <span className="name">{place.label}</span>
      {mark === undefined ? null : (
        <span className="chip" style={{ color: css(mark.colour) }}>
          <b aria-hidden="true">{mark.sign}</b> {type}
        </span>
      )}
      {state === undefined ? null : (
        <span className="how" style={{ color: css(nodeMark(state).colour) }}>
          {stateText(state)}
          {state.status === "SUCCESS" ? " computed" : ""}
        </span>
      )}
    </li>
  )
}
