/**
 * The canonical form of a document: what the platform answers with and what comparisons look at.
 *
 * `type` upper case, `functionType` and data types lower case, `dataType: null` left out; every other key, known or not,
 * and all order stay as they are. Labels and positions are not touched.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"

/**
 * The document in canonical form. Nothing is lost but spelling: parts that need no change are the same objects as before,
 * and a canonical document comes back as itself.
 */
export function canonical<D extends PipelineDocument>(document: D): D {
  return mapKeys(document, (key, value) => (key === "nodes" ? mapItems(value, canonicalNode) : value)) as D
}

const canonicalNode = (node: Json): Json =>
  mapKeys(node, (key, value) => {
    switch (key) {
      case "type":
        return typeof value === "string" ? value.toUpperCase() : value
      case "functionType":
        return lower(value)
      case "dataType":
        return dataType(value)
      case "inputValues":
      case "outputValues":
      case "customInputs":
        return mapItems(value, canonicalParameter)
      case "routes":
        return mapItems(value, canonicalRoute)
      default:
        return value
    }
  })

const canonicalParameter = (parameter: Json): Json =>
  mapKeys(parameter, (key, value) => (key === "dataType" ? dataType(value) : value))

/** A router's routes hold data types as their values; a decision's hold values, whose case matters. */
const canonicalRoute = (route: Json): Json =>
  route["type"] === "checkType" ? mapKeys(route, (key, value) => (key === "value" ? lower(value) : value)) : route

/** Undefined (left out) for null; one word or a list of words otherwise. */
const dataType = (value: unknown): unknown =>
  value === null ? undefined : Array.isArray(value) ? mapSame(value, lower) : lower(value)

const lower = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value)

type Json = Record<string, unknown>

const mapItems = (list: unknown, change: (item: Json) => Json): unknown =>
  Array.isArray(list)
    ? mapSame(list, (item) =>
        typeof item === "object" && item !== null && !Array.isArray(item) ? change(item as Json) : item
      )
    : list

function mapSame(list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  let changed = false
  const out = list.map((item) => {
    const next = change(item)
    changed ||= next !== item
    return next
  })
  return changed ? out : list
}

/** A copy with changed values in the same order, without those that became undefined; the same object if none did. */
function mapKeys(object: Json, change: (key: string, value: unknown) => unknown): Json {
  let changed = false
  const out: [string, unknown][] = []
  for (const [key, value] of Object.entries(object)) {
    const next = change(key, value)
    changed ||= next !== value
    if (next !== undefined) out.push([key, next])
  }
  return changed ? Object.fromEntries(out) : object
}
