/**
 * The document for generators that cannot express unions: open unions are strings, a union of different types is any
 * value, and keywords for validators are left out. Every body that is valid for the full document is valid for this
 * one.
 */

type Json = unknown
type Schema = Readonly<Record<string, Json>>

const isObject = (value: Json): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value)

/** Keywords that only validators read, and extensions that only our generator reads. */
const validatorsOnly = new Set(["if", "then", "contentMediaType", "contentSchema", "x-open"])

/** Members that look like a schema but are not one. */
const verbatim = new Set(["example", "examples", "mapping"])

export const plain = (document: Schema): Schema => {
  const schemas = ((document["components"] as Schema | undefined)?.["schemas"] ?? {}) as Record<string, Schema>

  const typesOf = (schema: Schema): readonly string[] => {
    const { $ref, type, anyOf } = schema
    if (typeof $ref === "string") return typesOf(schemas[$ref.split("/").at(-1) ?? ""] ?? {})
    if (Array.isArray(anyOf)) return [...new Set((anyOf as Schema[]).flatMap(typesOf))]
    return Array.isArray(type) ? type : typeof type === "string" ? [type] : ["any"]
  }

  /** The common type of all alternatives, or any value. */
  const union = ({ anyOf, ...rest }: Schema): Schema => {
    const alternatives = anyOf as readonly Schema[]
    const others = alternatives.filter(({ type }) => type !== "null")
    const types = typesOf({ anyOf: others })
    const only = others.length === 1 ? others[0] : undefined
    if (only !== undefined && "$ref" in only && types[0] !== "string") return { ...rest, anyOf: alternatives }
    if (types.length !== 1 || !["string", "number", "integer", "boolean"].includes(types[0] ?? "")) return rest
    return { ...rest, type: others.length < alternatives.length ? [types[0], "null"] : types[0] }
  }

  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.filter((item) => !isObject(item) || item["x-untyped"] !== true).map(walk)
    if (!isObject(value)) return value
    const { const: constant, ...schema } = Array.isArray(value["anyOf"]) ? union(value) : value
    const content = isObject(schema["content"]) ? { content: concrete(schema["content"]) } : {}
    return {
      ...Object.fromEntries(
        Object.entries({ ...schema, ...content }).flatMap(([key, item]) =>
          validatorsOnly.has(key) ? [] : [[key, verbatim.has(key) ? item : walk(item)]]
        )
      ),
      ...(typeof constant === "string" ? { type: "string", enum: [constant] } : {})
    }
  }

  return walk(document) as Schema
}

/** One of several media types: JSON if offered, and never a wildcard. */
const concrete = (content: Schema): Schema =>
  Object.fromEntries(
    Object.entries(content).filter(([type]) =>
      "application/json" in content ? type === "application/json" : !type.includes("*")
    )
  )
