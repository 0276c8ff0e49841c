import { readFileSync } from "node:fs"
import { document } from "@aixplain-ts/api-types/document"
import { expect, it } from "vitest"
import { assetTypes, definePipeline, isRouteOperation, nodeKinds, routeOperations } from "../src/index.ts"
import { layout } from "../src/Layout.ts"

const words = (schema: string): readonly string[] =>
  ((document.components.schemas[schema] as { enum?: readonly string[] }).enum ?? []).toSorted()

it("node kinds and comparisons of routes are those of the contract", () => {
  expect(nodeKinds.toSorted()).toEqual(words("NodeKind"))
  expect(Object.keys(routeOperations).toSorted()).toEqual(words("RouteOperation"))
  const stored = words("FunctionType").filter((type) => !/^(?:connect|mcp)/.test(type))
  expect(Array.from(assetTypes, (type) => type.toLowerCase()).toSorted()).toEqual(stored)
})

it("the opposite of an opposite is the comparison itself, and compares the same kind of value", () => {
  for (const [operation, { comparesNumbers, opposite }] of Object.entries(routeOperations))
    expect(routeOperations[opposite]).toEqual({ comparesNumbers, opposite: operation })
  expect(isRouteOperation("toString")).toBe(false)
  expect(isRouteOperation(["equal"])).toBe(false)
})

const everyKind = definePipeline("Every kind", { Source: "text" }, ({ Source }, n) => {
  const mood = n.sentimentAnalysis({ text: n.router(Source).type("text"), language: "en" })
  const route = n.decision({ comparison: mood.data, passthrough: Source }).when("equal", "NEGATIVE")
  return { Lines: n.script({ fileId: "lines", inputs: { text: route }, outputs: { data: "text" } }).data }
}).toJSON()

it("a call of the builder makes each node kind, and a diagram draws each in its own form", () => {
  expect([...new Set(everyKind.nodes.map(({ type }) => type))].toSorted()).toEqual(nodeKinds.toSorted())
  const forms = layout(everyKind).nodes.map(({ form }) => form)
  expect(forms).not.toContain("unknown")
  expect(new Set(forms).size).toBe(nodeKinds.length)
})

it("the pages name every node kind and every comparison", () => {
  const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8")
  for (const kind of nodeKinds) expect(page("documents.md")).toContain(`\`${kind}\``)
  for (const operation of Object.keys(routeOperations)) expect(page("designer.md")).toContain(`\`${operation}\``)
})
