/** The `{{x}}` of prompts: each names a further text input of a text generation node. */
import type { PipelineNode } from "@aixplain-ts/api-types"

/**
 * Names between double braces, once each, as written (inner spaces count). Any characters but `}`; `{{}}` and single
 * braces are none, and `{{a {{b}}` is one name, `a {{b`, as in the vendor's designer.
 */
export const variablesIn = (prompt: string): readonly string[] => [
  ...new Set(Array.from(prompt.matchAll(/\{\{([^}]+)\}\}/g), ([, name]) => name!))
]

/** The variables of a node's preset prompt; none unless it generates text. */
export function promptVariables(node: PipelineNode): readonly string[] {
  if (node.function !== "text-generation") return []
  const prompt = node.inputValues?.find((parameter) => parameter.code === "prompt")?.value
  return typeof prompt === "string" ? variablesIn(prompt) : []
}
