/**
 * The node kinds by the word that documents use. Assets that take whole lists are told apart by when they fire.
 */
import type { PlanKind } from "../plan/Plan.ts"
import { assetKind } from "../plan/Plan.ts"
import { asset } from "./asset.ts"
import { decision } from "./decision.ts"
import { input } from "./input.ts"
import { metric, reconstructor } from "./lists.ts"
import type { RunNode } from "./NodeCall.ts"
import { router } from "./router.ts"
import { script } from "./script.ts"

const anyAsset: RunNode = (call) => {
  if (call.node.fires === "segment") return asset(call)
  return assetKind(call.node.document) === "metric" ? metric(call) : reconstructor(call)
}

/** OUTPUT is missing on purpose: it is a view of what reached it and never runs. */
export const nodeKinds: Readonly<Record<Exclude<PlanKind, "OUTPUT">, RunNode>> & { readonly OUTPUT?: undefined } = {
  INPUT: input,
  ASSET: anyAsset,
  SCRIPT: script,
  ROUTER: router,
  DECISION: decision
}
