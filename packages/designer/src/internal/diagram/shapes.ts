/** The outline and the sign of each kind of node: kinds are told apart by shape, not by colour. */
import type { NodeForm, NodePlace } from "../../Layout.ts"

const radius = 8
const cut = 13

/** The outline of a node's box as an SVG path, at the box's place. */
export function outline({
  form,
  height,
  width,
  x,
  y
}: Pick<NodePlace, "form" | "height" | "width" | "x" | "y">): string {
  const round = (r: number): Corner => ({ kind: "round", size: r })
  const cutOff: Corner = { kind: "cut", size: cut }
  switch (form) {
    case "input":
      return corners(x, y, width, height, round(height / 2), round(radius), round(radius), round(height / 2))
    case "output":
      return corners(x, y, width, height, round(radius), round(height / 2), round(height / 2), round(radius))
    case "script":
      return corners(x, y, width, height, round(2), cutOff, round(2), round(2))
    case "router":
      return corners(x, y, width, height, round(radius), cutOff, cutOff, round(radius))
    case "decision":
      return corners(x, y, width, height, cutOff, cutOff, cutOff, cutOff)
    case "utility":
      return corners(x, y, width, height, round(1), round(1), round(1), round(1))
    default:
      return corners(x, y, width, height, round(radius), round(radius), round(radius), round(radius))
  }
}

/** Lines inside the outline: the fold of a script, the second edge of what cuts, joins or measures segments. */
export function inner({ form, height, width, x, y }: NodePlace): string | undefined {
  switch (form) {
    case "script":
      return `M${x + width - cut} ${y}v${cut}h${cut}`
    case "segmentor":
      return `M${x + width - 5} ${y + 4}v${height - 8}`
    case "reconstructor":
      return `M${x + 5} ${y + 4}v${height - 8}`
    case "metric":
      return `M${x + 4} ${y + height - 5}h${width - 8}`
    default:
      return undefined
  }
}

/** A sign of 12 by 12 for each kind, drawn with a stroke. */
export const signs: { readonly [F in NodeForm]: string } = {
  input: "M1 6h7M5 3l3 3-3 3M11 1v10",
  output: "M4 6h7M8 3l3 3-3 3M1 1v10",
  asset: "M6 1l1.4 3.6L11 6 7.4 7.4 6 11 4.6 7.4 1 6l3.6-1.4z",
  segmentor: "M1 6h3l3-4.5h4M4 6h7M4 6l3 4.5h4",
  reconstructor: "M11 6H8L5 1.5H1M8 6H1M8 6l-3 4.5H1",
  metric: "M1 11h10M2.5 11V7M6 11V3M9.500 11V5.500",
  utility: "M6 1l4.300 2.500v5L6 11 1.700 8.500v-5zM6 4.500v3M4.500 6h3",
  script: "M4 2L1 6l3 4M8 2l3 4-3 4",
  router: "M1 6h3l3-4h4M4 6l3 4h4M9 .500l2 1.500-2 1.500M9 8.500l2 1.500-2 1.500",
  decision: "M6 1l5 5-5 5-5-5zM6 4v2.500M6 8v.200",
  unknown: "M4 4a2 2 0 1 1 2.600 2c-.400.200-.600.500-.600 1.200M6 9.500v.200"
}

interface Corner {
  readonly kind: "round" | "cut"
  readonly size: number
}

/** A box with its corners rounded or cut, clockwise from the top left. */
function corners(
  x: number,
  y: number,
  width: number,
  height: number,
  topLeft: Corner,
  topRight: Corner,
  bottomRight: Corner,
  bottomLeft: Corner
): string {
  const turn = ({ kind, size }: Corner, dx: number, dy: number): string =>
    kind === "round" ? `a${size} ${size} 0 0 1 ${dx} ${dy}` : `l${dx} ${dy}`
  const [a, b, c, d] = [topLeft.size, topRight.size, bottomRight.size, bottomLeft.size]
  return [
    `M${x + a} ${y}`,
    `h${width - a - b}`,
    turn(topRight, b, b),
    `v${height - b - c}`,
    turn(bottomRight, -c, c),
    `h${c + d - width}`,
    turn(bottomLeft, -d, -d),
    `v${a + d - height}`,
    turn(topLeft, a, -a),
    "z"
  ].join("")
}
