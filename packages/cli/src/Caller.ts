/**
 * Commands that `axp` prints, ready to be copied and run: with the same package runner as this call, on the same
 * server.
 */
import type { Io } from "./Io.ts"

export interface Caller {
  readonly io: Pick<Io, "env">
  readonly settings: { readonly baseUrl: string | undefined }
}

/** `axp`, or the package runner's command for it, for example `npx axp`. */
export const calledAs = ({ env }: Pick<Io, "env">): string => {
  const script = env["npm_lifecycle_event"]
  if (script === "npx") return "npx axp"
  // A package script named axp; this repository has one.
  if (script === "axp") return env["npm_config_user_agent"]?.startsWith("pnpm") === true ? "pnpm axp" : "npm run axp --"
  return "axp"
}

/** One command line; words that a shell would split are quoted. */
export const commandLine = ({ io, settings }: Caller, words: readonly string[]): string => {
  const { baseUrl } = settings
  const all = baseUrl === undefined ? words : [...words, "--base-url", baseUrl]
  return [calledAs(io), ...all.map(quoted)].join(" ")
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
