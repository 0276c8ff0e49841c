/** `axp pipelines …`: stored pipelines. */
import type { CommandSpec, OptionSpec } from "../command.ts"
import { listOptions, yes } from "./options.ts"

const handlers = () => import("../handlers/pipelines.ts")

const saving: Readonly<Record<string, OptionSpec>> = {
  name: { type: "string", value: "text", help: "Name to store it under" },
  asset: { type: "boolean", help: "Store it as onboarded instead of draft" }
}

const folder: Readonly<Record<string, OptionSpec>> = {
  lock: { type: "string", value: "file", help: "Lock file (default: <folder>/axp.lock.json); use one for each server" },
  prune: { type: "boolean", help: "Delete stored pipelines whose files are gone" }
}

export const pipelines: readonly CommandSpec[] = [
  {
    name: "pipelines list",
    arguments: "",
    summary: "List pipelines",
    options: {
      ...listOptions,
      query: { type: "string", value: "text", help: "Only pipelines with this text in their name or description" },
      function: { type: "string", multiple: true, value: "id", help: "Only pipelines that use this function" },
      drafts: { type: "boolean", help: "Only drafts" }
    },
    examples: [
      { command: "axp pipelines list --query review", says: "Lists the pipelines that mention reviews." },
      { command: "axp pipelines list --limit 100 -o json", says: "Prints up to 100 pipelines as JSON." }
    ],
    load: async () => (await handlers()).list
  },
  {
    name: "pipelines get",
    arguments: "<id | name>",
    summary: "Print a stored pipeline's document",
    options: {},
    examples: [
      { command: "axp pipelines get 6544ffbdf4644a9f6c2363a6 > pipeline.json", says: "Saves the document to a file." },
      { command: "axp pipelines get 6544ffbdf4644a9f6c2363a6 -o text", says: "Shows name, status, inputs and outputs." }
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
        says: "Stores it as onboarded, under another name."
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
      {
        command: "axp pipelines update 6544ffbdf4644a9f6c2363a6 pipeline.json",
        says: "Replaces the stored document with the file."
      },
      {
        command: "axp pipelines update 6544ffbdf4644a9f6c2363a6 pipeline.json --name Reviews",
        says: "Also renames it."
      }
    ],
    load: async () => (await handlers()).update
  },
  {
    name: "pipelines deploy",
    arguments: "<id | name>",
    summary: "Deploy a pipeline: change its status from draft to onboarded",
    options: {},
    examples: [
      { command: "axp pipelines deploy 6544ffbdf4644a9f6c2363a6", says: "Deploys the stored document." },
      { command: "axp pipelines deploy 6544ffbdf4644a9f6c2363a6 -o json", says: "Prints the result as JSON." }
    ],
    load: async () => (await handlers()).deploy
  },
  {
    name: "pipelines delete",
    arguments: "<id>",
    summary: "Delete a pipeline; this cannot be undone",
    options: yes,
    examples: [
      { command: "axp pipelines delete 6544ffbdf4644a9f6c2363a6", says: "Asks for confirmation first." },
      { command: "axp pipelines delete 6544ffbdf4644a9f6c2363a6 --yes", says: "Deletes without asking." }
    ],
    load: async () => (await handlers()).remove
  },
  {
    name: "pipelines show",
    arguments: "<id | name | file>",
    summary: "Show a pipeline's inputs, outputs and nodes, or a diagram",
    options: { diagram: { type: "string", value: "mermaid|svg", help: "Print a diagram instead of text" } },
    examples: [
      {
        command: "axp pipelines show examples/pipelines/mood.ts",
        says: "Shows inputs, outputs and how the nodes are linked."
      },
      {
        command: "axp pipelines show 6544ffbdf4644a9f6c2363a6 --diagram svg > pipeline.svg",
        says: "Writes a diagram that any browser opens."
      }
    ],
    raw: "diagram",
    load: async () => (await import("../handlers/look.ts")).show
  },
  {
    name: "pipelines validate",
    arguments: "<id | name | file>",
    summary: "List all problems of a pipeline; exit code 2 if it cannot run",
    options: {},
    examples: [
      {
        command: "axp pipelines validate examples/pipelines/guest-reviews.json",
        says: "Checks a file, without a server."
      },
      { command: "axp pipelines validate 6544ffbdf4644a9f6c2363a6", says: "Checks a stored pipeline." }
    ],
    load: async () => (await import("../handlers/look.ts")).validate
  },
  {
    name: "pipelines types",
    arguments: "",
    summary: "Write a typed handle for each stored pipeline",
    options: {
      out: { type: "string", value: "dir", help: "Folder to write to, one small file per pipeline" },
      query: { type: "string", value: "text", help: "Only pipelines with this text in their name or description" }
    },
    examples: [
      {
        command: "axp pipelines types --out src/pipelines",
        says: "Writes handles; pass one to the SDK's pipelines.get to get a typed run."
      },
      {
        command: "axp pipelines types --out src/pipelines --query review",
        says: "Writes only the pipelines that mention reviews."
      }
    ],
    load: async () => (await import("../handlers/types.ts")).types
  },
  {
    name: "pipelines plan",
    arguments: "<folder>",
    summary: "Compare a folder of pipeline files with the server",
    options: { check: { type: "boolean", help: "Exit with code 1 if they differ" }, ...folder },
    examples: [
      { command: "axp pipelines plan pipelines", says: "Shows what apply would do, without changing anything." },
      { command: "axp pipelines plan pipelines --check", says: "For CI: fails if the server differs from the folder." }
    ],
    load: async () => (await import("../handlers/plan.ts")).plan
  },
  {
    name: "pipelines apply",
    arguments: "<folder>",
    summary: "Create and update the server's pipelines from a folder",
    options: {
      ...folder,
      overwrite: { type: "boolean", help: "Overwrite changes made on the server since the last apply" }
    },
    examples: [
      {
        command: "axp pipelines apply pipelines",
        says: "Creates and updates pipelines; axp.lock.json records their ids."
      },
      { command: "axp pipelines apply pipelines --prune", says: "Also deletes pipelines whose files are gone." }
    ],
    load: async () => (await import("../handlers/plan.ts")).apply
  }
]
