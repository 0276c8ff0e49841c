/**
 * The links of a described pipeline and the paths of its routes.
 *
 * All connections between the same two nodes are one link, as on the wire. What leaves a decision names the node that
 * feeds its passthrough (`dataSourceId`), number 0 included.
 */
import type { PipelineLink } from "@aixplain-ts/api-types"
import type { DraftNode, DraftRoute } from "./Draft.ts"
import type { Source } from "./port.ts"

export function linksOf(
  nodes: readonly DraftNode[],
  numbers: ReadonlyMap<DraftNode, number>
): { readonly links: readonly PipelineLink[]; readonly paths: ReadonlyMap<DraftRoute, readonly number[]> } {
  const links = new Map<string, PipelineLink>()
  const paths = new Map<DraftRoute, number[]>()
  for (const target of nodes) {
    checkRoutes(target)
    for (const { code, sources } of target.inputs)
      for (const source of sources) {
        connect(source, target, code)
        if (source.route !== undefined) extendPath(source.route, numbers.get(target) as number)
      }
  }
  return { links: [...links.values()], paths }

  function connect(source: Source, target: DraftNode, code: string): void {
    const from = numbers.get(source.node) as number
    const to = numbers.get(target) as number
    const key = `${from} ${to}`
    let link = links.get(key)
    if (link === undefined) links.set(key, (link = { from, to, paramMapping: [] }))
    // Two routes of one decision may feed the same parameter: that is one connection.
    if (link.paramMapping.some((mapping) => mapping.from === source.code && mapping.to === code)) return
    const dataSource = source.node.tellsDataSource === true ? passthroughOf(source.node) : undefined
    link.paramMapping.push({
      from: source.code,
      to: code,
      ...(dataSource === undefined ? {} : { dataSourceId: numbers.get(dataSource) as number })
    })
  }

  function extendPath(route: DraftRoute, number: number): void {
    const path = paths.get(route)
    if (path === undefined) paths.set(route, [number])
    else if (!path.includes(number)) path.push(number)
  }
}

const passthroughOf = (decision: DraftNode): DraftNode | undefined =>
  decision.inputs.find(({ code }) => code === "passthrough")?.sources[0]?.node

/**
 * Routes lead to nodes, not to parameters: a node that takes one route of a decision at one parameter and another route
 * at another would get both values at both.
 */
function checkRoutes(target: DraftNode): void {
  const seen = new Map<DraftNode, { readonly code: string; readonly routes: ReadonlySet<DraftRoute> }>()
  for (const { code, sources } of target.inputs) {
    const byNode = new Map<DraftNode, Set<DraftRoute>>()
    for (const { node, route } of sources) {
      if (route === undefined) continue
      const routes = byNode.get(node)
      if (routes === undefined) byNode.set(node, new Set([route]))
      else routes.add(route)
    }
    for (const [node, routes] of byNode) {
      const first = seen.get(node)
      if (first === undefined) seen.set(node, { code, routes })
      else if (first.routes.size !== routes.size || [...routes].some((route) => !first.routes.has(route)))
        throw new TypeError(
          `“${first.code}” and “${code}” of ${target.name} take different routes of ${node.name}, but routes lead to ` +
            `nodes, not to parameters. Make a second ${node.kind.toLowerCase()} for one of them.`
        )
    }
  }
}
