/** `axp pipelines …`: stored pipelines. */
import type { CommandSpec, OptionSpec } from "../Command.ts"
import { listOptions, yes } from "./options.ts"

const handlers = () => import("../handlers/pipelines.ts")

const saving: Readonly<Record<string, OptionSpec>> = {
  name: { type: "string", value: "text", help: "Name to store it under" },
  asset: { type: "boolean", help: "Store it as onboarded instead of draft" }
}

const folder: Readonly<Record<string, OptionSpec>> = {
  lock: { type: "string", value: "file", help: "Another lock than <folder>/axp.lock.json, for another server" },
  prune: { type: "boolean", help: "Delete the stored pipelines whose files are gone" }
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
    arguments: "<id | name>",
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
    arguments: "<id | name> <file>",
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
    arguments: "<id | name>",
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
  },
  {
    name: "pipelines show",
    arguments: "<id | name | file>",
    summary: "Show a pipeline's inputs, outputs and nodes, or a picture of it",
    options: { diagram: { type: "string", value: "mermaid|svg", help: "A picture instead of words" } },
    examples: [
      { command: "axp pipelines show examples/pipelines/mood.ts", says: "What goes in, what comes out, and how." },
      {
        command: "axp pipelines show 6544ffbdf4644a9f6c2363a6 --diagram svg > pipeline.svg",
        says: "A picture that any browser opens."
      }
    ],
    raw: "diagram",
    load: async () => (await import("../handlers/look.ts")).show
  },
  {
    name: "pipelines validate",
    arguments: "<id | name | file>",
    summary: "List everything that is wrong with a pipeline; exit 2 when it cannot run",
    options: {},
    examples: [
      { command: "axp pipelines validate examples/pipelines/guest-reviews.json", says: "Without any server." },
      { command: "axp pipelines validate 6544ffbdf4644a9f6c2363a6", says: "What is stored." }
    ],
    load: async () => (await import("../handlers/look.ts")).validate
  },
  {
    name: "pipelines types",
    arguments: "",
    summary: "Write a typed handle of each stored pipeline",
    options: {
      out: { type: "string", value: "dir", help: "Folder to write to, one small file per pipeline" },
      query: { type: "string", value: "text", help: "Only those with it in name or description" }
    },
    examples: [
      { command: "axp pipelines types --out src/pipelines", says: "For pipelines.get of the SDK: run is typed then." },
      { command: "axp pipelines types --out src/pipelines --query review", says: "Only those with that word." }
    ],
    load: async () => (await import("../handlers/types.ts")).types
  },
  {
    name: "pipelines plan",
    arguments: "<folder>",
    summary: "Compare a folder of pipeline files with the server",
    options: { check: { type: "boolean", help: "Exit 1 when they differ" }, ...folder },
    examples: [
      { command: "axp pipelines plan pipelines", says: "What apply would do; nothing is changed." },
      { command: "axp pipelines plan pipelines --check", says: "For CI: exit 1 when somebody has to apply." }
    ],
    load: async () => (await import("../handlers/plan.ts")).plan
  },
  {
    name: "pipelines apply",
    arguments: "<folder>",
    summary: "Make the server's pipelines those of a folder",
    options: {
      ...folder,
      overwrite: { type: "boolean", help: "Replace what was changed on the server since the last apply" }
    },
    examples: [
      {
        command: "axp pipelines apply pipelines",
        says: "Creates and updates; axp.lock.json remembers which is which."
      },
      { command: "axp pipelines apply pipelines --prune", says: "Deletes those whose files are gone, too." }
    ],
    load: async () => (await import("../handlers/plan.ts")).apply
  }
]
