/**
 * Builds the `data` of an ended run: for each OUTPUT that something reached its segments in order, with what they were
 * made from. Written in parts as JSON text and sent as they are kept, so that a run of 50,000 segments never is one
 * object.
 *
 * Own addresses begin with a mark in place of the server's origin (`withOrigin`), because the origin may change.
 */
import type { Origin } from "../assets/AssetDefinition.ts"
import type { AnswerPart, RunAnswer, RunRow, StepRow, StoredValue } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { type PlanNode, type Source } from "../plan/Plan.ts"
import type { ValueReader } from "./ValueReader.ts"
import type { Ready } from "./ReadySteps.ts"
import { parentOf, type SegmentKey, whole } from "../plan/SegmentKey.ts"
import { type Leaf, Token } from "./SegmentTree.ts"
import { textOf } from "./valueCodec.ts"

export interface BuiltAnswer {
  readonly answer: RunAnswer
  readonly success: boolean
  readonly error?: string
}

/** Segments of one part. */
const segmentsPerPart = 500

/**
 * Stands for this server's origin in kept answers. JSON text writes this character as an escape wherever a value holds
 * it, so that in the text as it is kept it is the mark and nothing else.
 */
const originMark = "\u0001"

/** Puts the present origin into the text of a kept answer: makes it the JSON text that is sent. */
export const withOrigin = (text: string, origin: string): string =>
  text.replaceAll(originMark, JSON.stringify(origin).slice(1, -1))

/** A path on this server, written as a whole address when the answer is sent. */
class OwnAddress {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

/** JSON text of kept answers: as `JSON.stringify` writes it, with own addresses behind the mark. */
const written = (value: unknown): string => {
  if (value instanceof OwnAddress) return `"${originMark}${JSON.stringify(value.path).slice(1)}`
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`).join(",")}}`
}

/** A `Segment` and a `SegmentSource` before they are written: with own addresses. */
type UnwrittenSegment = Readonly<Record<string, unknown>> & { readonly success: boolean }
type UnwrittenSource = Readonly<Record<string, unknown>> & { readonly type: string }

/** A segment at a node, by the node's index. */
type Step = Ready

interface Reached extends Leaf {
  readonly source: Source
}

export class Answers {
  readonly #reader: ValueReader
  readonly #texts: "url" | "inline"

  /** `texts`: whether text outputs are addresses of text files or the text itself. Scripts always give the text. */
  constructor(reader: ValueReader, texts: "url" | "inline") {
    this.#reader = reader
    this.#texts = texts
  }

  async build(run: ActiveRun): Promise<BuiltAnswer> {
    const parts: AnswerPart[] = []
    const segments = { total: 0, failed: 0 }
    let success = false
    let failure: Reached | undefined
    const outputs = run.plan.nodes.filter((node) => node.kind === "OUTPUT").toSorted((a, b) => a.number - b.number)
    for (const output of outputs) {
      const reached = reachedBy(run, output)
      if (reached.length === 0) continue
      success ||= reached.some((leaf) => leaf.token === Token.value)
      failure ??= reached.find((leaf) => leaf.token === Token.failed)
      parts.push({ text: `${parts.length === 0 ? "" : ","}${headOf(run, output, reached)},"segments":[` })
      for (let at = 0; at < reached.length; at += segmentsPerPart) {
        const made = await this.#segments(run, reached.slice(at, at + segmentsPerPart), at)
        segments.total += made.length
        for (const segment of made) if (!segment.success) segments.failed++
        const text = made.map(written).join(",")
        parts.push({
          text: at === 0 ? text : `,${text}`,
          place: { node: output.number, first: at, count: made.length }
        })
      }
      parts.push({ text: "]}" })
    }
    const answer = { parts, segments }
    if (success) return { answer, success }
    const error =
      failure !== undefined
        ? run.reasonAt(failure.source.node, failure.seg)
        : outputs.length === 0
          ? "Nothing reached an output: the pipeline has no output node."
          : "Nothing reached an output: no branch that leads to one was taken."
    return { answer, success, error }
  }

