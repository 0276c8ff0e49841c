/**
 * Commands that `axp` prints, so that they run as printed: called as this one was (through a package runner or not), at
 * the server that this one talked to.
 */
import type { Io } from "./Io.ts"

export interface Caller {
  readonly io: Pick<Io, "env">
  readonly settings: { readonly baseUrl: string | undefined }
}

/** `axp`, or how a package runner was asked for it. */
export const calledAs = ({ env }: Pick<Io, "env">): string => {
  const script = env["npm_lifecycle_event"]
  if (script === "npx") return "npx axp"
  // A script called axp, as this repository has one.
  if (script === "axp") return env["npm_config_user_agent"]?.startsWith("pnpm") === true ? "pnpm axp" : "npm run axp --"
  return "axp"
}

/** One command line: words are quoted where a shell would take them apart. */
export const commandLine = ({ io, settings }: Caller, words: readonly string[]): string => {
  const { baseUrl } = settings
  const all = baseUrl === undefined ? words : [...words, "--base-url", baseUrl]
  return [calledAs(io), ...all.map(quoted)].join(" ")
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
