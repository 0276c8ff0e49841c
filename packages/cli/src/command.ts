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
  /** Placeholder for the value in help, for example `label=value`. */
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
  /** "own": the handler decides what the first Ctrl-C does. By default it ends the command. */
  readonly signals?: "own"
  /**
   * An option that turns the answer into a file's content: in a pipe it is printed unchanged, unless `-o` asks for
   * JSON.
   */
  readonly raw?: string
  readonly load: () => Promise<Handler>
}

/** A parsed command line, and where its answer goes. */
export interface Call {
  /** The command's name, as in its spec. */
  readonly command: string
  readonly positionals: readonly string[]
  readonly flags: Flags
  readonly io: Io
  readonly output: Output
  readonly settings: Settings
}

/** Options by name. */
export interface Flags {
  text(name: string): string | undefined
  all(name: string): readonly string[]
  on(name: string): boolean
}

/** Global settings that decide which server is used. */
export interface Settings {
  readonly baseUrl: string | undefined
}

/** Runs with the client's services and returns the exit code. */
export type Handler = (call: Call) => Effect<ExitCode, AixplainError | CliFailure, Services>
