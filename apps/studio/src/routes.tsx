/**
 * The routes of the studio. Filters, the selected node and the open tab are part of the address, so that it can be
 * shared.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link } from "@tanstack/react-router"
import { PipelineList } from "./features/pipelines/PipelineList.tsx"
import { part } from "./store/parts.ts"
import { EmptyState } from "./ui/EmptyState.tsx"
import { PageFailure } from "./ui/PageFailure.tsx"
import { Shell } from "./Shell.tsx"
import { runFilterNames } from "./ui/states.ts"

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value)

const nodeNumber = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) ? value : undefined

/** Search parameters without empty ones. */
const present = <Search extends object>(search: Search): { [Key in keyof Search]?: Exclude<Search[Key], undefined> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Search]?: Exclude<Search[Key], undefined>
  }

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <div className="page">
      <title>Not found · Studio</title>
      <EmptyState isPage title="Page not found.">
        <Link to="/" className="button">
          All pipelines
        </Link>
      </EmptyState>
    </div>
  ),
  errorComponent: PageFailure
})

const pipelines = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: (search: Record<string, unknown>) =>
    present({ q: text(search["q"]), status: oneOf(["draft", "onboarded"], search["status"]) }),
  component: PipelineList
})

const pipeline = createRoute({
  getParentRoute: () => root,
  path: "/p/$id",
  validateSearch: (search: Record<string, unknown>) => present({ node: nodeNumber(search["node"]) }),
  component: lazyRouteComponent(
    part(() => import("./features/pipeline/PipelinePage.tsx")),
    "PipelinePage"
  )
})

const runs = createRoute({
  getParentRoute: () => root,
  path: "/runs",
  validateSearch: (search: Record<string, unknown>) =>
    present({
      pipeline: text(search["pipeline"]),
      status: oneOf(runFilterNames, search["status"]),
      q: text(search["q"])
    }),
  component: lazyRouteComponent(
    part(() => import("./features/runs/RunList.tsx")),
    "RunList"
  )
})

const run = createRoute({
  getParentRoute: () => root,
  path: "/runs/$id",
  validateSearch: (search: Record<string, unknown>) =>
    present({ node: nodeNumber(search["node"]), tab: oneOf(["graph", "steps", "log"], search["tab"]) }),
  component: lazyRouteComponent(
    part(() => import("./features/run/RunPage.tsx")),
    "RunPage"
  )
})

const tree = root.addChildren([pipelines, pipeline, runs, run])

export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: "intent",
    // In the frame of the page, so that its links and the offline bar stay.
    defaultErrorComponent: PageFailure,
    scrollRestoration: true,
    defaultPendingMs: 150
  })

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
