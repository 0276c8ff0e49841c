/** `axp files …`: put files on the server. */
import type { CommandSpec } from "../Command.ts"

export const files: readonly CommandSpec[] = [
  {
    name: "files upload",
    arguments: "<path>",
    summary: "Upload a file and print the URL that goes into a run",
    options: {
      permanent: { type: "boolean", help: "Keep it on the server" },
      tag: { type: "string", multiple: true, value: "word", help: "Tag of a permanent file" },
      license: { type: "string", value: "id", help: "Licence of a permanent file" },
      type: { type: "string", value: "media/type", help: "Media type, where it should not be guessed" }
    },
    examples: [
      { command: "axp files upload talk.wav", says: "A temporary file." },
      { command: "axp files upload talk.wav --permanent --tag talks", says: "One that stays." }
    ],
    load: async () => (await import("../handlers/files.ts")).upload
  }
]
