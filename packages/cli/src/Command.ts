/**
 * What a command is: words, options, help and a lazily loaded handler. Specs are plain data without Effect, so that
 * `--help`, `--version` and usage errors answer before anything heavy is loaded.
 */
import type { Services } from "@aixplain-ts/core/Aixplain"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Effect } from "effect/Effect"
import type { ExitCode } from "./ExitCode.ts"
import type { Io } from "./Io.ts"
import type { Output } from "./Output.ts"
import type { CliFailure } from "./CliFailure.ts"

export interface OptionSpec {
  readonly type: "string" | "boolean"
  readonly short?: string
  readonly multiple?: boolean
  /** What stands for the value in help, for example `label=value`. */
  readonly value?: string
  readonly help: string
}

export interface Example {
  readonly command: string
  readonly says: string
}

export interface CommandSpec {
  /** One or two words: `run`, `pipelines list`. */
  readonly name: string
  /** Positional arguments as shown in help. */
  readonly arguments: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Two worked examples. */
  readonly examples: readonly [Example, Example]
  /** What the first Ctrl-C does: end the command (default), or what the handler itself makes of it. */
  readonly signals?: "own"
  /** An option whose answer is no JSON but a file's content: in a pipe it stays what it is, unless `-o` asks for JSON. */
  readonly raw?: string
  readonly load: () => Promise<Handler>
}

/** A parsed call: what the person typed, and where to answer. */
export interface Call {
  /** The command's name, as in its spec. */
  readonly command: string
  readonly positionals: readonly string[]
  readonly flags: Flags
  readonly io: Io
  readonly output: Output
  readonly settings: Settings
}

/** Options by name; a typed reading of what `parseArgs` gives. */
export interface Flags {
  text(name: string): string | undefined
  all(name: string): readonly string[]
  on(name: string): boolean
}

/** Global settings that decide which server is meant. */
export interface Settings {
  readonly baseUrl: string | undefined
}

/** With the client's services at hand; how the process ends is its value. */
export type Handler = (call: Call) => Effect<ExitCode, AixplainError | CliFailure, Services>