  async #segments(run: ActiveRun, leaves: readonly Reached[], from: number): Promise<readonly UnwrittenSegment[]> {
    const made = leaves.map((leaf) => makerOf(run, leaf.source.node, leaf.seg))
    const values = await this.#valuesOf(
      run,
      leaves.map((leaf) => leaf.values[leaf.source.code] ?? 0)
    )
    const rows = await this.#rowsOf(run, made)
    const sources = await this.#sourcesOf(run, made)
    const separators = await this.#separatorsOf(run, leaves)
    return leaves.map((leaf, index) => {
      const n = leaf.values[leaf.source.code] ?? 0
      const place = { index: from + index, input_segment_info: [...sources[index]!] }
      const input = sources[index]![0]?.type
      const value = values[index]
      if (leaf.token === Token.failed || value === undefined)
        return {
          ...place,
          success: false,
          is_url: false,
          error: run.reasonAt(leaf.source.node, leaf.seg),
          ...typed("input_type", input),
          ...typed("separator", separators[index])
        }
      const maker = run.plan.nodes[made[index]!.node]!
      const row = rows[index]
      return {
        ...place,
        success: true,
        ...this.#response(run, maker, value, n),
        input_type: input ?? value.type,
        output_type: value.type,
        details: row?.out?.details ?? {},
        ...(value.kind === "file" ? {} : { length: textOf(value).length }),
        ...typed("language", row?.out?.language),
        // The segments of a script are the script's own: what its input was cut at is not between them.
        ...(value.kind === "text" && maker.kind !== "SCRIPT" ? typed("separator", separators[index]) : {})
      }
    })
  }

  /** What followed each text in its source; the last of an instance is followed by all that came to the end. */
  async #separatorsOf(run: ActiveRun, leaves: readonly Reached[]): Promise<readonly (string | undefined)[]> {
    const separators: (string | undefined)[] = leaves.map(() => undefined)
    for (const [node, indices] of Map.groupBy(leaves.keys(), (index) => leaves[index]!.source.node)) {
      const segs = indices.map((index) => leaves[index]!.seg)
      const origins = await this.#reader.origins(run, run.state.trees[node]!, segs)
      for (const [at, index] of indices.entries()) separators[index] = origins[at]?.separator
    }
    return separators
  }

  #response(
    run: ActiveRun,
    maker: PlanNode,
    value: StoredValue,
    n: number
  ): { readonly response: string | OwnAddress; readonly is_url: boolean } {
    if (value.kind === "file") return { response: ownAddress(value.body), is_url: true }
    if (this.#texts === "inline" || maker.kind === "SCRIPT") return { response: textOf(value), is_url: false }
    return { response: new OwnAddress(textPath(run.row, n)), is_url: true }
  }

  /** What each step was made from: the value at each linked parameter, with its place in the source. */
  async #sourcesOf(run: ActiveRun, steps: readonly Step[]): Promise<readonly (readonly UnwrittenSource[])[]> {
    const places = steps.flatMap((step, index) => placesOf(run, step, index))
    const values = await this.#reader.stored(
      run.lease.run,
      places.map((place) => place.n)
    )
    const sources: UnwrittenSource[][] = steps.map(() => [])
    const origins = new Map<(typeof places)[number], Origin | undefined>()
    for (const [node, from] of Map.groupBy(places, (place) => place.node)) {
      const segs = from.map((place) => place.seg)
      const found = await this.#reader.origins(run, run.state.trees[node]!, segs)
      for (const [at, place] of from.entries()) origins.set(place, found[at])
    }
    for (const [at, place] of places.entries())
      sources[place.index]!.push(sourceOf(run.plan.nodes[place.node]!.number, values[at]!, origins.get(place)))
    return sources
  }

  async #valuesOf(run: ActiveRun, numbers: readonly number[]): Promise<readonly (StoredValue | undefined)[]> {
    const stored = await this.#reader.stored(
      run.lease.run,
      numbers.filter((n) => n > 0)
    )
    let next = 0
    return numbers.map((n) => (n > 0 ? stored[next++] : undefined))
  }

  async #rowsOf(run: ActiveRun, steps: readonly Step[]): Promise<readonly (StepRow | undefined)[]> {
    const rows: (StepRow | undefined)[] = steps.map(() => undefined)
    const byNode = Map.groupBy(steps.keys(), (index) => steps[index]!.node)
    for (const [node, indices] of byNode) {
      if (!run.telling.has(node)) continue
      const found = await this.#reader.rowsAt(
        run,
        node,
        indices.map((index) => steps[index]!.seg)
      )
      for (const [at, index] of indices.entries()) rows[index] = found[at]
    }
    return rows
  }
}

