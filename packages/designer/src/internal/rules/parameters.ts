/** Rules about what goes into a node and comes out of it: codes, values, data types, functions, scripts. */
import { catalogue } from "../../Catalogue.ts"
import { dataTypes, fits, isDataType } from "../../Fits.ts"
import type { Connection, Graph, Vertex } from "../../Graph.ts"
import { functionOf, hasValue, inputsOf, outputsOf, variablesOf } from "../../Ports.ts"
import type { NodePort } from "../../Ports.ts"
import type { DataType } from "../../Types.ts"
import type { Flow } from "../Flow.ts"
import { listed, nameOf, quoted } from "../Report.ts"
import type { Report } from "../Report.ts"

export function checkParameters(graph: Graph, flow: Flow, report: Report): void {
  for (const vertex of graph.vertices) {
    const inputs = inputsOf(vertex.node)
    const fed = byInput(vertex)
    if (vertex.kind === "ASSET") checkFunction(vertex, report)
    if (vertex.kind === "SCRIPT") checkScript(vertex, report)
    checkDataTypes(vertex, report)
    checkCodes(vertex, inputs, fed, report)
    checkValues(vertex, inputs, fed, report)
    for (const [code, connections] of fed) {
      const port = inputs.get(code)
      if (port === undefined) continue
      checkSeveral(vertex, port, connections, flow, report)
      for (const connection of connections) checkFit(connection, port, flow, report)
    }
  }
}

function checkFunction({ node }: Vertex, report: Report): void {
  if (typeof node.function === "string" && node.function !== "") {
    if (functionOf(node) !== undefined) return
    const meant = report.closest(node.function, Object.keys(catalogue))
    report.warn(
      "unknown_function",
      { node },
      `${nameOf(node)} calls the function ${quoted(node.function)}, which the catalogue does not have.`,
      meant === undefined ? "Check its spelling; its parameters cannot be checked." : `Did you mean ${quoted(meant)}?`
    )
  } else if (typeof node.assetId !== "string" || node.assetId === "")
    report.warn(
      "missing_function",
      { node },
      `${nameOf(node)} names neither a function nor a model, so there is nothing to run.`,
      "Set its “function”, for example “translation”, or its “assetId”."
    )
}

function checkScript({ node }: Vertex, report: Report): void {
  // `scriptFile` names a local file that a client uploads before it saves the document.
  const named = (file: unknown): boolean => typeof file === "string" && file !== ""
  if (named(node.fileId) || named(node["scriptFile"])) return
  report.warn(
    "empty_script",
    { node },
    `${nameOf(node)} has no file, so there is nothing to run.`,
    "Upload the script and set “fileId”; an upload that failed leaves it empty."
  )
}

/** Data types other than the eleven known words. */
function checkDataTypes({ kind, node }: Vertex, report: Report): void {
  const check = (word: unknown, parameter?: string): void => {
    if (word === null || word === undefined || isDataType(typeof word === "string" ? word.toLowerCase() : word)) return
    const meant = report.closest(word, dataTypes)
    report.warn(
      "unknown_data_type",
      parameter === undefined ? { node } : { node, parameter },
      `${nameOf(node)} has the unknown data type ${quoted(word)}${parameter === undefined ? "" : ` at ${quoted(parameter)}`}.`,
      meant === undefined ? `Use one of ${listed(dataTypes)}.` : `Did you mean ${quoted(meant)}?`
    )
  }
  if (kind === "INPUT" || kind === "OUTPUT")
    for (const word of Array.isArray(node.dataType) ? node.dataType : [node.dataType]) check(word)
  for (const { code, dataType } of [...(node.inputValues ?? []), ...(node.outputValues ?? [])]) check(dataType, code)
}

/** Codes that only the document knows, whether it sets them or links them. */
function checkCodes(
  vertex: Vertex,
  inputs: ReadonlyMap<string, NodePort>,
  fed: ReadonlyMap<string, readonly Connection[]>,
  report: Report
): void {
  const { node, kind } = vertex
  const known = kind === "ASSET" ? functionOf(node) : undefined
  const inCatalogue = known !== undefined && known.kind !== "utility"
  // Nothing can be said of what the catalogue does not list; a script has what its node declares.
  if (!inCatalogue && !fixedKinds.has(kind) && kind !== "SCRIPT") return
  const trusted = (port: NodePort | undefined): boolean =>
    port !== undefined && (port.origin !== "document" || !inCatalogue)

  const declared = inCatalogue ? (node.inputValues ?? []).map(({ code }) => code) : []
  const noInput = unknown("input", inputs)
  for (const code of new Set([...declared, ...fed.keys()])) if (!trusted(inputs.get(code))) noInput(code)
  const outputs = outputsOf(node)
  const noOutput = unknown("output", outputs)
  const old = kind === "DECISION" ? oldDecisionOutputs(vertex) : undefined
  for (const code of new Set(vertex.outgoing.map(({ mapping }) => mapping.from)))
    if (!trusted(outputs.get(code)) && old?.has(code) !== true) noOutput(code)

  function unknown(side: "input" | "output", ports: ReadonlyMap<string, NodePort>): (code: string) => void {
    let codes: readonly string[] | undefined
    let there = ""
    return (code) => {
      if (codes === undefined) {
        codes = [...ports.values()].filter(trusted).map((port) => port.code)
        there = codes.length === 0 ? `It has no ${side}s.` : `It has ${listed(codes, "and")}.`
      }
      const meant = report.closest(code, codes)
      report.warn(
        "unknown_parameter",
        { node, parameter: code },
        `${nameOf(node)} has no ${side} ${quoted(code)}.`,
        meant === undefined
          ? `${there}${inCatalogue ? " A model may have more than its function says; then all is well." : ""}`
          : `Did you mean ${quoted(meant)}?`
      )
    }
  }
}

