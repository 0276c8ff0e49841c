/** Parameters as people give them (a value, a port, a list of both) and as a node holds them on the wire. */
import type { CatalogueFunction } from "../Catalogue.ts"
import type { DataType } from "../Types.ts"
import type { Presence } from "../Node.ts"
import type { DraftInput } from "./Draft.ts"
import type { JsonObject } from "./json.ts"
import { isPort, NodePort, singleType, type Source } from "./port.ts"

/** What a node takes from its parameters: what feeds it, and its `inputValues`. */
export interface ReadParameters {
  readonly inputs: readonly DraftInput[]
  readonly inputValues: readonly JsonObject[]
  /** "maybe" as soon as one port is. */
  readonly presence: Presence
}

export type GivenParameters = Readonly<Record<string, unknown>>

/** Parameters of a function: in the catalogue's order, with its data types; then those that it does not list. */
export function readFunctionParameters(fn: CatalogueFunction | undefined, given: GivenParameters): ReadParameters {
  const known = Object.values(fn?.inputs ?? {}).filter(({ code }) => given[code] !== undefined)
  const others = Object.keys(given).filter((code) => given[code] !== undefined && fn?.inputs[code] === undefined)
  return {
    ...feeds(given),
    inputValues: [
      ...known.map(({ code, dataType }) => inputValue(code, given[code], dataType)),
      ...others.map((code) => inputValue(code, given[code], undefined))
    ]
  }
}

/** Parameters that no catalogue knows, in the order given. */
export const readParameters = (given: GivenParameters): ReadParameters => readFunctionParameters(undefined, given)

/** `{ code, dataType, value }`: without a value for what a link feeds, with `values` for a list. */
function inputValue(code: string, given: unknown, known: DataType | undefined): JsonObject {
  const items: readonly unknown[] = Array.isArray(given) ? given : [given]
  const dataType = known ?? commonType(items)
  const values = items.filter((item) => !isPort(item)).map((value) => wireValue(value, known))
  return {
    code,
    ...(dataType === undefined ? {} : { dataType }),
    ...(values.length === 0 ? {} : Array.isArray(given) ? { values } : { value: values[0] })
  }
}

/** Numeric settings of the catalogue are text on the wire. */
const wireValue = (value: unknown, known: DataType | undefined): unknown =>
  known === "text" && typeof value === "number" ? String(value) : value

/** The data type of a parameter that only its values and ports tell; undefined when they differ or tell nothing. */
function commonType(items: readonly unknown[]): DataType | undefined {
  const types = new Set(items.map((item) => (isPort(item) ? singleType(item) : typeOfValue(item))))
  const [type] = types
  return types.size === 1 ? type : undefined
}

function typeOfValue(value: unknown): DataType | undefined {
  switch (typeof value) {
    case "string":
      return "text"
    case "number":
      return "number"
    case "boolean":
      return "boolean"
    default:
      return undefined
  }
}

/** What feeds a node, in the order in which its parameters are given. */
function feeds(given: GivenParameters): Pick<ReadParameters, "inputs" | "presence"> {
  const inputs: DraftInput[] = []
  let presence: Presence = "always"
  for (const [code, value] of Object.entries(given)) {
    const ports = (Array.isArray(value) ? value : [value]).filter(isPort)
    const sources: Source[] = ports.flatMap((port) => NodePort.sourcesOf(port) ?? [])
    if (sources.length > 0) inputs.push({ code, sources })
    if (ports.some((port) => port.presence === "maybe")) presence = "maybe"
  }
  return { inputs, presence }
}
