/** Carries generated code out: many modules joined into one, stripped of types, imported. */
import { stripTypeScriptTypes } from "node:module"
import { toCode } from "@aixplain-ts/designer"
import type { PipelineDocument } from "@aixplain-ts/api-types"

const importLine = `import { definePipeline } from "@aixplain-ts/designer"\n`

/** One module with the pipelines of all documents as `p0`, `p1`, … */
export const moduleOf = (documents: readonly PipelineDocument[]): string =>
  importLine +
  documents.map((document, index) => toCode(document, { exportName: `p${index}` }).slice(importLine.length)).join("")

/** What a module exports. */
export const evaluate = async (source: string): Promise<Readonly<Record<string, unknown>>> =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`)

/** What the code of each document builds. */
export async function rebuild(documents: readonly PipelineDocument[]): Promise<readonly PipelineDocument[]> {
  const designer = new URL("../src/index.ts", import.meta.url).href
  const built = await evaluate(moduleOf(documents).replace("@aixplain-ts/designer", designer))
  return documents.map((_, index) => (built[`p${index}`] as { readonly document: PipelineDocument }).document)
}
