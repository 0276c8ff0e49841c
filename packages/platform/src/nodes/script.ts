/**
 * SCRIPT: the whole list of segments into a script, the list that it returns out. Segments that come back as many, with
 * the same `index`, keep their places; a single one stands for the whole run; anything else is a new list.
 */
import { isRecord } from "../checks.ts"
import type { Value } from "../assets/AssetDefinition.ts"
import { AssetError } from "../assets/AssetDefinition.ts"
import { child, maxOrdinals, whole } from "../plan/SegmentKey.ts"
import type { ScriptLanguage, ScriptSegment } from "../scripts/ScriptRunner.ts"
import { ScriptError } from "../scripts/ScriptRunner.ts"
import type { Item, Made, Member, NodeCall, Outcome } from "./NodeCall.ts"
import { isMedia } from "../assets/readText.ts"

export const script = async (call: NodeCall): Promise<Outcome> => {
  const { scripts, scriptSource, scriptTimeout } = call.services
  if (scripts === undefined) throw new AssetError("This server runs no scripts.")
  const fileId = call.node.document.fileId ?? ""
  const file = fileId === "" ? undefined : await scriptSource(call.team, fileId)
  if (file === undefined)
    throw new AssetError(`The script of ${call.node.label} is not on this server: upload it again.`)
  const inputs = Object.fromEntries(Object.entries(call.lists).map(([code, items]) => [code, segmentsOf(items)]))
  // What is printed goes into the log at once; the log of the result has it again.
  let told = 0
  const tell = (log: string): void => {
    for (const line of lines(log)) {
      call.log(line)
      told++
    }
  }
  const tellRest = (log: string): void => {
    for (const line of lines(log).slice(told)) call.log(line)
  }
  try {
    const result = await scripts.run({
      language: languageOf(file.name),
      name: file.name,
      source: file.source,
      inputs,
      outputs: outputCodes(call),
      ...(scriptTimeout === undefined ? {} : { timeout: scriptTimeout }),
      signal: call.signal,
      printed: tell
    })
    tellRest(result.log)
    return outcomeOf(call, result.segments)
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error
    tellRest(error.log)
    throw new AssetError(error.message, { cause: error })
  }
}

const lines = (log: string): readonly string[] => (log === "" ? [] : log.replace(/\n$/u, "").split("\n"))

const languageOf = (name: string): ScriptLanguage =>
  /\.[cm]?ts$/u.test(name) ? "typescript" : /\.[cm]?js$/u.test(name) ? "javascript" : "python"

const outputCodes = (call: NodeCall): readonly string[] => {
  const declared = (call.node.document.outputValues ?? []).map((parameter) => parameter.code)
  return [...new Set([...declared, ...call.node.codes])]
}

/** Segments as a script sees them: the value under `attributes`, by the output that it came from; the runner adds the rest. */
const segmentsOf = (items: readonly Item[]): ScriptSegment[] =>
  items.map((item, index) => {
    const success = item.error === undefined
    const isUrl = isMedia(item.value)
    const value = isMedia(item.value) ? item.value.url : item.value
    const { separator: _, ...origin } = item.origin ?? {}
    return {
      index,
      success,
      input_type: item.type,
      is_url: isUrl,
      details: {},
      input_segment_info: [{ node_id: item.node, type: item.type, is_url: isUrl, ...origin, segment: value }],
      attributes: success ? { [item.output]: value } : {},
      ...(success ? {} : { error: item.error })
    }
  })

const outcomeOf = (call: NodeCall, segments: readonly ScriptSegment[]): Outcome => {
  const members = segments.map((segment) => read(call, segment))
  const [longest, model] = longestList(call)
  const places = segments.map((segment, index) => (typeof segment["index"] === "number" ? segment["index"] : index))
  const known = new Set(places).size === places.length && places.every((place) => longest[place] !== undefined)
  if (known && longest.length > 1 && segments.length > 1) return inPlace(longest, model, places, members)
  const [only] = members
  if (only !== undefined && members.length === 1) {
    if (longest.length === 1 && model !== undefined) return inPlace(longest, model, [0], members)
    return { _tag: "List", shape: { splits: [] }, members: [{ ...only, seg: whole }] }
  }
  return newList(call, members)
}

/** The members where their segments came from; places that the script left out are empty. */
const inPlace = (
  items: readonly Item[],
  model: number | undefined,
  places: readonly number[],
  members: readonly Omit<Member, "seg">[]
): Outcome => {
  if (items.length === 1 && items[0]!.seg === whole)
    return { _tag: "List", shape: { splits: [] }, members: [{ ...members[0], seg: whole }] }
  const at = new Map(places.map((place, index) => [place, members[index]!]))
  return {
    _tag: "List",
    shape: { like: model! },
    members: items.map((item, place) => ({ ...at.get(place), seg: item.seg }))
  }
}

const newList = (call: NodeCall, members: readonly Omit<Member, "seg">[]): Outcome => {
  if (members.length > maxOrdinals)
    throw new AssetError(
      `The script of ${call.node.label} returned ${members.length} segments; ${maxOrdinals} are possible.`
    )
  // With one instance the list takes its place; with several it is a new list.
  const single = Object.values(call.lists).every((items) => items.every((item) => item.seg.startsWith("00000")))
  const parent = single ? child(whole, 0) : whole
  const inner = { seg: parent, size: members.length }
  return {
    _tag: "List",
    shape: { splits: single ? [{ seg: whole, size: 1 }, inner] : [inner] },
    members: members.map((member, index) => ({ ...member, seg: child(parent, index) }))
  }
}

/** The list that gives the places: the longest, the first of equals; and the node that it came from, as it is shaped. */
const longestList = (call: NodeCall): readonly [readonly Item[], number | undefined] => {
  let longest: readonly Item[] = []
  let model: number | undefined
  for (const param of call.node.params) {
    const items = call.lists[param.code] ?? []
    if (items.length <= longest.length) continue
    longest = items
    model = param.sources.length === 1 ? param.sources[0]!.node : undefined
  }
  return model === undefined ? [[], undefined] : [longest, model]
}

/** One returned segment; the runner has put every output under `attributes`, wherever the script had it. */
const read = (call: NodeCall, segment: ScriptSegment): Omit<Member, "seg"> => {
  const attributes = recordOf(segment["attributes"])
  const details = recordOf(segment["details"])
  const facts = details === undefined ? {} : { facts: { details } }
  if (segment["success"] === false) {
    const { error } = segment
    const said = typeof error === "string" && error !== "" ? error : "The script marked this segment as failed."
    return { error: said, ...facts }
  }
  const values: Record<string, Made> = {}
  for (const code of outputCodes(call)) {
    const value = attributes?.[code]
    if (value !== undefined) values[code] = { value: value as Value }
  }
  return { values, ...facts }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  isRecord(value) ? value : undefined
