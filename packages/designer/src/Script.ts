/**
 * Script nodes whose script is still a local file: `scriptFile` on the wire's node, in place of `fileId`.
 *
 * The builder writes the key, validation accepts it, and a client takes it away again: it uploads the file (`POST
 * /sdk/pipelines/script` answers a `fileId`) and saves the document that `withScriptFile` gives. No server ever sees
 * `scriptFile`. This module reads no files.
 */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"

/** A script that must be uploaded before the document is saved. */
export interface PendingScript {
  /** Number of the script node. */
  readonly node: number
  /** A `file:` URL, or a path relative to the pipeline's own file, else to the working directory. */
  readonly file: string
}

/** The script nodes that carry a local file and no uploaded one, in the order of the document. */
export const pendingScripts = (document: PipelineDocument): readonly PendingScript[] =>
  document.nodes.flatMap((node) => {
    const file = node["scriptFile"]
    const uploaded = typeof node.fileId === "string" && node.fileId !== ""
    return isScript(node) && typeof file === "string" && file !== "" && !uploaded ? [{ node: node.number, file }] : []
  })

/**
 * The document with an uploaded script at one of its nodes: `fileId` and `fileMetadata` (JSON text, `{"name", "size"}`)
 * stand where `scriptFile` stood. Everything else is as before; a number that does not belong to a script node changes nothing.
 */
export const withScriptFile = <D extends PipelineDocument>(
  document: D,
  number: number,
  fileId: string,
  fileMetadata: string
): D => ({
  ...document,
  nodes: document.nodes.map((node) =>
    node.number === number && isScript(node) ? uploaded(node, { fileId, fileMetadata }) : node
  )
})

function uploaded(node: PipelineNode, file: { readonly fileId: string; readonly fileMetadata: string }): PipelineNode {
  const kept = Object.entries(node).filter(([key]) => key !== "fileId" && key !== "fileMetadata")
  const entries = kept.flatMap(([key, value]) => (key === "scriptFile" ? Object.entries(file) : [[key, value]]))
  return { ...(Object.fromEntries(entries) as PipelineNode), ...file }
}

const isScript = (node: PipelineNode): boolean => typeof node.type === "string" && node.type.toUpperCase() === "SCRIPT"
