/** `axp run`: a stored pipeline, or a file. */
import type { CommandSpec } from "../command.ts"
import { inputOptions, waitOptions } from "./options.ts"

export const run: CommandSpec = {
  name: "run",
  arguments: "<id | name | file.json | file.ts> [text]",
  summary: "Run a pipeline and print its outputs",
  options: {
    ...inputOptions,
    ...waitOptions,
    async: { type: "boolean", help: "Print the run's reference and do not wait for the run" },
    local: { type: "boolean", help: "Run a file in this process, even if a key is set" },
    keep: { type: "boolean", help: "Keep the draft that was created for a file" }
  },
  examples: [
    {
      command: 'axp run 6544ffbdf4644a9f6c2363a6 "I love it"',
      says: "Runs a stored pipeline that has one input."
    },
    {
      command: "axp run examples/pipelines/guest-reviews.json -i Reviews=@examples/texts/guest-reviews.txt",
      says: "Runs a file; without an API key, on the embedded platform in this process."
    }
  ],
  signals: "own",
  load: async () => (await import("../handlers/run.ts")).run
}
