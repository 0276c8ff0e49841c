import { document } from "@aixplain-ts/api-types/document"
import { expect, it } from "vitest"
import { assetTypes, isRouteOperation, nodeKinds, routeOperations } from "../src/index.ts"

const words = (schema: string): readonly string[] =>
  ((document.components.schemas[schema] as { enum?: readonly string[] }).enum ?? []).toSorted()

it("node kinds and comparisons of routes are those of the contract", () => {
  expect(nodeKinds.toSorted()).toEqual(words("NodeKind"))
  expect(Object.keys(routeOperations).toSorted()).toEqual(words("RouteOperation"))
  const types = words("FunctionType")
  for (const type of assetTypes) expect(types).toContain(type.toLowerCase())
})

it("the opposite of an opposite is the comparison itself, and compares the same kind of value", () => {
  for (const [operation, { comparesNumbers, opposite }] of Object.entries(routeOperations))
    expect(routeOperations[opposite]).toEqual({ comparesNumbers, opposite: operation })
  expect(isRouteOperation("toString")).toBe(false)
})
