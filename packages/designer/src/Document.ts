/**
 * Pipeline documents as they are met: reading one from JSON without losing anything.
 *
 * Used by everything that takes a document from outside: client, CLI, platform, studio. It judges only whether there is
 * a graph to speak of; whether that graph makes sense is validation's business.
 */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { fromEngineForm, isEngineForm } from "./internal/engineForm.ts"
import type { Problem } from "./Problem.ts"
import { isObject, type JsonObject } from "./internal/json.ts"

/** Thrown for a value that is not a pipeline document; `problems` lists every reason. */
export class InvalidDocument extends Error {
  override readonly name = "InvalidDocument"
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(`Not a pipeline document. ${problems.map((problem) => problem.message).join(" ")}`)
    this.problems = problems
  }
}

/**
 * Reads a pipeline document from parsed JSON or from JSON text.
 *
 * It takes every form in use: `{ nodes, links }`, the answer to a GET (the same with `id`, `name`, …) and the body of a
 * POST, whose `architecture` is unfolded in place (its `nodes` and `links` come to the top level, where GET has them). The
 * engine's form inside a run answer (nodes by `id`, links with `param_mapping`) is read too, and written as documents are.
 * All keys, known or not, and their order stay as they are; missing `links` become `[]`. The value is not copied where it
 * need not change, and never changed.
 *
 * @throws InvalidDocument for a value without nodes, or with nodes and links that cannot be told apart.
 */
export function parseDocument(json: unknown): PipelineDocument {
  const value = typeof json === "string" ? parseText(json) : json
  if (!isObject(value)) throw invalid(`It is ${describe(value)} instead of an object.`)
  const unfolded = unfold(value)
  const document = isEngineForm(unfolded) ? fromEngineForm(unfolded) : unfolded
  const problems = structureProblems(document)
  if (problems.length > 0) throw new InvalidDocument(problems)
  return document as PipelineDocument
}

/**
 * The node's label, or the one that the vendor's designer would give it where the document has none: `INPUT(ID=0)`, and
 * `METRIC(3)` for metrics.
 */
export function labelOf(node: PipelineNode): string {
  if (typeof node.label === "string" && node.label.trim() !== "") return node.label
  const metric = typeof node.functionType === "string" && node.functionType.toLowerCase() === "metric"
  return metric ? `METRIC(${node.number})` : `${kindOf(node) || "NODE"}(ID=${node.number})`
}

/** The node's kind in upper case, as the wire has it; an empty text where the document names none. */
export const kindOf = (node: PipelineNode): string => (typeof node.type === "string" ? node.type.toUpperCase() : "")

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalid(`The text is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
}

/** Brings `architecture` to the top level, where it stood among the other keys. */
function unfold(value: JsonObject): JsonObject {
  const architecture = value["architecture"]
  if (value["nodes"] !== undefined || !isObject(architecture)) return withLinks(value)
  const flat: [string, unknown][] = []
  const left: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) {
    if (key !== "architecture") {
      if (key !== "links" || architecture["links"] === undefined) flat.push([key, item])
      continue
    }
    for (const entry of Object.entries(architecture)) {
      const shadowed = entry[0] !== "nodes" && entry[0] !== "links" && Object.hasOwn(value, entry[0])
      ;(shadowed ? left : flat).push(entry)
    }
    // A key that both levels have keeps its place inside, so that neither value is lost.
    if (left.length > 0) flat.push([key, Object.fromEntries(left)])
  }
  return withLinks(Object.fromEntries(flat))
}

const withLinks = (value: JsonObject): JsonObject =>
  value["links"] === undefined || value["links"] === null ? { ...value, links: [] } : value

function structureProblems(document: JsonObject): Problem[] {
  const { nodes, links } = document as { nodes?: unknown; links?: unknown }
  const problems: Problem[] = []
  const say = (message: string, hint = "Compare it with a pipeline that the service returned."): void => {
    problems.push({ code: "not_a_document", level: "error", message, hint })
  }
  if (nodes === undefined || nodes === null)
    say("It has no `nodes`.", "Give it `nodes` and `links`, at the top or under `architecture`.")
  else if (!Array.isArray(nodes)) say(`\`nodes\` is ${describe(nodes)} instead of a list.`)
  else
    for (const [index, node] of nodes.entries()) {
      const place = `nodes[${index}]`
      if (!isObject(node)) say(`\`${place}\` is ${describe(node)} instead of an object.`)
      else if (!Number.isInteger(node["number"]))
        say(`\`${place}.number\` is ${describe(node["number"])} instead of a whole number.`, numberHint)
      else {
        for (const key of ["inputValues", "outputValues", "customInputs"]) sayList(node, place, key, ["code"])
        sayList(node, place, "routes", [])
      }
    }
  if (!Array.isArray(links)) say(`\`links\` is ${describe(links)} instead of a list.`)
  else
    for (const [index, link] of links.entries()) {
      if (!isObject(link)) say(`\`links[${index}]\` is ${describe(link)} instead of an object.`)
      else sayList(link, `links[${index}]`, "paramMapping", ["from", "to"])
    }
  return problems

  /** Lists may be missing or null, but not something else: what reads them iterates over objects with these texts. */
  function sayList(owner: JsonObject, place: string, key: string, texts: readonly string[]): void {
    const list = owner[key]
    if (list === undefined || list === null) return
    if (!Array.isArray(list)) return say(`\`${place}.${key}\` is ${describe(list)} instead of a list.`)
    for (const [index, item] of list.entries()) {
      if (!isObject(item)) say(`\`${place}.${key}[${index}]\` is ${describe(item)} instead of an object.`)
      else
        for (const text of texts)
          if (typeof item[text] !== "string")
            say(`\`${place}.${key}[${index}].${text}\` is ${describe(item[text])} instead of a text.`)
    }
  }
}

const numberHint = "Number the nodes 0, 1, 2, …: links and routes refer to them by it."

const invalid = (message: string): InvalidDocument =>
  new InvalidDocument([
    {
      code: "not_a_document",
      level: "error",
      message,
      hint: "A pipeline document is an object with `nodes` and `links`."
    }
  ])

function describe(value: unknown): string {
  if (value === undefined) return "missing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "object") return "an object"
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
