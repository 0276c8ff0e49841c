/** Every command, in the order that help shows them. */
import type { CommandSpec } from "../command.ts"
import { dev } from "./dev.ts"
import { files } from "./files.ts"
import { pipelines } from "./pipelines.ts"
import { run } from "./run.ts"
import { runs } from "./runs.ts"

export const commands: readonly CommandSpec[] = [run, ...runs, ...pipelines, ...files, dev]
