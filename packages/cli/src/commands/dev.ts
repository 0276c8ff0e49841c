/** `axp dev`: the platform on this machine. */
import type { CommandSpec } from "../command.ts"

export const dev: CommandSpec = {
  name: "dev",
  arguments: "",
  summary: "Run the platform and its studio on this machine",
  options: {
    port: { type: "string", value: "n", help: "Port on 127.0.0.1 (default: a free one)" },
    data: { type: "string", value: "dir", help: "Folder to keep everything in (default: a temporary store)" },
    "allow-private": { type: "boolean", help: "Also fetch URLs from private addresses" }
  },
  examples: [
    { command: "axp dev", says: "Prints its address and key as one JSON line, then serves until Ctrl-C." },
    { command: "axp dev --port 8080 --data ./platform", says: "Keeps pipelines, runs and the key between starts." }
  ],
  signals: "own",
  load: async () => (await import("../handlers/dev.ts")).dev
}
