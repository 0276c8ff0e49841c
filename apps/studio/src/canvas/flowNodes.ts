/** Nodes in React Flow's form. Their sizes are given, so that nothing is measured and only what is on screen is mounted. */
import type { GraphModel } from "./GraphModel.ts"
import type { FlowNode } from "./NodeView.tsx"

export const flowNodes = (graph: GraphModel): FlowNode[] =>
  graph.picture.nodes.map((place) => ({
    id: String(place.number),
    type: "pipeline",
    position: { x: place.x, y: place.y },
    width: place.width,
    height: place.height,
    measured: { width: place.width, height: place.height },
    handles: [],
    data: { place, problems: graph.problemsAt.get(place.number) ?? none }
  }))

const none: readonly never[] = []
