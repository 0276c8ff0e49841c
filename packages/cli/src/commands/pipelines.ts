/** `axp pipelines …`: stored pipelines. */
import type { CommandSpec, OptionSpec } from "../Command.ts"
import { listOptions, yes } from "./options.ts"

const handlers = () => import("../handlers/pipelines.ts")

const saving: Readonly<Record<string, OptionSpec>> = {
  name: { type: "string", value: "text", help: "Name to store it under" },
  asset: { type: "boolean", help: "Store it as onboarded instead of draft" }
}

export const pipelines: readonly CommandSpec[] = [
  {
    name: "pipelines list",
    arguments: "",
    summary: "List pipelines",
    options: {
      ...listOptions,
      query: { type: "string", value: "text", help: "In name or description" },
      function: { type: "string", multiple: true, value: "id", help: "That use this function" },
      drafts: { type: "boolean", help: "Drafts only" }
    },
    examples: [
      { command: "axp pipelines list --query review", says: "Those with that word." },
      { command: "axp pipelines list --limit 100 -o json", says: "One large page as JSON." }
    ],
    load: async () => (await handlers()).list
  },
  {
    name: "pipelines get",
    arguments: "<id>",
    summary: "Print a stored pipeline's document",
    options: {},
    examples: [
      { command: "axp pipelines get 6544ffbdf4644a9f6c2363a6 > pipeline.json", says: "Keeps it as a file." },
      { command: "axp pipelines get 6544ffbdf4644a9f6c2363a6 -o text", says: "Name, status, inputs and outputs." }
    ],
    load: async () => (await handlers()).get
  },
  {
    name: "pipelines create",
    arguments: "<file>",
    summary: "Store a new pipeline",
    options: saving,
    examples: [
      { command: "axp pipelines create examples/pipelines/guest-reviews.json", says: "Stores a draft." },
      {
        command: 'axp pipelines create pipeline.json --name "Reviews 2" --asset',
        says: "Under another name, onboarded."
      }
    ],
    load: async () => (await handlers()).create
  },
  {
    name: "pipelines update",
    arguments: "<id> <file>",
    summary: "Replace a stored pipeline's document",
    options: saving,
    examples: [
      { command: "axp pipelines update 6544ffbdf4644a9f6c2363a6 pipeline.json", says: "Stores the file in its place." },
      { command: "axp pipelines update 6544ffbdf4644a9f6c2363a6 pipeline.json --name Reviews", says: "Renames it too." }
    ],
    load: async () => (await handlers()).update
  },
  {
    name: "pipelines deploy",
    arguments: "<id>",
    summary: "Take a pipeline from draft to onboarded",
    options: {},
    examples: [
      { command: "axp pipelines deploy 6544ffbdf4644a9f6c2363a6", says: "Deploys what is stored." },
      { command: "axp pipelines deploy 6544ffbdf4644a9f6c2363a6 -o json", says: "The same for a script." }
    ],
    load: async () => (await handlers()).deploy
  },
  {
    name: "pipelines delete",
    arguments: "<id>",
    summary: "Delete a pipeline; this cannot be undone",
    options: yes,
    examples: [
      { command: "axp pipelines delete 6544ffbdf4644a9f6c2363a6", says: "Asks first." },
      { command: "axp pipelines delete 6544ffbdf4644a9f6c2363a6 --yes", says: "Does not ask." }
    ],
    load: async () => (await handlers()).remove
  }
]
