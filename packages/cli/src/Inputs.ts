/**
 * From the command line to a run's input: one text, or values by label. A file is read only where `@` asks for it.
 */
import { constants, createReadStream } from "node:fs"
import { access, stat } from "node:fs/promises"
import { resolve } from "node:path"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { file } from "@aixplain-ts/core/FileInput"
import { kindOf, labelOf } from "@aixplain-ts/designer"
import type { Call } from "./Command.ts"
import { UsageError } from "./CliFailure.ts"

/** Whether the pipeline has to be looked at before the input can be read. */
export const needsDocument = (call: Call): boolean => call.flags.all("input").some((pair) => /^[^=]+=@/.test(pair))

/** The payload of `axp run … [text] -i label=value`. Values are texts, or files that core uploads. */
export const readInputs = async (
  call: Call,
  texts: readonly string[],
  document: PipelineDocument | undefined
): Promise<unknown> => {
  const pairs = call.flags.all("input")
  if (texts.length > 1)
    throw new UsageError("There is more than one text.", 'Put it in quotes, or name the inputs: -i "Text=…".')
  const text = texts[0]
  if (pairs.length === 0) {
    if (text === undefined) throw new UsageError("There is no input.", 'Give a text, or inputs by label: -i "Text=…".')
    return text === "-" ? call.io.readStdin() : text
  }
  if (text !== undefined)
    throw new UsageError("There are a text and inputs by label.", "Use one of the two: labels for several inputs.")
  if (pairs.filter((pair) => /^[^=]+=-$/.test(pair)).length > 1)
    throw new UsageError("Standard input can be read for one input only.", "Give the others as label=@file.")
  return merge(await Promise.all(pairs.map((pair) => readPair(pair, call, document))))
}

/** The same label several times means several instances. */
const merge = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> => {
  const inputs = new Map<string, unknown>()
  for (const [label, value] of entries) {
    const known = inputs.get(label)
    inputs.set(label, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(inputs)
}

const readPair = async (
  pair: string,
  call: Call,
  document: PipelineDocument | undefined
): Promise<readonly [string, unknown]> => {
  const at = pair.indexOf("=")
  if (at < 1) throw new UsageError(`-i ${pair} has no label.`, "Write -i label=value, -i label=@file or -i label=-.")
  const label = pair.slice(0, at)
  const value = pair.slice(at + 1)
  if (value === "-") return [label, await call.io.readStdin()]
  if (!value.startsWith("@")) return [label, value]
  const path = resolve(call.io.cwd, value.slice(1))
  const name = value.slice(1)
  await checkReadable(path, name)
  return [label, (takesText(document, label) ? await readText(path) : undefined) ?? file(path)]
}

const textual: ReadonlySet<string> = new Set(["text", "label", "number", "integer", "float", "boolean"])

/** Inputs of unknown type take text, as most do. */
const takesText = (document: PipelineDocument | undefined, label: string): boolean => {
  const node = document?.nodes.find((candidate) => kindOf(candidate) === "INPUT" && labelOf(candidate) === label)
  const types = [node?.dataType ?? []].flat().map((type) => String(type).toLowerCase())
  return types.length === 0 || types.some((type) => textual.has(type))
}

const checkReadable = async (path: string, name: string): Promise<void> => {
  const hint = "Check the path after the @."
  try {
    await access(path, constants.R_OK)
    if ((await stat(path)).isFile()) return
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(code === "ENOENT" ? `There is no file ${name}.` : `${name} cannot be read: ${message}.`, hint)
  }
  throw new UsageError(`${name} is no file.`, hint)
}

/** The file's content if it is UTF-8 text; undefined, after a look at its beginning, if it is anything else. */
const readText = async (path: string): Promise<string | undefined> => {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  const parts: string[] = []
  try {
    for await (const chunk of createReadStream(path)) {
      const part = decoder.decode(chunk as Uint8Array, { stream: true })
      if (part.includes("\u0000")) return undefined
      parts.push(part)
    }
    return parts.join("") + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** `--data-asset id`, or `--data-asset label=id` for each label. */
export const readDataAsset = (call: Call): string | Readonly<Record<string, string>> | undefined => {
  const given = call.flags.all("data-asset")
  if (given.length === 0) return undefined
  if (given.every((pair) => !pair.includes("="))) return given.at(-1)
  return Object.fromEntries(given.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]))
}
