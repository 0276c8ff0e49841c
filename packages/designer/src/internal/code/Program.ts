/** A plan as the parts of a program, and that program carried out. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { definePipeline } from "../../Builder.ts"
import { build, type Entry, evaluate, type Expression, inline, json, namesIn, object } from "./Expression.ts"
import type { Plan, PlannedCall, PlannedInput, PlannedOutput } from "./planned.ts"

export interface Statement {
  /** Undefined where nothing uses the result. */
  readonly variable: string | undefined
  readonly expression: Expression
  readonly comment: string | undefined
}

export interface Program {
  readonly name: string
  readonly inputs: readonly Entry[]
  /** The inputs that are used: label and variable. */
  readonly parameters: readonly (readonly [label: string, variable: string])[]
  readonly statements: readonly Statement[]
  readonly outputs: readonly Entry[]
  readonly options: Readonly<Record<string, unknown>>
}

export function programOf(plan: Plan): Program {
  const outputs = plan.outputs.map((output): Entry => [output.label, outputExpression(output)])
  const routes = inlinedRoutes(plan, outputs)
  const steps = plan.calls.flatMap(stepsOf).filter(({ variable }) => !routes.has(variable))
  const returned = outputs.map(([label, value]): Entry => [label, inline(value, routes)])
  const expressions = steps.map(({ expression }) => inline(expression, routes))
  const used = new Set(namesInAll([...expressions, ...returned.map(([, value]) => value)]))
  return {
    name: plan.name,
    inputs: plan.inputs.map((input): Entry => [input.label, declaration(input)]),
    parameters: plan.inputs
      .filter(({ variable }) => used.has(variable))
      .map(({ label, variable }) => [label, variable]),
    statements: steps.map(({ comment, variable }, index) => ({
      variable: used.has(variable) ? variable : undefined,
      expression: expressions[index] as Expression,
      comment
    })),
    outputs: returned,
    options: plan.options
  }
}

/** The document that the program builds. */
export function run(program: Program): PipelineDocument {
  const inputs = evaluate(object(program.inputs), new Map()) as Record<string, "text">
  const described = definePipeline(
    program.name,
    inputs,
    (ports, n) => {
      const scope = new Map<string, unknown>([["n", n]])
      for (const [label, variable] of program.parameters) scope.set(variable, ports[label])
      for (const { variable, expression } of program.statements) {
        const value = evaluate(expression, scope)
        if (variable !== undefined) scope.set(variable, value)
      }
      return evaluate(object(program.outputs), scope) as Record<string, never>
    },
    program.options
  )
  return described.document
}

const isEmpty = (options: Readonly<Record<string, unknown>>): boolean => Object.keys(options).length === 0

const declaration = ({ type, options }: PlannedInput): Expression =>
  isEmpty(options) ? json(type) : json({ type, ...options })

const outputExpression = ({ port, options }: PlannedOutput): Expression =>
  isEmpty(options) ? port : build("output", [port, json(options)])

/** The call of a node, then its routes. */
function stepsOf({ args, comment, method, options, routes, variable }: PlannedCall) {
  const call = build(method, isEmpty(options) ? args : [...args, json(options)])
  const following = routes.map((route) => ({
    variable: route.variable,
    expression: route.expression,
    comment: undefined
  }))
  return [{ variable, expression: call, comment }, ...following]
}

/**
 * Routes that can stand where they are used, without a name: each used once, and read in the order in which the router
 * or decision lists them, because that order is part of the document.
 */
function inlinedRoutes(plan: Plan, outputs: readonly Entry[]): ReadonlyMap<string, Expression> {
  const owners = new Map(plan.calls.flatMap((call) => call.routes.map(({ variable }) => [variable, call] as const)))
  const reads = new Map<PlannedCall, string[]>()
  const expressions = [...plan.calls.flatMap(({ args }) => args), ...outputs.map(([, value]) => value)]
  for (const read of namesInAll(expressions)) {
    const owner = owners.get(read)
    if (owner !== undefined) reads.set(owner, [...(reads.get(owner) ?? []), read])
  }
  const inlined = new Map<string, Expression>()
  for (const [{ routes }, names] of reads)
    if (names.join() === routes.map(({ variable }) => variable).join())
      for (const { variable, expression } of routes) inlined.set(variable, expression)
  return inlined
}

const namesInAll = (expressions: readonly Expression[]): readonly string[] =>
  expressions.flatMap((expression) => Array.from(namesIn(expression)))
