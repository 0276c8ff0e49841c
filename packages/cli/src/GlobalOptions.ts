/** Options that every command takes. */
import type { OptionSpec } from "./Command.ts"

export const globalOptions: Readonly<Record<string, OptionSpec>> = {
  output: { type: "string", short: "o", value: "text|json|ndjson", help: "Output format; json when piped" },
  "base-url": { type: "string", value: "url", help: "Server to talk to (else BACKEND_URL, else the vendor's)" },
  quiet: { type: "boolean", short: "q", help: "No remarks and no progress on stderr" },
  "no-color": { type: "boolean", help: "No colours (NO_COLOR works too)" },
  help: { type: "boolean", short: "h", help: "This help" }
}
