/** `axp runs …`: list, inspect, follow and cancel runs. */
import type { CommandSpec } from "../command.ts"
import { listOptions, waitOptions } from "./options.ts"

const handlers = () => import("../handlers/runs.ts")

export const runs: readonly CommandSpec[] = [
  {
    name: "runs list",
    arguments: "",
    summary: "List runs, newest first",
    options: {
      ...listOptions,
      pipeline: { type: "string", value: "id", help: "Only runs of this pipeline" },
      status: { type: "string", value: "word", help: "Only runs with this status, for example FAILED" },
      since: {
        type: "string",
        value: "time",
        help: "Only runs submitted since an ISO time or within a duration such as 2h"
      }
    },
    examples: [
      { command: "axp runs list --status FAILED --since 1d", says: "Lists the runs of the last 24 hours that failed." },
      { command: "axp runs list --pipeline 6544ffbdf4644a9f6c2363a6 -o json", says: "Prints one page as JSON." }
    ],
    load: async () => (await handlers()).list
  },
  {
    name: "runs get",
    arguments: "<id | url | ref.json>",
    summary: "Show a run's status, nodes and outputs",
    options: { log: { type: "boolean", help: "Include the run's log" } },
    examples: [
      {
        command: "axp runs get 7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0000",
        says: "Shows the current state, without waiting."
      },
      { command: "axp runs get ref.json -o json", says: "Shows the run whose reference `axp run --async` printed." }
    ],
    load: async () => (await handlers()).get
  },
  {
    name: "runs watch",
    arguments: "<id | url | ref.json>",
    summary: "Follow a run to its end",
    options: waitOptions,
    examples: [
      { command: "axp runs watch ref.json", says: "Shows progress, then the outputs." },
      { command: "axp runs watch ref.json -o ndjson", says: "Prints one event per line, then the result." }
    ],
    signals: "own",
    load: async () => (await handlers()).watch
  },
  {
    name: "runs resume",
    arguments: "<id | url | ref.json>",
    summary: "Wait for a detached run and print its outputs",
    options: waitOptions,
    examples: [
      { command: "axp runs resume ref.json", says: "Continues as if `axp run` had not been interrupted." },
      { command: "axp runs resume ref.json --save out", says: "Waits, then writes the outputs to a folder." }
    ],
    signals: "own",
    load: async () => (await handlers()).watch
  },
  {
    name: "runs cancel",
    arguments: "<id | url | ref.json>",
    summary: "Ask the server to stop a run",
    options: {},
    examples: [
      { command: "axp runs cancel ref.json", says: "Cancels the run whose reference is in a file." },
      { command: "axp runs cancel 7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0000", says: "Cancels a run by its id." }
    ],
    load: async () => (await handlers()).cancel
  }
]
