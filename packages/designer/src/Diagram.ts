/**
 * Pictures of a pipeline: Mermaid text and a self-contained SVG, and the table of signs that both share with the studio.
 *
 * Used by the CLI, the docs and the studio, so that a pipeline looks the same everywhere. Geometry is `Layout.ts`.
 */
export { anyTypeMark, dataTypeMarks, markOf, markOfState, problemMarks, stateMarks } from "./internal/diagram/marks.ts"
export type { ColourPair, DataTypeMark, PaintedState, StateMark } from "./internal/diagram/marks.ts"
export { toMermaid } from "./internal/diagram/mermaid.ts"
export { ground } from "./internal/diagram/Paint.ts"
export type { Theme } from "./internal/diagram/Paint.ts"
export { inner as innerLines, outline, signs as kindSigns } from "./internal/diagram/shapes.ts"
export { toSvg } from "./internal/diagram/svg.ts"
export type { SvgOptions } from "./internal/diagram/svg.ts"
