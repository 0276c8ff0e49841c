/** The nodes of a run whose pipeline was deleted, as the run recorded them. */
import { stateText } from "../../canvas/nodeText.ts"
import type { RunView } from "../../store/RunView.ts"
import { css } from "../../ui/colour.ts"
import { nodeMark } from "../../ui/states.ts"

export const NodeStates = ({ view }: { readonly view: RunView }) => (
  <section className="node-states" aria-labelledby="node-states-title">
    <h2 id="node-states-title">Nodes</h2>
    <ul>
      {[...view.nodes.values()].map((node) => (
        <li key={node.node}>
          <bdi>{node.label}</bdi>
          <span style={{ color: css(nodeMark(node).colour) }}>{stateText(node)}</span>
        </li>
      ))}
    </ul>
  </section>
)
