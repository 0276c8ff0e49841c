/**
 * The part of TypeScript that generated code consists of, as data.
 *
 * One description serves twice: it is printed as source, and it is carried out here and now to see what that source
 * would build. So what `toCode` promises is checked before it is written.
 */

export type Expression =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly key: string }
  | { readonly kind: "call"; readonly of: Expression; readonly method: string; readonly args: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly Entry[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }

export type Entry = readonly [key: string, value: Expression]

export const json = (value: unknown): Expression => ({ kind: "json", value })
export const name = (name: string): Expression => ({ kind: "name", name })
export const member = (of: Expression, key: string): Expression => ({ kind: "member", of, key })
export const call = (of: Expression, method: string, args: readonly Expression[]): Expression => ({
  kind: "call",
  of,
  method,
  args
})
export const object = (entries: readonly Entry[]): Expression => ({ kind: "object", entries })
export const list = (items: readonly Expression[]): Expression => ({ kind: "list", items })

/** A call of the builder: `n.translation(…)`. */
export const build = (method: string, args: readonly Expression[]): Expression => call(name("n"), method, args)

/** Carries an expression out, with what the names stand for. */
export function evaluate(expression: Expression, scope: ReadonlyMap<string, unknown>): unknown {
  switch (expression.kind) {
    case "json":
      return expression.value
    case "name":
      return scope.get(expression.name)
    case "member":
      return (evaluate(expression.of, scope) as Record<string, unknown>)[expression.key]
    case "call": {
      const owner = evaluate(expression.of, scope) as Record<string, (...args: unknown[]) => unknown>
      const args = expression.args.map((argument) => evaluate(argument, scope))
      return owner[expression.method]?.(...args)
    }
    case "object":
      return Object.fromEntries(expression.entries.map(([key, value]) => [key, evaluate(value, scope)]))
    case "list":
      break
  }
  return expression.items.map((item) => evaluate(item, scope))
}

/** Every name in an expression, in the order in which it is read. */
export function* namesIn(expression: Expression): Generator<string> {
  switch (expression.kind) {
    case "json":
      return
    case "name":
      yield expression.name
      return
    case "member":
      yield* namesIn(expression.of)
      return
    case "call":
      yield* namesIn(expression.of)
      for (const argument of expression.args) yield* namesIn(argument)
      return
    case "object":
      for (const [, value] of expression.entries) yield* namesIn(value)
      return
    case "list":
      for (const item of expression.items) yield* namesIn(item)
  }
}

/** The expression with some names replaced by what they stand for. */
export function inline(expression: Expression, meanings: ReadonlyMap<string, Expression>): Expression {
  switch (expression.kind) {
    case "json":
      return expression
    case "name":
      return meanings.get(expression.name) ?? expression
    case "member":
      return { ...expression, of: inline(expression.of, meanings) }
    case "call":
      return {
        ...expression,
        of: inline(expression.of, meanings),
        args: expression.args.map((argument) => inline(argument, meanings))
      }
    case "object":
      return object(expression.entries.map(([key, value]) => [key, inline(value, meanings)]))
    case "list":
      break
  }
  return list(expression.items.map((item) => inline(item, meanings)))
}
