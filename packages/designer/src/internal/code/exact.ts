/**
 * Makes a plan exact: builds it, compares what comes out with the document, and writes the difference into options.
 *
 * Usually little is left: a number here, a label there, the keys that an editor added. What remains different after
 * that (it is not known to happen) falls back to the whole document word for word.
 */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { type JsonObject, sameJson } from "../json.ts"
import { settleNumbers } from "../numbers.ts"
import { planOf, rawPlanOf } from "./plan.ts"
import type { Plan, PlannedCall, PlannedInput, PlannedOutput } from "./planned.ts"
import { type Program, programOf, run } from "./Program.ts"

/** The program that builds the document; its parts are in canonical form. */
export function exactProgram(document: PipelineDocument): Program {
  const plan = planOf(document)
  settlePlanNumbers(plan)
  settlePlanLabels(plan)
  settleNodes(plan)
  settleDocument(plan, document)
  const program = programOf(plan)
  if (sameJson(run(program), document)) return program
  const raw = rawPlanOf(document)
  settleDocument(raw, document)
  return programOf(raw)
}

type PlannedNode = PlannedInput | PlannedCall | PlannedOutput

const nodesOf = (plan: Plan): readonly PlannedNode[] => [...plan.inputs, ...plan.calls, ...plan.outputs]

const isRaw = (planned: PlannedNode): boolean => planned.role === "call" && planned.method === "raw"

/** As few explicit numbers as it takes: one explicit number often puts those after it right. */
function settlePlanNumbers(plan: Plan): void {
  const nodes = nodesOf(plan)
  const wanted = nodes.map(({ node }) => node.number)
  const explicit = nodes.map((planned) => (isRaw(planned) ? planned.node.number : undefined))
  for (let tries = 0; ; tries++) {
    const settled = settleNumbers(explicit)
    const wrong = settled.findIndex((number, index) => number !== wanted[index])
    if (wrong < 0) break
    // A document that needs many has its own way of numbering.
    if (tries < 20) explicit[wrong] = wanted[wrong]
    else explicit.splice(0, explicit.length, ...wanted)
  }
  for (const [index, planned] of nodes.entries())
    if (!isRaw(planned) && explicit[index] !== undefined) planned.options["number"] = explicit[index]
}

function settlePlanLabels(plan: Plan): void {
  for (let tries = 0; tries < 10; tries++) {
    let right = true
    for (const [planned, built] of pairs(plan)) {
      const { label } = planned.node
      if (isRaw(planned) || planned.role !== "call" || typeof label !== "string" || "label" in planned.options) continue
      // An explicit label can change those that follow from it, so look again; after some rounds, name them all.
      if (built.label === label && tries < 9) continue
      planned.options["label"] = label
      right = false
    }
    if (right) return
  }
}

function settleNodes(plan: Plan): void {
  for (const [planned, built] of pairs(plan)) {
    if (isRaw(planned)) continue
    const { position } = planned.node
    const extra = difference(built, planned.node)
    if (isPlainPosition(position)) {
      planned.options["position"] = position
      delete extra["position"]
    }
    if (Object.keys(extra).length > 0) planned.options["extra"] = extra
  }
}

const isPlainPosition = (position: unknown): boolean =>
  typeof position === "object" &&
  position !== null &&
  Object.keys(position).toSorted().join() === "x,y" &&
  Object.values(position).every((value) => typeof value === "number")

/** Keys of `wanted` that differ, and those to leave out as undefined; those that the builder writes come first. */
function difference(built: PipelineNode, wanted: PipelineNode): JsonObject {
  const extra: JsonObject = {}
  for (const key of new Set([...Object.keys(built), ...Object.keys(wanted)])) {
    const value = wanted[key]
    if (sameJson(built[key], value)) continue
    extra[key] = isParameters(key, value, built[key]) ? parameters(built[key] as JsonObject[], value) : value
  }
  return extra
}

const isParameters = (key: string, wanted: unknown, built: unknown): wanted is readonly JsonObject[] =>
  (key === "inputValues" || key === "outputValues") && Array.isArray(wanted) && Array.isArray(built)

/** What `extra` says of a parameter list: each parameter's code and the keys in which it differs. */
function parameters(built: readonly JsonObject[], wanted: readonly JsonObject[]): readonly JsonObject[] {
  const waiting = [...built]
  return wanted.map((parameter) => {
    const index = waiting.findIndex(({ code }) => code === parameter["code"])
    const [own] = index < 0 ? [] : waiting.splice(index, 1)
    if (own === undefined) return parameter
    const change: JsonObject = { code: parameter["code"] }
    for (const [key, value] of Object.entries(parameter)) if (!sameJson(own[key], value)) change[key] = value
    for (const key of Object.keys(own)) if (!Object.hasOwn(parameter, key)) change[key] = undefined
    return change
  })
}

function settleDocument(plan: Plan, document: PipelineDocument): void {
  const built = run(programOf(plan))
  const numbers = document.nodes.map(({ number }) => number)
  if (
    !sameJson(
      built.nodes.map(({ number }) => number),
      numbers
    )
  )
    plan.options["nodeOrder"] = numbers
  if (!sameJson(built.links, document.links)) {
    const order = document.links.map(({ from, to }) => [from, to] as const)
    const byEnds = new Map(built.links.map((link) => [`${link.from} ${link.to}`, link]))
    const reordered = order.map(([from, to]) => byEnds.get(`${from} ${to}`))
    if (built.links.length === order.length && sameJson(reordered, document.links)) plan.options["linkOrder"] = order
    else plan.options["links"] = document.links
  }
  const extra: JsonObject = {}
  for (const [key, value] of Object.entries(document))
    if (key !== "nodes" && key !== "links" && !sameJson(built[key], value)) extra[key] = value
  if (!Object.hasOwn(document, "name")) extra["name"] = undefined
  if (Object.keys(extra).length > 0) plan.options["extra"] = extra
}

/** Every planned node with what it builds, by number; nodes of one number keep their order. */
function pairs(plan: Plan): readonly (readonly [PlannedNode, PipelineNode])[] {
  const built = run(programOf(plan)).nodes
  const planned = nodesOf(plan).toSorted((a, b) => a.node.number - b.node.number)
  return planned.map((node, index) => [node, built[index] as PipelineNode])
}
