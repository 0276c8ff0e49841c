/** The centre of a run's page: the graph with its outline, the steps, or the log. */
import type { UseQueryResult } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useCallback, useEffect } from "react"
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components"
import { FlowCanvas } from "../../canvas/FlowCanvas.tsx"
import type { RunStore } from "../../store/RunStore.ts"
import { isOpen, type RunView } from "../../store/RunView.ts"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { isNotFound } from "../../ui/Failure.ts"
import { count } from "../../ui/format.ts"
import { Inspector } from "../inspector/Inspector.tsx"
import { LogView } from "../log/LogView.tsx"
import { Outline } from "../outline/Outline.tsx"
import type { PipelineData } from "../pipeline/queries.ts"
import { Steps } from "../steps/Steps.tsx"
import { NodeStates } from "./NodeStates.tsx"

export interface RunBodyProps {
  readonly id: string
  readonly store: RunStore
  readonly view: RunView
  readonly pipeline: Pick<UseQueryResult<PipelineData>, "data" | "error">
}

type TabName = "graph" | "steps" | "log"

export const RunBody = ({ id, pipeline, store, view }: RunBodyProps) => {
  const { node, tab = "graph" } = useSearch({ from: "/runs/$id" })
  const navigate = useNavigate({ from: "/runs/$id" })
  const { data, error } = pipeline
  const sources = data?.graph.sources
  useEffect(() => {
    if (sources !== undefined) store.wire(sources)
  }, [sources, store])
  // Each keeps the other's part of the address, and is stable while the run continues.
  const select = useCallback(
    (number: number | undefined): void =>
      void navigate({
        search: (before) => {
          const { node: _, ...rest } = before
          return number === undefined ? rest : { ...rest, node: number }
        },
        replace: true
      }),
    [navigate]
  )
  const show = (name: TabName): void =>
    void navigate({
      search: (before) => {
        const { tab: _, ...rest } = before
        return name === "graph" ? rest : { ...rest, tab: name }
      },
      replace: true
    })
  const labelOf = (number: number): string =>
    view.nodes.get(number)?.label ?? data?.graph.places.get(number)?.label ?? `node ${number}`
  const isOutdated =
    data?.updatedAt !== undefined &&
    view.createdAt !== undefined &&
    Date.parse(data.updatedAt) > Date.parse(view.createdAt)
  return (
    <>
      <aside className="bench-left" aria-label="Outline and details">
        {data === undefined && error === null ? (
          // Without the graph it is unknown which failures are consequences of others.
          <div className="skeleton-list" role="status" aria-label="Loading">
            <div className="skeleton" />
            <div className="skeleton" />
          </div>
        ) : data === undefined ? (
          <NodeStates view={view} />
        ) : (
          <>
            <Outline graph={data.graph} run={store} selected={node} onSelect={select} />
            {node === undefined ? null : <Inspector graph={data.graph} run={store} number={node} onSelect={select} />}
          </>
        )}
      </aside>
      <Tabs className="bench-centre tabbed" selectedKey={tab} onSelectionChange={(key) => show(key as TabName)}>
        <TabList aria-label="Views of the run">
          <Tab id="graph">Graph</Tab>
          <Tab id="steps">Steps</Tab>
          <Tab id="log">Log{view.log.length > 0 ? ` ${count(view.log.length)}` : ""}</Tab>
        </TabList>
        <TabPanel id="graph" className="tab-panel graph">
          {isOutdated ? (
            <p className="outdated">
              ! The pipeline was saved after this run was submitted: the picture shows the pipeline as it is now.
            </p>
          ) : null}
          {data === undefined ? (
            error === null ? null : (
              <div className="gone">
                {isNotFound(error) ? (
                  <p>The pipeline was deleted, so its graph is not available. The run's data is still here.</p>
                ) : (
                  <ErrorNote error={error} title="The pipeline could not be loaded." />
                )}
              </div>
            )
          ) : (
            <FlowCanvas name={data.name} graph={data.graph} run={store} selected={node} onSelect={select} />
          )}
        </TabPanel>
        <TabPanel id="steps" className="tab-panel">
          <Steps
            run={id}
            isRunning={isOpen(view.phase)}
            node={node}
            labelOf={labelOf}
            onShowAll={() => select(undefined)}
          />
        </TabPanel>
        <TabPanel id="log" className="tab-panel">
          <LogView lines={view.log} labelOf={labelOf} isRunning={isOpen(view.phase)} />
        </TabPanel>
      </Tabs>
    </>
  )
}
