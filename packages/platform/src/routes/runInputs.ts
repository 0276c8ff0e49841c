/**
 * From the body of a run to the values of each input: every form that clients of this wire send, told apart by shape.
 * The result names each INPUT node once, with one value for each instance.
 */
import { isRecord } from "../checks.ts"
import type { components, PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { kindOf, labelOf } from "@aixplain-ts/designer"
import type { Value } from "../assets/AssetDefinition.ts"
import type { RunInput } from "../engine/Engine.ts"
import { maxOrdinals } from "../plan/SegmentKey.ts"
import { HttpError } from "../replies/HttpError.ts"

type RunBody = components["schemas"]["RunBody"]
type DataAssetRef = components["schemas"]["DataAssetRef"]

/** Reads one column of a corpus or dataset. @throws HttpError when it is not found */
export type ReadColumn = (reference: DataAssetRef) => Promise<readonly Value[]>

interface Entry {
  readonly value?: unknown
  readonly nodeId?: string | number
  readonly dataAsset?: DataAssetRef
}

type Given = { readonly value: unknown } | { readonly dataAsset: DataAssetRef }

const controlKeys = new Set(["data", "batchmode", "batchMode", "version"])

const isEntry = (item: unknown): item is Entry =>
  isRecord(item) && ("nodeId" in item || "value" in item || "dataAsset" in item)

/** @throws HttpError 400 that names the label, when an input has no value or a value no input */
export const readInputs = async (
  document: PipelineDocument,
  body: RunBody,
  readColumn: ReadColumn
): Promise<readonly RunInput[]> => {
  const inputs = new Inputs(document.nodes.filter((node) => kindOf(node) === "INPUT"))
  const given = assign(inputs, body)
  const values = new Map<PipelineNode, readonly Value[]>()
  const missing: PipelineNode[] = []
  for (const input of inputs.nodes) {
    const one = given.get(input) ?? { value: input.data }
    if ("dataAsset" in one) values.set(input, await readColumn(one.dataAsset))
    else if (one.value === undefined || one.value === null) missing.push(input)
    else values.set(input, Array.isArray(one.value) ? (one.value as Value[]) : [one.value as Value])
  }
  if (missing.length > 0) throw noValue(missing, inputs.nodes)
  return broadcast(values)
}

const folded = (text: string): string => text.trim().toLowerCase()

/** The INPUT nodes, found by any name they go by in the same time however many there are. */
class Inputs {
  readonly nodes: readonly PipelineNode[]
  readonly #byLabel: ReadonlyMap<string, PipelineNode>
  readonly #byNumber: ReadonlyMap<string, PipelineNode>
  readonly #byFolded: ReadonlyMap<string, PipelineNode>
  readonly #byData: ReadonlyMap<unknown, PipelineNode>

  constructor(nodes: readonly PipelineNode[]) {
    this.nodes = nodes
    // Of several nodes with one name the first is meant: a later entry of a map replaces an earlier one.
    const by = <A>(name: (node: PipelineNode) => A): ReadonlyMap<A, PipelineNode> =>
      new Map(nodes.toReversed().map((node) => [name(node), node]))
    this.#byLabel = by(labelOf)
    this.#byNumber = by(({ number }) => String(number))
    this.#byFolded = by((node) => folded(labelOf(node)))
    this.#byData = by(({ data }) => data)
  }

  /** By label, by number, by label in any case, by the stored value that older guides use as a name. */
  find(name: string | number): PipelineNode | undefined {
    const text = String(name)
    return (
      (typeof name === "string" ? this.#byLabel.get(name) : undefined) ??
      this.#byNumber.get(text) ??
      this.#byFolded.get(folded(text)) ??
      (typeof name === "string" && name !== "" ? this.#byData.get(name) : undefined)
    )
  }
}

/** Finds out which value is meant for which input. @throws HttpError 400 for a label that no input has */
const assign = (inputs: Inputs, body: RunBody): Map<PipelineNode, Given> => {
  const { data } = body
  const others = Object.entries(body).filter(([key]) => !controlKeys.has(key))
  if (data === undefined) return byLabel(inputs, others)
  const list: readonly unknown[] | undefined = Array.isArray(data) ? data : undefined
  if (list !== undefined && list.length > 0 && list.every(isEntry)) return byEntry(inputs, list)
  if (isRecord(data)) {
    const wrapped = Object.keys(data).length === 1 && "data" in data && inputs.find("data") === undefined
    return wrapped ? assign(inputs, { data: data["data"] } as RunBody) : byLabel(inputs, Object.entries(data))
  }
  // Beside one value for all, keys that no input has are a client's own parameters.
  const labelled = Object.entries(body).filter(([key]) => inputs.find(key) !== undefined)
  return inputs.nodes.length > 1 && labelled.length > 0 ? byLabel(inputs, labelled) : single(inputs, data)
}

/** One value for the only input that needs one. */
const single = ({ nodes: inputs }: Inputs, value: unknown): Map<PipelineNode, Given> => {
  const open = inputs.length === 1 ? inputs : inputs.filter(({ data }) => data === undefined || data === null)
  if (open.length > 1)
    throw new HttpError(400, `The pipeline has ${inputs.length} inputs, and the run names one value for all of them.`, {
      detail: `${sendEach(inputs)}.`
    })
  return new Map(open.slice(0, 1).map((input) => [input, { value }]))
}

const byLabel = (inputs: Inputs, entries: readonly (readonly [string, unknown])[]): Map<PipelineNode, Given> => {
  const found = new Map<PipelineNode, Given>()
  const unknown = entries.filter(([key]) => inputs.find(key) === undefined).map(([key]) => key)
  if (unknown.length > 0) throw noInput(unknown, inputs.nodes)
  for (const [key, value] of entries) put(found, inputs.find(key) as PipelineNode, { value })
  return found
}

const byEntry = (inputs: Inputs, entries: readonly Entry[]): Map<PipelineNode, Given> => {
  const found = new Map<PipelineNode, Given>()
  const unnamed: Entry[] = []
  const unknown: string[] = []
  for (const entry of entries) {
    if (entry.nodeId === undefined || entry.nodeId === null) {
      unnamed.push(entry)
      continue
    }
    const input = inputs.find(entry.nodeId) ?? (isOnlyData(inputs, entries) ? inputs.nodes[0] : undefined)
    if (input === undefined) unknown.push(String(entry.nodeId))
    else put(found, input, give(entry))
  }
  if (unknown.length > 0) throw noInput(unknown, inputs.nodes)
  const open = inputs.nodes.filter((input) => !found.has(input))
  if (unnamed.length > open.length)
    throw new HttpError(
      400,
      `The run names ${entries.length} values for ${inputs.nodes.length} input${inputs.nodes.length === 1 ? "" : "s"}.`
    )
  for (const [index, entry] of unnamed.entries()) put(found, open[index] as PipelineNode, give(entry))
  return found
}

/** `run({"data": "…"})` of aixplain 0.2.38 sends its own word for the one input as a label. */
const isOnlyData = ({ nodes: inputs }: Inputs, entries: readonly Entry[]): boolean =>
  inputs.length === 1 && entries.length === 1 && entries[0]?.nodeId === "data"

const give = ({ value, dataAsset }: Entry): Given => {
  if (dataAsset === undefined) return { value }
  const {
    corpus_id: corpus,
    dataset_id: dataset,
    data_id: column
  }: Record<string, unknown> = isRecord(dataAsset) ? dataAsset : {}
  if (typeof (corpus ?? dataset) !== "string" || typeof column !== "string")
    throw new HttpError(400, "A data asset is named by `corpus_id` or `dataset_id`, and its column by `data_id`.")
  return { dataAsset }
}

const put = (found: Map<PipelineNode, Given>, input: PipelineNode, value: Given): void => {
  if (found.has(input))
    throw new HttpError(400, `The input ${quotedLabel(input)} is given twice.`, {
      detail: "Send one value for each input; inputs that share a label are told apart by their node numbers."
    })
  found.set(input, value)
}

/** A single value goes with every instance; lists must agree on how many there are. */
const broadcast = (values: ReadonlyMap<PipelineNode, readonly Value[]>): readonly RunInput[] => {
  let longest: readonly [PipelineNode, readonly Value[]] | undefined
  for (const entry of values) if (longest === undefined || entry[1].length > longest[1].length) longest = entry
  const instances = longest?.[1].length ?? 0
  if (instances > maxOrdinals)
    throw new HttpError(400, `The run has ${instances} instances; at most ${maxOrdinals} are possible in one run.`, {
      detail: "Send the inputs in several runs."
    })
  return [...values].map(([input, list]) => {
    if (list.length === 0)
      throw new HttpError(400, `The input ${quotedLabel(input)} has no value: the list for it is empty.`)
    if (list.length !== 1 && list.length !== instances)
      throw new HttpError(
        400,
        `The input ${quotedLabel(input)} has ${list.length} values and ${quotedLabel(longest?.[0] as PipelineNode)} has ${instances}.`,
        { detail: "Lists of inputs must be equally long; a single value goes with every one." }
      )
    return {
      node: input.number,
      values: list.length === instances ? list : Array.from({ length: instances }, () => list[0] as Value)
    }
  })
}

const quotedLabel = (node: PipelineNode): string => JSON.stringify(labelOf(node))
const labels = (inputs: readonly PipelineNode[]): string => inputs.map(quotedLabel).join(", ")

const shareLabels = (inputs: readonly PipelineNode[]): boolean =>
  new Set(inputs.map((input) => folded(labelOf(input)))).size < inputs.length

/** Labels that the pipeline does not have, with those that it has. */
const noInput = (names: readonly string[], inputs: readonly PipelineNode[]): HttpError => {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 100)))
  const more = names.length > 10 ? ` or ${names.length - 10} more names` : ""
  const have = inputs.length === 1 ? `The input is ${labels(inputs)}.` : `The inputs are ${labels(inputs)}.`
  return new HttpError(400, `The pipeline has no input ${shown.join(" or ")}${more}. ${have}`, {
    detail: `${sendEach(inputs)}. An object is sent as the value of a label.`
  })
}

/** How to name several inputs: by label, or by number where labels are not enough. */
const sendEach = (inputs: readonly PipelineNode[]): string =>
  shareLabels(inputs)
    ? `Inputs share a label, so send a value for each node number: ${inputs.map((input) => `"${input.number}" (${labelOf(input)})`).join(", ")}`
    : `Send a value for each label: ${labels(inputs)}`

const noValue = (missing: readonly PipelineNode[], inputs: readonly PipelineNode[]): HttpError =>
  new HttpError(
    400,
    missing.length === 1
      ? `The input ${labels(missing)} has no value.`
      : `The inputs ${labels(missing)} have no values.`,
    {
      detail:
        inputs.length === 1
          ? `Send it as \`data\`, or as ${labels(missing)}.`
          : `${sendEach(inputs)}. Or store a default in the input's \`data\`.`
    }
  )
