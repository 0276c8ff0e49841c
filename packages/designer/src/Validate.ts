/**
 * The one validator: everything that is wrong with a pipeline document, all at once, in time linear in the document.
 *
 * Used by the builder, core, the CLI, the platform and the studio. It needs no network, so it cannot know models: what a
 * model takes beyond its function is given the benefit of the doubt.
 */
import { graphOf, orderOf } from "./Graph.ts"
import { flowOf } from "./internal/Flow.ts"
import { Report } from "./internal/Report.ts"
import { checkBranches } from "./internal/rules/branches.ts"
import { checkParameters } from "./internal/rules/parameters.ts"
import { checkConnections, checkCycles, checkLabels, checkLinks, checkNodes } from "./internal/rules/structure.ts"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { Problem } from "./Problem.ts"

/**
 * Every problem of a document, errors first; empty when the document has no problems.
 *
 * Errors refuse a run and a deploy: no input node, a cycle, a link or route to a node that does not exist, a number used
 * twice, an unknown node kind. Everything else is a warning, because the hosted service accepts it.
 */
export function validate(document: PipelineDocument): Problem[] {
  const report = new Report()
  const graph = graphOf(document)
  const { cycles, order } = orderOf(graph)
  checkNodes(document, graph, report)
  checkLinks(document, graph, report)
  checkCycles(cycles, report)
  checkConnections(graph, report)
  checkLabels(graph, report)
  checkBranches(graph, report)
  checkParameters(graph, flowOf(order), report)
  return [...report.errors, ...report.warnings]
}
