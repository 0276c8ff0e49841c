/**
 * From the command line to a run's input: one text, or values by label. A file is read only where `@` asks for it.
 */
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { file } from "@aixplain-ts/core/FileInput"
import type { Call } from "./Command.ts"
import { UsageError } from "./UsageError.ts"

/** The payload of `axp run … [text] -i label=value`. Values are texts, or files that core uploads. */
export const readInputs = async (call: Call, texts: readonly string[]): Promise<unknown> => {
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
  const entries = await Promise.all(pairs.map((pair) => readPair(pair, call)))
  return merge(entries)
}

/** The same label several times means several instances. */
const merge = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> => {
  const inputs: Record<string, unknown> = {}
  for (const [label, value] of entries) {
    const known = inputs[label]
    inputs[label] = known === undefined ? value : [known, value].flat()
  }
  return inputs
}

const readPair = async (pair: string, call: Call): Promise<readonly [string, unknown]> => {
  const at = pair.indexOf("=")
  if (at < 1) throw new UsageError(`-i ${pair} has no label.`, "Write -i label=value, -i label=@file or -i label=-.")
  const label = pair.slice(0, at)
  const value = pair.slice(at + 1)
  if (value === "-") return [label, await call.io.readStdin()]
  if (value.startsWith("@")) return [label, await readInputFile(resolve(call.io.cwd, value.slice(1)))]
  return [label, value]
}

/** UTF-8 text is sent as its content; anything else is uploaded. */
const readInputFile = async (path: string): Promise<unknown> => {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}.`,
      "Check the path after the @."
    )
  })
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return file(path)
  }
}

/** `--data-asset id`, or `--data-asset label=id` for each label. */
export const readDataAsset = (call: Call): string | Readonly<Record<string, string>> | undefined => {
  const given = call.flags.all("data-asset")
  if (given.length === 0) return undefined
  if (given.every((pair) => !pair.includes("="))) return given.at(-1)
  return Object.fromEntries(given.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]))
}
