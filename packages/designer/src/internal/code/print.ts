/** Expressions as source text, in this project's style: double quotes, no semicolons, lines up to 120 characters. */
import { type Entry, type Expression, json } from "./Expression.ts"
import { isIdentifier } from "./Names.ts"

const width = 120

/** Source of an expression that starts `used` characters into its line, on a line indented by `indent`. */
export function print(expression: Expression, indent: number, used = indent): string {
  const line = onOneLine(expression)
  if (used + line.length <= width && !line.includes("\n")) return line
  return onSeveralLines(expression, indent)
}

/** A key as it stands in an object. `__proto__` would mean something else there, so it is computed. */
export const printKey = (key: string): string =>
  key === "__proto__" ? `["__proto__"]` : isIdentifier(key) ? key : JSON.stringify(key)

function onOneLine(expression: Expression): string {
  switch (expression.kind) {
    case "json":
      return isCompound(expression.value)
        ? onOneLine(expand(expression.value))
        : (JSON.stringify(expression.value) ?? "undefined")
    case "name":
      return expression.name
    case "member":
      return `${onOneLine(expression.of)}${accessor(expression.key)}`
    case "call":
      return `${onOneLine(expression.of)}.${expression.method}(${expression.args.map(onOneLine).join(", ")})`
    case "object":
      return expression.entries.length === 0 ? "{}" : `{ ${expression.entries.map(entryOnOneLine).join(", ")} }`
    case "list":
      break
  }
  return `[${expression.items.map(onOneLine).join(", ")}]`
}

const entryOnOneLine = ([key, value]: Entry): string =>
  isShorthand(key, value) ? key : `${printKey(key)}: ${onOneLine(value)}`

function onSeveralLines(expression: Expression, indent: number): string {
  switch (expression.kind) {
    case "json":
      return isCompound(expression.value) ? onSeveralLines(expand(expression.value), indent) : onOneLine(expression)
    case "name":
    case "member":
      return onOneLine(expression)
    case "call": {
      const start = `${onOneLine(expression.of)}.${expression.method}(`
      const before = expression.args.slice(0, -1)
      const last = expression.args.at(-1)
      // A last argument that breaks keeps its brackets on the lines of the call, unless there is another like it.
      if (last !== undefined && !before.some(breaks)) {
        const first = before.map((argument) => `${onOneLine(argument)}, `).join("")
        return `${start}${first}${print(last, indent, indent + start.length + first.length)})`
      }
      const args = expression.args.map((argument) => print(argument, indent + 2))
      return start.slice(0, -1) + block("(", ")", indent, args)
    }
    case "object": {
      const entries = expression.entries.map(([key, value]) =>
        isShorthand(key, value)
          ? key
          : `${printKey(key)}: ${print(value, indent + 2, indent + 5 + printKey(key).length)}`
      )
      return block("{", "}", indent, entries)
    }
    case "list":
      break
  }
  const items = expression.items.map((item) => print(item, indent + 2))
  return block("[", "]", indent, items)
}

function block(open: string, close: string, indent: number, items: readonly string[]): string {
  if (items.length === 0) return open + close
  const margin = " ".repeat(indent + 2)
  return `${open}\n${margin}${items.join(`,\n${margin}`)}\n${" ".repeat(indent)}${close}`
}

const accessor = (key: string): string => (isIdentifier(key) ? `.${key}` : `[${JSON.stringify(key)}]`)

const isShorthand = (key: string, value: Expression): boolean =>
  value.kind === "name" && value.name === key && key !== "__proto__"

const breaks = (expression: Expression): boolean =>
  expression.kind === "object" ||
  expression.kind === "list" ||
  (expression.kind === "json" && isCompound(expression.value))

const isCompound = (value: unknown): value is object => typeof value === "object" && value !== null

const expand = (value: object): Expression =>
  Array.isArray(value)
    ? { kind: "list", items: value.map(json) }
    : { kind: "object", entries: Object.entries(value).map(([key, item]) => [key, json(item)]) }