/** A value that the step at place `index` of a list read. */
interface Place extends Step {
  readonly index: number
  readonly n: number
}

/** The values that a step read, one for each linked parameter: where they are and their numbers. */
const placesOf = (run: ActiveRun, { node, seg }: Step, index: number): readonly Place[] => {
  const maker = run.plan.nodes[node]!
  const sources = maker.kind === "INPUT" ? [{ node, code: 0 }] : maker.params.flatMap((param) => param.sources)
  return sources.flatMap((source) => {
    const tree = run.state.trees[source.node]!
    const found = tree.find(seg)
    const n = found.token === Token.value ? (tree.valuesAt(found.at)[source.code] ?? 0) : 0
    return n > 0 ? [{ index, node: source.node, seg: found.at, n }] : []
  })
}

/** Everything that reached an output, in the order of the document; untaken branches are not there. */
const reachedBy = (run: ActiveRun, output: PlanNode): readonly Reached[] => {
  const reached: Reached[] = []
  for (const param of output.params)
    for (const source of param.sources)
      for (const leaf of run.state.reachability.leaves(output.index, source, whole))
        if (leaf.token !== Token.absent) reached.push({ ...leaf, source })
  const several = new Set(reached.map((leaf) => leaf.source)).size > 1
  return several ? reached.toSorted((a, b) => (a.seg < b.seg ? -1 : a.seg > b.seg ? 1 : 0)) : reached
}

/** The step that made a value: routers and decisions only pass it on. */
const makerOf = (run: ActiveRun, node: number, seg: SegmentKey): Step => {
  const { kind, params } = run.plan.nodes[node]!
  if (kind !== "ROUTER" && kind !== "DECISION") return { node, seg }
  const code = kind === "ROUTER" ? (params[0]?.code ?? "input") : "passthrough"
  const from = run.state.reachability.held(node, code, seg)
  return from.token === Token.value ? makerOf(run, from.node, from.seg) : { node, seg }
}

const headOf = (run: ActiveRun, output: PlanNode, reached: readonly Reached[]): string => {
  const head = {
    node_id: output.number,
    label: output.label,
    path: pathOf(run, output),
    is_segmented: reached.some((leaf) => leaf.seg !== whole && parentOf(leaf.seg) !== whole)
  }
  return JSON.stringify(head).slice(0, -1)
}

/** The nodes on the way to an output, each once, in an order in which links go forward. */
const pathOf = (run: ActiveRun, output: PlanNode): readonly unknown[] => {
  const onTheWay = new Set([output.index])
  for (const index of onTheWay) for (const source of run.plan.nodes[index]!.sources) onTheWay.add(source)
  return [...onTheWay]
    .toSorted((a, b) => a - b)
    .map((index) => run.plan.nodes[index]!)
    .map(({ number, kind, function: fn }) =>
      fn === "" ? { node_id: number, type: kind } : { node_id: number, type: kind, function: fn }
    )
}

const sourceOf = (node: number, value: StoredValue, origin: Origin | undefined): UnwrittenSource => {
  const file = value.kind === "file"
  const text = file ? "" : textOf(value)
  const start = origin?.start ?? (file ? undefined : 0)
  const end = origin?.end ?? (file ? undefined : text.length)
  return {
    ...typed("start", start),
    ...typed("end", end),
    // In the unit of start and end: a label that was cut from audio has seconds.
    ...(start === undefined || end === undefined ? {} : { length: end - start }),
    is_url: file,
    type: value.type,
    segment: file ? ownAddress(value.body) : text,
    ...typed("language", origin?.language),
    ...typed("speaker", origin?.speaker),
    node_id: node
  }
}

const ownAddress = (reference: string): string | OwnAddress =>
  reference.startsWith("/") ? new OwnAddress(reference) : reference

/** Where the text of an output is served. */
export const textPath = ({ id, token }: Pick<RunRow, "id" | "token">, n: number): string =>
  `/files/outputs/${id}/${token}/${n}.txt`

const typed = <K extends string, V extends string | number>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V })
