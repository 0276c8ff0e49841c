/** Checks of a picture's geometry, and random graphs to draw. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { Layout, NodePlace } from "@aixplain-ts/designer/layout"
import * as fc from "fast-check"
import { asset, document, input, link, output } from "./documents.ts"

const overlap = (a: NodePlace, b: NodePlace): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Pairs of nodes whose boxes overlap. */
export const overlaps = ({ nodes }: Layout): readonly string[] =>
  nodes.flatMap((a, index) =>
    nodes.slice(index + 1).flatMap((b) => (overlap(a, b) ? [`${a.number} and ${b.number}`] : []))
  )

/** Links that have a part which does not go right. */
export const backward = ({ links }: Layout): readonly string[] =>
  links
    .filter(({ points }) => points.some(({ x }, index) => index > 0 && x <= points[index - 1]!.x))
    .map(({ from, to }) => `${from} to ${to}`)

/** Links that run behind a box: level parts that meet one, and curves that share some width with one and pass its height. */
export const underNodes = ({ links, nodes }: Layout): readonly string[] =>
  links.flatMap(({ from, points, to }) =>
    nodes
      .filter(({ number }) => number !== from && number !== to)
      .filter((node) =>
        points.some((point, index) => {
          const before = points[index - 1]
          return (
            before !== undefined &&
            before.x < node.x + node.width &&
            node.x < point.x &&
            Math.min(before.y, point.y) < node.y + node.height &&
            node.y < Math.max(before.y, point.y)
          )
        })
      )
      .map(({ number }) => `${from} to ${to} under ${number}`)
  )

/** Crossings of links between the same two columns, by where they start and end there; what a reader counts. */
export function crossings({ links }: Layout): number {
  const parts = links.flatMap(({ points }) => points.slice(1).map((end, index) => ({ start: points[index]!, end })))
  const keys = new Set<string>()
  const different = parts.filter((part) => !keys.has(JSON.stringify(part)) && keys.add(JSON.stringify(part)))
  let count = 0
  for (const [index, a] of different.entries())
    for (const b of different.slice(0, index))
      if (a.start.x < b.end.x && b.start.x < a.end.x && (a.start.y - b.start.y) * (a.end.y - b.end.y) < 0) count++
  return count
}

/** Graphs without circles, up to `most` nodes with links of any length, some nodes linked to nothing. */
export const graphs = (most: number): fc.Arbitrary<PipelineDocument> =>
  fc
    .record({
      count: fc.integer({ min: 1, max: most }),
      links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("text", "context")), { maxLength: most * 2 })
    })
    .map(({ count, links }) => {
      const kind = (index: number): "input" | "asset" | "output" =>
        index < count / 5 ? "input" : index >= count - count / 5 ? "output" : "asset"
      const make = { input, output, asset: (number: number, label: string) => asset(number, label, "text-generation") }
      const nodes = Array.from({ length: count }, (_, index) => make[kind(index)](index, `Node ${index}`))
      const wires = links.flatMap(([a, b, parameter]) => {
        const [from, to] = [Math.min(a % count, b % count), Math.max(a % count, b % count)]
        if (from === to || kind(from) === "output" || kind(to) === "input") return []
        return [link(from, kind(from) === "input" ? "input" : "data", to, kind(to) === "output" ? "output" : parameter)]
      })
      return document("graph", nodes, wires)
    })
