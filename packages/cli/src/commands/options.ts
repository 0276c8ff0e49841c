/** Options that several commands share. */
import type { OptionSpec } from "../command.ts"

export const inputOptions: Readonly<Record<string, OptionSpec>> = {
  input: {
    type: "string",
    short: "i",
    multiple: true,
    value: "label=value",
    help: "One input; label=@file reads a file, label=- standard input"
  },
  "data-asset": {
    type: "string",
    multiple: true,
    value: "[label=]id",
    help: "Corpus or dataset; inputs are then data ids"
  },
  engine: { type: "string", value: "3.0", help: "Engine version" },
  "no-batch": { type: "boolean", help: "Run in online mode (batchmode false)" }
}

export const waitOptions: Readonly<Record<string, OptionSpec>> = {
  timeout: {
    type: "string",
    value: "20m",
    help: "Stop waiting after this long; the run continues on the server (exit code 7)"
  },
  schedule: { type: "string", value: "adaptive|python", help: "Polling schedule (default: adaptive)" },
  save: {
    type: "string",
    value: "dir",
    help: "Write each output to <dir>/<label>.<ext>, overwriting existing files"
  }
}

export const yes: Readonly<Record<string, OptionSpec>> = {
  yes: { type: "boolean", short: "y", help: "Do not ask for confirmation" }
}

export const listOptions: Readonly<Record<string, OptionSpec>> = {
  page: { type: "string", value: "token", help: "Continue from this page token" },
  limit: { type: "string", value: "n", help: "Maximum number of items per page, 1 to 100" }
}
