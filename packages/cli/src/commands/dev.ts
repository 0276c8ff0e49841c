/** `axp dev`: the platform on this machine. */
import type { CommandSpec } from "../Command.ts"

export const dev: CommandSpec = {
  name: "dev",
  arguments: "",
  summary: "Run the platform here, with its studio",
  options: {
    port: { type: "string", value: "n", help: "Port on 127.0.0.1; a free one unless given" },
    data: { type: "string", value: "dir", help: "Keep everything here; a temporary store unless given" },
    "allow-private": { type: "boolean", help: "Fetch URLs from private addresses too" }
  },
  examples: [
    { command: "axp dev", says: "Prints its address and key as one JSON line, then serves until Ctrl-C." },
    { command: "axp dev --port 8080 --data ./platform", says: "The same key and pipelines at every start." }
  ],
  signals: "own",
  load: async () => (await import("../handlers/dev.ts")).dev
}
