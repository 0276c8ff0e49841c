/** What the signs of this picture mean: the data types that occur in it, with the line they are drawn with. */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import { useMemo } from "react"
import { css } from "../ui/colour.ts"
import type { GraphModel } from "./graphModel.ts"

type TypeName = keyof typeof dataTypeMarks

export const Legend = ({ graph }: { readonly graph: GraphModel }) => {
  const types = useMemo(() => {
    const found = new Set<TypeName>()
    for (const { dataTypes } of graph.picture.links) for (const type of dataTypes) found.add(type)
    return [...found].toSorted()
  }, [graph])
  if (types.length === 0) return null
  return (
    <ul className="legend" aria-label="Data types in this graph">
      {types.map((type) => {
        const { colour, dash, sign } = dataTypeMarks[type]
        return (
          <li key={type}>
            <svg width="44" height="18" aria-hidden="true">
              <path d="M0 9h27" strokeDasharray={dash} style={{ stroke: css(colour) }} />
              <circle cx="35" cy="9" r="8" style={{ stroke: css(colour) }} />
              <text x="35" y="13" style={{ fill: css(colour) }}>
                {sign}
              </text>
            </svg>
            {type}
          </li>
        )
      })}
    </ul>
  )
}
