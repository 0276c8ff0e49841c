/** `axp files …`: upload files to the server. */
import type { CommandSpec } from "../command.ts"

export const files: readonly CommandSpec[] = [
  {
    name: "files upload",
    arguments: "<path>",
    summary: "Upload a file and print its URL, for use as a run's input",
    options: {
      permanent: { type: "boolean", help: "Store the file permanently" },
      tag: { type: "string", multiple: true, value: "word", help: "Tag for a permanent file" },
      license: { type: "string", value: "id", help: "Licence of a permanent file, by id" },
      type: { type: "string", value: "media/type", help: "Media type (default: guessed)" }
    },
    examples: [
      { command: "axp files upload talk.wav", says: "Uploads a temporary file." },
      { command: "axp files upload talk.wav --permanent --tag talks", says: "Uploads a permanent file with a tag." }
    ],
    load: async () => (await import("../handlers/files.ts")).upload
  }
]
