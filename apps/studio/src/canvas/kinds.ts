/** Colours of node kinds, for views too small for their signs. Total, so that a new kind must get one. */
import type { ColourPair } from "@aixplain-ts/designer/diagram"
import type { NodePlace } from "@aixplain-ts/designer/layout"

type Form = NodePlace["form"]

export const kindColours: { readonly [F in Form]: ColourPair } = {
  input: ["#1f5fae", "#6fb1f5"],
  output: ["#1a7346", "#56c08b"],
  asset: ["#6e4bb0", "#b49df5"],
  segmentor: ["#0a6c7d", "#57c5d6"],
  reconstructor: ["#0a6c7d", "#57c5d6"],
  metric: ["#a8336e", "#f08bbd"],
  utility: ["#6e4bb0", "#b49df5"],
  script: ["#9a6700", "#e0a33a"],
  router: ["#b3401a", "#f5926b"],
  decision: ["#b3401a", "#f5926b"],
  unknown: ["#57606a", "#a6afb9"]
}
