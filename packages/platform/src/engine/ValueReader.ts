/**
 * Reads what a step needs from the store: values by number (the latest ones are kept at hand) and where pieces were cut
 * from. One for the whole engine.
 */
import type { Origin, Value } from "../assets/AssetDefinition.ts"
import type { RunKey, RunStore, StepRow, StoredValue } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Files } from "../files/Files.ts"
import { ordinalOf, parentOf, type SegmentKey, whole } from "../plan/SegmentKey.ts"
import type { SegmentTree } from "./SegmentTree.ts"
import { decode } from "./valueCodec.ts"

/** Characters of values that are kept in memory for the steps that read them next. */
const keptCharacters = 16 * 1024 * 1024

export class ValueReader {
  readonly #store: RunStore
  readonly #files: Files
  /** Values by run and number in two generations: when the young one is full it becomes the old one, and the old one goes. */
  #young = new Map<RunKey, Map<number, StoredValue>>()
  #old: ReadonlyMap<RunKey, ReadonlyMap<number, StoredValue>> = new Map()
  #characters = 0
  /** Values of a run that are being read ahead. */
  readonly #fetching = new Map<RunKey, { readonly numbers: ReadonlySet<number>; readonly read: Promise<void> }>()

  constructor(store: RunStore, files: Files) {
    this.#store = store
    this.#files = files
  }

  /** Keeps a value that was just committed. */
  keep(run: RunKey, n: number, value: StoredValue): void {
    let values = this.#young.get(run)
    if (values === undefined) {
      values = new Map()
      this.#young.set(run, values)
    }
    values.set(n, value)
    this.#characters += value.body.length + 100
    if (this.#characters < keptCharacters / 2) return
    this.#old = this.#young
    this.#young = new Map()
    this.#characters = 0
  }

  #kept(run: RunKey, n: number): StoredValue | undefined {
    return this.#young.get(run)?.get(n) ?? this.#old.get(run)?.get(n)
  }

  /** Values that are in memory; undefined unless all of them are. */
  atHand(run: RunKey, numbers: readonly number[]): readonly StoredValue[] | undefined {
    const values: StoredValue[] = []
    for (const n of numbers) {
      const value = this.#kept(run, n)
      if (value === undefined) return undefined
      values.push(value)
    }
    return values
  }

  async stored(run: RunKey, numbers: readonly number[]): Promise<readonly StoredValue[]> {
    const found = numbers.map((n) => this.#kept(run, n))
    const missing = numbers.filter((_, index) => found[index] === undefined)
    if (missing.length === 0) return found as StoredValue[]
    const read = await this.#store.values(run, missing)
    let next = 0
    return found.map((value) => value ?? read[next++]!)
  }

  /** The first of some values that will be asked for one after the other: they are read together. */
  async first(run: RunKey, coming: () => readonly number[], n: number): Promise<readonly StoredValue[]> {
    let fetching = this.#fetching.get(run)
    if (fetching === undefined || !fetching.numbers.has(n)) {
      const numbers = coming()
      fetching = { numbers: new Set(numbers), read: this.#fetch(run, numbers) }
      this.#fetching.set(run, fetching)
    }
    await fetching.read
    return this.stored(run, [n])
  }

  async #fetch(run: RunKey, numbers: readonly number[]): Promise<void> {
    try {
      const values = await this.#store.values(run, numbers)
      for (const [index, n] of numbers.entries()) this.keep(run, n, values[index]!)
    } finally {
      if (this.#fetching.get(run)?.numbers.has(numbers[0]!) === true) this.#fetching.delete(run)
    }
  }

  value(stored: StoredValue): Value {
    return decode(stored, this.#files)
  }

  rowsAt(run: ActiveRun, node: number, segs: readonly SegmentKey[]): Promise<readonly (StepRow | undefined)[]> {
    return this.#store.rowsAt(run.lease.run, run.plan.nodes[node]!.number, segs)
  }

  /**
   * Where each segment of a tree was cut from. A piece that is the last of a cut piece is followed by what followed that
   * one, so that joining all of them gives the source again.
   */
  async origins(
    run: ActiveRun,
    tree: SegmentTree,
    segs: readonly SegmentKey[]
  ): Promise<readonly (Origin | undefined)[]> {
    const known = new Map<SegmentKey, Origin | undefined>()
    let level = [...new Set(segs.filter((seg) => seg !== whole))]
    while (level.length > 0) {
      const cutters = Map.groupBy(level, (seg) => tree.originAt(parentOf(seg)))
      for (const [cutter, pieces] of cutters) {
        const rows = cutter < 0 ? [] : await this.rowsAt(run, cutter, pieces)
        for (const [index, seg] of pieces.entries()) known.set(seg, rows[index]?.out?.origin)
      }
      level = [...new Set(level.filter((seg) => isLast(tree, seg)).map(parentOf))].filter(
        (seg) => seg !== whole && !known.has(seg)
      )
    }
    const following = (seg: SegmentKey): string | undefined => {
      const own = known.get(seg)?.separator
      if (seg === whole || !isLast(tree, seg)) return own
      const outer = following(parentOf(seg))
      return outer === undefined ? own : (own ?? "") + outer
    }
    return segs.map((seg) => {
      const separator = following(seg)
      return separator === undefined ? known.get(seg) : { ...known.get(seg), separator }
    })
  }
}

const isLast = (tree: SegmentTree, seg: SegmentKey): boolean => ordinalOf(seg) === tree.sizeAt(parentOf(seg)) - 1
