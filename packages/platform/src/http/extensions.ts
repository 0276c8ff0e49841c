/** What this server offers beyond the wire it imitates: the contract's list, declared on every answer. */
import type { components } from "@aixplain-ts/api-types"
import { document } from "@aixplain-ts/api-types/document"

export const extensions = document.components.schemas["ExtensionName"]?.[
  "enum"
] as readonly components["schemas"]["ExtensionName"][]
