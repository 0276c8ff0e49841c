/**
 * Builds a run's input from the command line: one text, or values by label. A file is read only for `@path`.
 */
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { file, type FileInput } from "@aixplain-ts/core/FileInput"
import { catalogue, closest, kindOf, labelOf } from "@aixplain-ts/designer"
import type { Call } from "./command.ts"
import { UsageError } from "./CliFailure.ts"
import {
  baseName,
  checkReadable,
  decodeText,
  type LocalFile,
  notText,
  openLocal,
  scanText,
  textOf
} from "./LocalFile.ts"

/** Limit for all inline text of a run, as JSON; servers accept 10 MiB for the whole body. */
const largestInline = 10 * 1024 * 1024 - 64 * 1024

interface Pair {
  readonly label: string
  readonly value: string
}

/** One value; `upload` if it can be sent as a file instead. */
interface Value {
  readonly label: string
  readonly value: unknown
  readonly upload?: FileInput
}

/** Whether the pipeline's document is needed to read the input. */
export const needsDocument = (call: Call): boolean => call.flags.all("input").some((pair) => /^[^=]+=@/.test(pair))

/** Rejects inputs that are wrong for every pipeline, without reading anything. */
export const checkInputs = async (call: Call, texts: readonly string[]): Promise<void> => {
  const pairs = call.flags.all("input").map(readPair)
  if (texts.length > 1)
    throw new UsageError(
      `Unexpected argument: "${texts[1]}".`,
      'Put text with spaces in quotes, or name the inputs: -i "Text=…".'
    )
  if (pairs.length === 0 && texts[0] === undefined)
    throw new UsageError("No input given.", 'Give a text, or inputs by label: -i "Text=…".')
  if (pairs.length > 0 && texts[0] !== undefined)
    throw new UsageError(
      "A text and inputs by label cannot be combined.",
      "Use one of the two: labels for several inputs."
    )
  if (pairs.filter(({ value }) => value === "-").length > 1)
    throw new UsageError("Standard input can be read for one input only.", "Give the others as label=@file.")
  for (const { value } of pairs)
    if (value.startsWith("@")) await checkReadable(resolve(call.io.cwd, value.slice(1)), value.slice(1))
}

/** The payload of `axp run … [text] -i label=value`. Values are texts, or files that core uploads. */
export const readInputs = async (
  call: Call,
  texts: readonly string[],
  document: PipelineDocument | undefined
): Promise<unknown> => {
  await checkInputs(call, texts)
  const pairs = call.flags.all("input").map(readPair)
  const [text = ""] = texts
  if (pairs.length === 0) {
    const value = text === "-" ? await fromStdin(call, "") : { label: "", value: text }
    return inTheBody([value])[0]?.value
  }
  if (document !== undefined) for (const { label } of pairs) checkLabel(document, label)
  const values = await Promise.all(pairs.map((pair) => readValue(pair, call, document)))
  return merge(inTheBody(values))
}

