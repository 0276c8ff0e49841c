/**
 * An engine without HTTP for tests: documents in a few words, files in memory, runs awaited to their end.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { CheckAnswer, OutputData, PipelineDocument, PipelineLink, PipelineNode } from "@aixplain-ts/api-types"
import { AssetError, type AssetDefinition, type Value } from "../../src/assets/AssetDefinition.ts"
import { AssetRegistry } from "../../src/engine/AssetRegistry.ts"
import { VirtualClock } from "../../src/clock/Clock.ts"
import type { CheckedRun, NewRun } from "../../src/engine/Engine.ts"
import type { FileStore } from "../../src/files/Files.ts"
import type { EngineOptions } from "../../src/engine/EngineOptions.ts"
import { makeEngine, type OwnedEngine } from "../../src/engine/makeEngine.ts"
import { type Database, openDatabase } from "../../src/store/Database.ts"

export const memoryFiles = (): FileStore & {
  readonly kept: Map<string, { content: Uint8Array; mediaType: string }>
} => {
  const kept = new Map<string, { content: Uint8Array; mediaType: string }>()
  const find = (reference: string): { content: Uint8Array; mediaType: string } => {
    const file = kept.get(reference)
    if (file === undefined) throw new AssetError(`File not found: ${reference}.`)
    return file
  }
  return {
    kept,
    put: (content, mediaType) => {
      const path = `/files/${kept.size}`
      kept.set(path, { content, mediaType })
      return Promise.resolve(path)
    },
    drop: (path) => Promise.resolve(void kept.delete(path)),
    read: async (reference) => find(reference).content,
    mediaType: async (reference) => find(reference).mediaType
  }
}

export type NodeShape = Omit<PipelineNode, "number" | "type"> & { readonly type: string }

/** `links`: "0.input > 1.text" */
export const pipeline = (nodes: readonly NodeShape[], links: readonly string[]): PipelineDocument => ({
  nodes: nodes.map((node, number) => ({ label: `N${number}`, ...node, number })),
  links: links.map((link): PipelineLink => {
    const [from = "", to = ""] = link.split(">").map((end) => end.trim())
    const [source, output = "data"] = from.split(".")
    const [target, input = "text"] = to.split(".")
    return { from: Number(source), to: Number(target), paramMapping: [{ from: output, to: input }] }
  })
})

export const input = (label = "Text", dataType: readonly string[] = ["text"]): NodeShape => ({
  type: "INPUT",
  label,
  dataType: [...dataType]
})
export const output = (label = "Out"): NodeShape => ({ type: "OUTPUT", label })
export const asset = (fn: string, more: Partial<PipelineNode> = {}): NodeShape => ({
  type: "ASSET",
  function: fn,
  ...more
})

/** Test assets: each is the only one of its function. */
export const upper: AssetDefinition = {
  id: "upper",
  function: "text-normalization",
  pure: true,
  run: ({ text }: { text: string }) => ({ data: text.toUpperCase() })
}

export const failing: AssetDefinition = {
  id: "failing",
  function: "paraphrasing",
  pure: true,
  run: ({ text }: { text: string }) => {
    if (text.includes("bad")) throw new AssetError(`It does not like "${text}".`)
    return { data: text }
  }
}

export interface Kit {
  readonly engine: OwnedEngine
  readonly database: Database
  readonly clock: VirtualClock
  submit(document: PipelineDocument, inputs: Record<string, readonly Value[]>, more?: Partial<NewRun>): Promise<string>
  /** Submits, waits for the end, answers what a check answers. */
  run(
    document: PipelineDocument,
    inputs: Record<string, readonly Value[]>,
    more?: Partial<NewRun>
  ): Promise<CheckAnswer>
  end(id: string): Promise<CheckAnswer>
}

const open = new Set<() => Promise<void>>()

/** Stops every engine and deletes every folder that a test made. */
export const cleanUp = async (): Promise<void> => {
  for (const close of open) await close()
  open.clear()
}

export const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "platform-engine-"))
  open.add(() => Promise.resolve(rmSync(path, { recursive: true, force: true })))
  return path
}

export type KitOptions = Partial<EngineOptions> & {
  readonly own?: readonly AssetDefinition[]
  readonly strict?: boolean
  readonly directory?: string
}

export const startKit = async (options: KitOptions = {}): Promise<Kit> => {
  const clock = (options.clock as VirtualClock | undefined) ?? new VirtualClock()
  const { directory, own = [upper, failing], strict = false, ...rest } = options
  const database = options.database ?? openDatabase({ ...(directory === undefined ? {} : { directory }), now: () => 0 })
  const engine = await makeEngine({
    database,
    files: memoryFiles(),
    assets: new AssetRegistry({ assets: own, strict }),
    baseUrl: () => "http://server",
    clock,
    random: () => 0.5,
    textOutputs: "inline",
    ...rest
  })
  open.add(async () => {
    await engine.close()
    if (database.sql.isOpen) database.close()
  })
  const kit: Kit = {
    engine,
    database,
    clock,
    submit: async (document, inputs, more = {}) => {
      const numbers = new Map(document.nodes.map((node) => [node.label, node.number]))
      const submitted = await engine.submit({
        team: "team",
        pipeline: { id: "6544ffbdf4644a9f6c2363a6", name: "Test" },
        document,
        inputs: Object.entries(inputs).map(([label, values]) => ({ node: numbers.get(label) ?? -1, values })),
        batchMode: true,
        ...more
      })
      if (submitted._tag !== "Accepted") throw new Error(submitted._tag)
      return submitted.id
    },
    run: async (document, inputs, more) => kit.end(await kit.submit(document, inputs, more)),
    end: async (id) => {
      const answer = await engine.check("team", id, { waitMillis: 1_000_000_000_000 })
      if (answer === undefined) throw new Error("The run is unknown.")
      return wholeAnswer(answer)
    }
  }
  return kit
}

/** What a check answers on the wire. */
export const wholeAnswer = ({ parts, ...answer }: CheckedRun): CheckAnswer =>
  parts === undefined ? answer : { ...answer, data: JSON.parse(parts.join("")) as OutputData[] }

export const outputs = (answer: CheckAnswer): Record<string, readonly unknown[]> =>
  Object.fromEntries(
    (answer.data as OutputData[]).map(({ label, segments }) => [
      label,
      segments.map((segment) => (segment.success ? segment.response : { error: segment.error }))
    ])
  )
