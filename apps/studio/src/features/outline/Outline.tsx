/** The graph as a tree: it gives access to everything in the graph view, and works better without a mouse. */
import { kindSigns } from "@aixplain-ts/designer/diagram"
import { memo, useEffect, useMemo, useRef, useState } from "react"
import {
  Button,
  Collection,
  type Key,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer
} from "react-aria-components"
import type { GraphModel } from "../../canvas/GraphModel.ts"
import { spokenNode, stateText } from "../../canvas/nodeText.ts"
import { type RunStore, useNodeRun } from "../../store/RunStore.ts"
import { announce } from "../../ui/Announcer.tsx"
import { css } from "../../ui/colour.ts"
import { count } from "../../ui/format.ts"
import { nodeMark } from "../../ui/states.ts"
import { type ChildRow, type NodeRow, outlineRows, placeOf } from "./rows.ts"
import "./outline.css"

export interface OutlineProps {
  readonly graph: GraphModel
  readonly run?: RunStore | undefined
  readonly selected: number | undefined
  readonly onSelect: (number: number | undefined) => void
}

const rowHeight = 34

/** Rendered again only when its own properties change: a run updates the rows, not the tree. */
export const Outline = memo(({ graph, onSelect, run, selected }: OutlineProps) => {
  const [filter, setFilter] = useState("")
  const rows = useMemo(() => outlineRows(graph, filter), [graph, filter])
  const [expanded, setExpanded] = useState<ReadonlySet<Key>>(new Set())
  const tree = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected === undefined) return undefined
    const top = placeOf(rows, String(selected), expanded) * rowHeight
    // A new tree has its height only one frame later.
    const frame = requestAnimationFrame(() => {
      const element = tree.current
      if (element === null || top < 0) return
      const isInView = top >= element.scrollTop && top + rowHeight <= element.scrollTop + element.clientHeight
      if (!isInView) element.scrollTop = Math.max(0, top - element.clientHeight / 2)
    })
    return () => cancelAnimationFrame(frame)
    // Only a new selection scrolls: opening rows or typing a filter does not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selected])
  const select = (number: number | undefined): void => {
    onSelect(number)
    const place = number === undefined ? undefined : graph.places.get(number)
    if (place !== undefined)
      announce(spokenNode(place, graph.problemsAt.get(place.number) ?? [], run?.node(place.number)))
  }
  const targets = useMemo(
    () =>
      new Map(
        rows.flatMap((row) => [
          [row.id, row.place.number] as const,
          ...row.children.map((child) => [child.id, child.leadsTo] as const)
        ])
      ),
    [rows]
  )
  return (
    <section className="outline" aria-labelledby="outline-title">
      <div className="head">
        <h2 id="outline-title">Outline</h2>
        <span className="muted num">{count(graph.order.length)}</span>
      </div>
      {graph.order.length > 8 ? (
        <input
          type="search"
          className="field"
          placeholder="Filter nodes"
          aria-label="Filter nodes"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      ) : null}
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
        <Tree
          ref={tree}
          aria-label="Nodes"
          className="tree"
          items={rows}
          selectionMode="single"
          selectionBehavior="toggle"
          disallowEmptySelection
          selectedKeys={selected === undefined ? [] : [String(selected)]}
          onSelectionChange={(keys) => {
            if (keys === "all") return
            const [key] = keys
            // A row of a link or problem leads to its node.
            select(key === undefined ? undefined : targets.get(String(key)))
          }}
          expandedKeys={expanded}
          onExpandedChange={setExpanded}
          renderEmptyState={() => <p className="muted none">No node matches.</p>}
          dependencies={[run]}
        >
          {(row) => (
            <TreeItem id={row.id} textValue={spokenNode(row.place, row.problems, undefined)}>
              <TreeItemContent>
                <NodeLine row={row} run={run} />
              </TreeItemContent>
              <Collection items={row.children}>
                {(child) => (
                  <TreeItem id={child.id} textValue={`${words[child.kind]} ${child.text}`}>
                    <TreeItemContent>
                      <ChildLine child={child} />
                    </TreeItemContent>
                  </TreeItem>
                )}
              </Collection>
            </TreeItem>
          )}
        </Tree>
      </Virtualizer>
    </section>
  )
})
Outline.displayName = "Outline"

const NodeLine = ({ row, run }: { readonly row: NodeRow; readonly run: RunStore | undefined }) => {
  const { place, problems } = row
  const state = useNodeRun(run, place.number)
  const level = problems.some((problem) => problem.level === "error") ? "error" : "warning"
  return (
    <div className="line">
      <Button slot="chevron" className="chevron">
        <span aria-hidden="true">›</span>
      </Button>
      <svg className="sign" width="14" height="14" viewBox="-1 -1 14 14" aria-hidden="true">
        <path d={kindSigns[place.form]} />
      </svg>
      <span className="text" title={place.label}>
        {place.label}
      </span>
      {problems.length > 0 ? (
        <span className={`mark ${level}`}>
          {level === "error" ? "✕" : "!"} {count(problems.length)}
        </span>
      ) : null}
      {state === undefined ? null : (
        <span className="mark" style={{ color: css(nodeMark(state).colour) }}>
          {stateText(state)}
        </span>
      )}
    </div>
  )
}

const words = { from: "from", to: "to", problem: "problem:" } as const

const ChildLine = ({ child }: { readonly child: ChildRow }) => (
  <div className={`line child ${child.kind}`}>
    <span className="word">{child.kind === "problem" ? "!" : words[child.kind]}</span>
    <span className="text" title={child.text}>
      {child.text}
    </span>
  </div>
)