/** The same label several times means several instances. */
const merge = (values: readonly Value[]): Record<string, unknown> => {
  const inputs = new Map<string, unknown>()
  for (const { label, value } of values) {
    const known = inputs.get(label)
    inputs.set(label, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(inputs)
}

const readPair = (pair: string): Pair => {
  const at = pair.indexOf("=")
  const forms = "Write -i label=value, -i label=@file or -i label=-."
  if (at < 0) throw new UsageError(`-i ${pair} has no value.`, forms)
  if (at === 0) throw new UsageError(`-i ${pair} has no label.`, forms)
  const value = pair.slice(at + 1)
  if (value === "@") throw new UsageError(`-i ${pair} has no path after the @.`, forms)
  return { label: pair.slice(0, at), value }
}

const readValue = async (pair: Pair, call: Call, document: PipelineDocument | undefined): Promise<Value> => {
  const { label, value } = pair
  if (value === "-") return fromStdin(call, label)
  if (!value.startsWith("@")) return { label, value }
  const local = await openLocal(resolve(call.io.cwd, value.slice(1)), value.slice(1))
  const types = typesOf(document, label)
  const takesText = types.length === 0 || types.some((type) => textual.has(type))
  const takesFiles = types.length === 0 ? mayTakeFiles(document, label) : types.some((type) => !textual.has(type))
  const upload = file(local.bytes ?? local.path, { ...(local.bytes !== undefined && { name: baseName(local) }) })
  if (!takesText) return { label, value: upload }
  const read = await readAsText(local)
  if ("text" in read) return { label, value: read.text, upload }
  if (read.isText || takesFiles) return { label, value: upload }
  throw notText(local.name, read.head)
}

const fromStdin = async (call: Call, label: string): Promise<Value> => {
  const bytes = await call.io.readStdin()
  const value = decodeText(bytes, "Standard input")
  return { label, value, upload: file(bytes, { name: "stdin.txt", type: "text/plain" }) }
}

/** The text, if it is short enough for a request body; for a longer file only whether it is text. */
const readAsText = async (
  local: LocalFile
): Promise<{ readonly text: string } | { readonly isText: boolean; readonly head: Uint8Array }> => {
  if (local.bytes === undefined && local.size > largestInline) {
    const found = await scanText(local)
    return { isText: found === undefined, head: found?.head ?? new Uint8Array() }
  }
  const bytes = local.bytes ?? (await readFile(local.path))
  const text = textOf(bytes)
  return text === undefined ? { isText: false, head: bytes.subarray(0, 4) } : { text }
}

/** Uploads text that does not fit into one request, the longest first. */
const inTheBody = (values: readonly Value[]): readonly Value[] => {
  const sizes = values.map(({ value }) => (typeof value === "string" ? Buffer.byteLength(JSON.stringify(value)) : 0))
  const sum = (): number => sizes.reduce((all, size) => all + size, 0)
  const sent = [...values]
  while (sum() > largestInline) {
    const movable = sent.map((one, at) => (one.upload !== undefined && (sizes[at] ?? 0) > 0 ? (sizes[at] ?? 0) : 0))
    const largest = Math.max(...movable)
    if (largest === 0) break
    const at = movable.indexOf(largest)
    const { label, upload } = sent[at] as Value
    sent[at] = { label, value: upload }
    sizes[at] = 0
  }
  return sent
}

const textual: ReadonlySet<string> = new Set(["text", "label", "number", "integer", "float", "boolean"])

const inputsOf = (document: PipelineDocument) => document.nodes.filter((node) => kindOf(node) === "INPUT")

/** An input is named by its label or by its node's number. */
const inputNamed = (document: PipelineDocument | undefined, name: string): PipelineNode | undefined => {
  const inputs = document === undefined ? [] : inputsOf(document)
  return inputs.find((node) => labelOf(node) === name) ?? inputs.find(({ number }) => String(number) === name)
}

const words = (dataType: unknown): readonly string[] =>
  [dataType ?? []].flat().flatMap((type) => (typeof type === "string" ? type.toLowerCase() : []))

/** Empty if unknown; inputs of unknown type accept text, as most do. */
const typesOf = (document: PipelineDocument | undefined, name: string): readonly string[] =>
  words(inputNamed(document, name)?.dataType)

/** Whether an input without a type may take audio, images or videos, according to its links. */
const mayTakeFiles = (document: PipelineDocument | undefined, name: string): boolean => {
  const node = inputNamed(document, name)
  if (document === undefined || node === undefined) return true
  return (document.links ?? [])
    .filter(({ from }) => from === node.number)
    .some(({ paramMapping, to }) => {
      const target = document.nodes.find(({ number }) => number === to)
      if (target === undefined) return false
      if (kindOf(target) === "ROUTER") return true
      if (kindOf(target) === "OUTPUT") return words(target.dataType).some((type) => !textual.has(type))
      return kindOf(target) === "ASSET" && (paramMapping ?? []).some((mapping) => isFilePort(target, mapping.to))
    })
}

/** Whether an asset takes files at this parameter; true if neither the catalogue nor the document declares it. */
const isFilePort = ({ function: id, inputValues }: PipelineNode, code: string | undefined): boolean => {
  const known = typeof id === "string" ? catalogue[id] : undefined
  const port = Object.values(known?.inputs ?? {}).find((input) => input.code === code)
  const types =
    port === undefined ? words(inputValues?.find((input) => input.code === code)?.dataType) : [port.dataType]
  return types.length === 0 || types.some((type) => !textual.has(type))
}

const checkLabel = (document: PipelineDocument, label: string): void => {
  if (inputNamed(document, label) !== undefined) return
  const labels = inputsOf(document).map(labelOf)
  const near = closest(label, labels)
  throw new UsageError(
    `The pipeline has no input "${label}".`,
    `${near === undefined ? "" : `Did you mean "${near}"? `}Its inputs: ${labels.join(", ")}.`
  )
}

/** `--data-asset id`, or `--data-asset label=id` for each label. */
export const readDataAsset = (call: Call): string | Readonly<Record<string, string>> | undefined => {
  const given = call.flags.all("data-asset")
  if (given.length === 0) return undefined
  if (given.every((pair) => !pair.includes("="))) return given.at(-1)
  return Object.fromEntries(given.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]))
}
