/**
 * Which asset a node calls: the one that its `assetId` names, else the server's first for the function, own ones before
 * built-in ones. Also says why a document cannot run here.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { AssetDefinition } from "../assets/AssetDefinition.ts"
import { builtInFor, builtIns } from "../assets/index.ts"
import { needsModel } from "../assets/index.ts"
import type { Unsupported } from "./Engine.ts"
import { kindOf, labelOf, type PlanNode } from "../plan/Plan.ts"

export interface AssetRegistryOptions {
  /** Assets of the server's owner. */
  readonly assets: readonly AssetDefinition[]
  /** An `assetId` that is unknown here is refused instead of replaced by the function's default. */
  readonly strict: boolean
}

export class AssetRegistry {
  readonly #strict: boolean
  readonly #byId = new Map<string, AssetDefinition>()
  readonly #byFunction = new Map<string, AssetDefinition>()

  constructor(options: AssetRegistryOptions) {
    this.#strict = options.strict
    for (const asset of [...options.assets, ...builtIns]) {
      if (!this.#byId.has(asset.id)) this.#byId.set(asset.id, asset)
      if (!this.#byFunction.has(asset.function)) this.#byFunction.set(asset.function, asset)
    }
  }

  get all(): readonly AssetDefinition[] {
    return [...this.#byId.values()]
  }

  find(assetId: string, functionId: string): AssetDefinition | undefined {
    const named = this.#byId.get(assetId)
    if (named !== undefined) return named
    if (assetId !== "" && this.#strict) return undefined
    return this.#byFunction.get(functionId) ?? builtInFor(functionId)
  }

  readonly forNode = (node: Pick<PlanNode, "document" | "function">): AssetDefinition | undefined =>
    this.find(node.document.assetId ?? "", node.function)

  /** Every node of a document that cannot run here, with the way out. */
  unsupported(document: PipelineDocument, scripts: boolean): readonly Unsupported[] {
    const found: Unsupported[] = []
    for (const node of document.nodes) {
      const kind = kindOf(node)
      if (kind === "SCRIPT" && !scripts)
        found.push({
          node: node.number,
          what: kind,
          message: `${labelOf(node)} is a script, and this server runs none: start it with a script runner.`
        })
      if (kind !== "ASSET") continue
      const functionId = (node.function ?? "").toLowerCase()
      const assetId = node.assetId ?? ""
      if (this.find(assetId, functionId) !== undefined) continue
      found.push({ node: node.number, what: functionId || assetId, message: this.#missing(assetId, functionId) })
    }
    return found
  }

  #missing(assetId: string, functionId: string): string {
    const builtIn = this.#byFunction.get(functionId)
    if (builtIn !== undefined)
      return `The asset "${assetId}" is not on this server: add it with startPlatform({ assets: […] }), or leave assetId empty to use "${builtIn.id}".`
    if (functionId === "")
      return `The asset "${assetId}" is not on this server and its node names no function: add it with startPlatform({ assets: […] }).`
    return (
      needsModel(functionId) ??
      `The function "${functionId}" has no asset on this server: add one with startPlatform({ assets: […] }).`
    )
  }
}
