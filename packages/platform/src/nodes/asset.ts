/**
 * ASSET: one call of an asset. Presets of the document and linked values are merged, prompt variables are filled in,
 * and what the asset returns becomes the outputs, or a list when it returns pieces (segmentors).
 */
import { fillPrompt, promptVariables } from "@aixplain-ts/designer"
import {
  type AssetContext,
  type AssetDefinition,
  AssetError,
  type AssetResult,
  type OutputValue,
  type Piece
} from "../assets/AssetDefinition.ts"
import { calledBy } from "../assets/caller.ts"
import { child, maxOrdinals } from "../plan/SegmentKey.ts"
import type { Facts, Made, NodeCall, Outcome } from "./NodeCall.ts"
import { shown } from "../checks.ts"
import { checkedInputs } from "./assetInputs.ts"
import { readText } from "../assets/readText.ts"

export const asset = async (call: NodeCall): Promise<Outcome> => {
  const definition = assetOf(call)
  const reported = new Reported()
  const linked: Record<string, unknown> = {}
  for (const code in call.inputs) linked[code] = call.inputs[code]!.value
  let inputs: Record<string, unknown> = { ...call.node.presets, ...(await checkedInputs(definition, linked)) }
  const { prompt } = inputs
  if (typeof prompt === "string") inputs = await filledIn(call, inputs, prompt)
  return outcomeOf(call, await definition.run(inputs, contextOf(call, reported)), reported)
}

/** The asset that a node calls; the check before the run has seen that there is one. */
export const assetOf = (call: NodeCall): AssetDefinition => {
  const definition = call.services.asset(call.node)
  if (definition === undefined) throw new AssetError(`This server has no asset for ${call.node.label} any more.`)
  return definition
}

/** What an asset reported beside its outputs. */
export class Reported {
  #details: Record<string, unknown> | undefined
  #language: string | undefined
  #usedCredits = 0

  add({ details, language, usedCredits = 0 }: Parameters<AssetContext["report"]>[0]): void {
    if (details !== undefined) this.#details = { ...this.#details, ...details }
    if (language !== undefined) this.#language = language
    this.#usedCredits += usedCredits
  }

  get facts(): Facts | undefined {
    if (this.#details === undefined && this.#language === undefined && this.#usedCredits === 0) return undefined
    return {
      ...(this.#details === undefined ? {} : { details: this.#details }),
      ...(this.#language === undefined ? {} : { language: this.#language }),
      usedCredits: this.#usedCredits
    }
  }
}

/** A plain object, so that an asset which wraps another may spread it. */
export const contextOf = (call: NodeCall, reported: Reported, origins?: AssetContext["origins"]): AssetContext => {
  const context: AssetContext = {
    get signal() {
      return call.signal
    },
    attempt: call.attempt,
    idempotencyKey: call.key,
    sleep: (millis) => call.sleep(millis),
    log: (line) => call.log(line),
    report: (facts) => reported.add(facts),
    ...(call.suspected ? { suspected: true } : {})
  }
  return calledBy(origins === undefined ? context : { ...context, origins }, call.team)
}

/** Puts the values of prompt variables into the prompt; the variables stay parameters as well. */
const filledIn = async (
  call: NodeCall,
  inputs: Record<string, unknown>,
  prompt: string
): Promise<Record<string, unknown>> => {
  const values = new Map<string, string>()
  for (const name of promptVariables(prompt)) {
    const value = inputs[name]
    if (value === undefined)
      throw new AssetError(`The prompt of ${call.node.label} needs "${name}": link a value to it, or set one.`)
    values.set(name, await readText(value as never))
  }
  if (values.size === 0) return inputs
  return { ...inputs, prompt: fillPrompt(prompt, (name) => values.get(name) ?? "") }
}

/** Reads what an asset returned. */
export const outcomeOf = (call: NodeCall, result: AssetResult, reported: Reported): Outcome => {
  if (typeof result !== "object" || result === null || Array.isArray(result))
    throw new AssetError(`The asset of ${call.node.label} returned ${shown(result)} instead of outputs by code.`)
  if (result.pieces === undefined) return withFacts({ _tag: "Values", values: outputsOf(call, result) }, reported)
  const { pieces, usedCredits } = result
  if (!Array.isArray(pieces))
    throw new AssetError(
      `The asset of ${call.node.label} returned \`pieces\` that are ${shown(pieces)} instead of a list.`
    )
  if (usedCredits !== undefined) reported.add({ usedCredits })
  if (pieces.length > maxOrdinals)
    throw new AssetError(`${call.node.label} cut its input into ${pieces.length} pieces; ${maxOrdinals} are possible.`)
  const members = (pieces as readonly (Partial<Piece> | null | undefined)[]).map((piece, index) => {
    const { outputs, ...origin } = piece ?? {}
    if (typeof outputs !== "object" || outputs === null)
      throw new AssetError(`Piece ${index + 1} that the asset of ${call.node.label} returned has no \`outputs\`.`)
    return { seg: child(call.seg, index), values: outputsOf(call, outputs), origin }
  })
  return withFacts({ _tag: "List", shape: { splits: [{ seg: call.seg, size: pieces.length }] }, members }, reported)
}

const idOf = (call: NodeCall): string => {
  const id = call.services.asset(call.node)?.id
  return id === undefined ? "" : ` "${id}"`
}

const withFacts = (outcome: Outcome, { facts }: Reported): Outcome =>
  facts === undefined ? outcome : { ...outcome, facts }

const outputsOf = (
  call: NodeCall,
  outputs: Readonly<Record<string, OutputValue | undefined>>
): Record<string, Made> => {
  const values: Record<string, Made> = {}
  for (const [code, value] of Object.entries(outputs)) if (value !== undefined) values[code] = { value }
  const given = Object.keys(values)
  if (given.length === 0) throw new AssetError(`The asset${idOf(call)} of ${call.node.label} returned no data.`)
  for (const code of call.node.codes) {
    if (values[code] !== undefined) continue
    // A function with one output is read whatever the link calls it: documents name it data, text or output.
    if (given.length === 1) values[code] = values[given[0]!]!
    else call.log(`${call.node.label} gave no output "${code}", only ${given.join(", ") || "none"}.`, "warning")
  }
  return values
}
