/**
 * Words of the wire that the builder, the rules and servers share: kinds of nodes, and the comparisons of routes.
 */
import type { NodeKind } from "@aixplain-ts/api-types"
import type { NumberOperation, TextOperation } from "./Node.ts"

/** The node kinds of the wire; segmentors, reconstructors, metrics, utilities and searches are assets there. */
export const nodeKinds = [
  "INPUT",
  "OUTPUT",
  "ASSET",
  "SCRIPT",
  "ROUTER",
  "DECISION"
] as const satisfies readonly NodeKind[]

/** The kind that a word in upper case names, if it is one. */
export const nodeKind = (word: string): NodeKind | undefined => nodeKinds.find((kind) => kind === word)

/** Kinds of assets that some documents write as the type of the node, instead of `ASSET` with a `functionType`. */
export const assetTypes: ReadonlySet<string> = new Set([
  "AI",
  "SEGMENTOR",
  "RECONSTRUCTOR",
  "METRIC",
  "UTILITY",
  "SEARCH"
])

/** A comparison of a route. */
export interface RouteComparison {
  /** The comparison that holds exactly where this one does not. */
  readonly opposite: TextOperation | NumberOperation
  /** Whether both sides must be numbers. */
  readonly comparesNumbers: boolean
}

/** The comparisons that a route can make. */
export const routeOperations: Readonly<Record<TextOperation | NumberOperation, RouteComparison>> = {
  equal: { opposite: "different", comparesNumbers: false },
  different: { opposite: "equal", comparesNumbers: false },
  contain: { opposite: "notContain", comparesNumbers: false },
  notContain: { opposite: "contain", comparesNumbers: false },
  greaterThan: { opposite: "lessThanOrEqual", comparesNumbers: true },
  greaterThanOrEqual: { opposite: "lessThan", comparesNumbers: true },
  lessThan: { opposite: "greaterThanOrEqual", comparesNumbers: true },
  lessThanOrEqual: { opposite: "greaterThan", comparesNumbers: true }
}

export const isRouteOperation = (word: unknown): word is TextOperation | NumberOperation =>
  typeof word === "string" && Object.hasOwn(routeOperations, word)
