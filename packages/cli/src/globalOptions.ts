/** Options that every command takes. */
import type { OptionSpec } from "./command.ts"

export const globalOptions: Readonly<Record<string, OptionSpec>> = {
  output: { type: "string", short: "o", value: "text|json|ndjson", help: "Output format; json when piped" },
  "base-url": { type: "string", value: "url", help: "Server to use (default: BACKEND_URL, then the hosted service)" },
  quiet: { type: "boolean", short: "q", help: "Print no notes and no progress on stderr" },
  "no-color": { type: "boolean", help: "Disable colours (NO_COLOR does the same)" },
  version: { type: "boolean", help: "Print the version of axp" },
  help: { type: "boolean", short: "h", help: "Show this help" }
}