/** Kinds whose parameters the wire fixes. */
const fixedKinds: ReadonlySet<string> = new Set(["INPUT", "OUTPUT", "ROUTER", "DECISION"])

/** Until 2025 a decision's output was called `input`, and before that as the output linked into its passthrough. */
const oldDecisionOutputs = ({ incoming }: Vertex): ReadonlySet<string> =>
  new Set(["input", ...incoming.flatMap(({ mapping: { from, to } }) => (to === "passthrough" ? [from] : []))])

function checkValues(
  { node, kind }: Vertex,
  inputs: ReadonlyMap<string, NodePort>,
  fed: ReadonlyMap<string, readonly Connection[]>,
  report: Report
): void {
  if (kind === "OUTPUT") return
  const set = new Set<string>()
  for (const parameter of node.inputValues ?? []) if (hasValue(parameter)) set.add(parameter.code)
  for (const parameter of node.customInputs ?? []) if (hasValue(parameter)) set.add(parameter.code)
  const variables = new Set(variablesOf(node))
  for (const port of inputs.values()) {
    if (!port.required || port.default !== undefined || fed.has(port.code) || set.has(port.code)) continue
    if (variables.has(port.code))
      report.warn(
        "missing_prompt_variable",
        { node, parameter: port.code },
        `The prompt of ${nameOf(node)} speaks of {{${port.code}}}, but nothing gives it a value.`,
        `Link something to ${quoted(port.code)}, set it, or take it out of the prompt.`
      )
    else
      report.warn(
        "missing_value",
        { node, parameter: port.code },
        `${nameOf(node)} needs ${quoted(port.code)}, which has neither a value nor a link.`,
        port.fixed ? `Set ${quoted(port.code)}.` : `Link something to ${quoted(port.code)} or set it.`
      )
  }
}

/** Several values for a parameter that takes one; branches that exclude each other may meet. */
function checkSeveral(
  { node }: Vertex,
  port: NodePort,
  connections: readonly Connection[],
  flow: Flow,
  report: Report
): void {
  if (port.multiple !== false || connections.length < 2) return
  const sources = new Set(connections.map(({ from }) => from))
  const branching = ({ kind }: Vertex): boolean => kind === "ROUTER" || kind === "DECISION"
  if (sources.size > 1 && [...sources].every((source) => branching(source) || flow.isConditional(source))) return
  report.warn(
    "several_links",
    { node, parameter: port.code },
    `${connections.length} links lead into ${quoted(port.code)} of ${nameOf(node)}, which takes one value.`,
    "Keep one of the links; values are joined by a reconstructor or a script."
  )
}

function checkFit(connection: Connection, port: NodePort, flow: Flow, report: Report): void {
  if (port.fixed || port.dataTypes.length === 0) return
  const unfit = flow.typesAlong(connection).filter((from) => !port.dataTypes.some((to) => fits(from, to)))
  if (unfit.length === 0) return
  const { from, mapping, to } = connection
  const verb = unfit.length < flow.typesAlong(connection).length ? "may give" : "gives"
  report.warn(
    "type_mismatch",
    { node: to.node, parameter: port.code },
    `${quoted(mapping.from)} of ${nameOf(from.node)} ${verb} ${unfit.join(" or ")}, but ${quoted(port.code)} of ${nameOf(to.node)} takes ${port.dataTypes.join(" or ")}.`,
    fitHint(unfit[0]!, port.dataTypes)
  )
}

const fitHint = (from: DataType, to: readonly DataType[]): string =>
  from === "audio" && to.includes("text")
    ? "Put a speech recognition in between."
    : from === "text" && to.includes("audio")
      ? "Put a speech synthesis in between."
      : `Link a parameter of type ${to.join(" or ")}, or put a node in between that makes one.`

function byInput(vertex: Vertex): ReadonlyMap<string, readonly Connection[]> {
  const fed = new Map<string, Connection[]>()
  for (const connection of vertex.incoming) {
    const { to } = connection.mapping
    const connections = fed.get(to)
    if (connections === undefined) fed.set(to, [connection])
    else connections.push(connection)
  }
  return fed
}
