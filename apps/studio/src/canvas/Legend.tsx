/**
 * Explains signs and colours: the data types of links, or in the far view, where ports are too small for signs, the
 * kinds of nodes.
 */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import { useMemo } from "react"
import { css } from "../ui/colour.ts"
import type { GraphModel } from "./GraphModel.ts"
import { kindColours } from "./kinds.ts"

type TypeName = keyof typeof dataTypeMarks

export interface LegendProps {
  readonly graph: GraphModel
  readonly isFar: boolean
  /** Nodes have the colours of a run's states, which need no legend because each is named. */
  readonly hasRun: boolean
}

export const Legend = ({ graph, hasRun, isFar }: LegendProps) => {
  const forms = useMemo(() => [...new Set(graph.picture.nodes.map(({ form }) => form))].toSorted(), [graph])
  const types = useMemo(() => {
    const found = new Set<TypeName>()
    for (const { dataTypes } of graph.picture.links) for (const type of dataTypes) found.add(type)
    return [...found].toSorted()
  }, [graph])
  if (isFar)
    return hasRun ? null : (
      <ul className="legend" aria-label="Kinds of nodes in this graph">
        {forms.map((form) => (
          <li key={form}>
            <span className="swatch" aria-hidden="true" style={{ background: css(kindColours[form]) }} />
            {form}
          </li>
        ))}
      </ul>
    )
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
