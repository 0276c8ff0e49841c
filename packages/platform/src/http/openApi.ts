/** `/openapi.json` and `/openapi.yaml`: the contract for tools, with this server in the place of the hosted one. */
import { document } from "@aixplain-ts/api-types/document"
import type { Reply } from "../replies/Reply.ts"

// YAML 1.2 is a superset of JSON, so one text serves both.
const mediaTypes: Readonly<Record<string, string>> = {
  "/openapi.json": "application/json",
  "/openapi.yaml": "application/yaml"
}

/** Needs no key: the document is public. */
export const openApi = (path: string, origin: string): Reply | undefined => {
  const mediaType = mediaTypes[path]
  if (mediaType === undefined) return undefined
  const body = JSON.stringify({ ...document, servers: [{ url: origin, description: "This server." }] }, null, 2)
  return { status: 200, headers: { "content-type": `${mediaType}; charset=utf-8` }, body }
}
