/** `axp pipelines validate | show`: inspect a stored pipeline or a file without running it. */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { toMermaid, toSvg } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import { CliFailure, UsageError } from "../CliFailure.ts"
import type { Call, Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { parse, problemsOf, readAnyPipelineFile } from "../PipelineFile.ts"
import { describeNodes, describePipeline, type Viewed, viewOf } from "../pipelineView.ts"
import { countProblems, problemText } from "../problemText.ts"
import { findPipeline, isPipelineFile, only } from "../target.ts"

const empty = { nodes: [], links: [] }

/** The pipeline that the argument names, even one with errors. */
const load = (call: Call): Effect.Effect<Viewed, AixplainError | CliFailure, Pipelines> =>
  Effect.gen(function* () {
    const target = yield* attempt(() => only(call, "a pipeline's id, name or file"))
    if (isPipelineFile(target)) {
      const { document, name } = yield* attempt(() => readAnyPipelineFile(call, target))
      return { name, document }
    }
    const id = yield* findPipeline(call, target)
    const pipelines = yield* Pipelines
    const { document, name, status } = yield* pipelines.get(id)
    // Stored documents are parsed as leniently as files.
    return { id, name, status, document: yield* attempt(() => parse(call, id, document ?? empty)) }
  })

export const validate: Handler = (call) =>
  Effect.gen(function* () {
    const { document, id, name } = yield* load(call)
    const problems = yield* attempt(() => problemsOf(call, document ?? empty))
    const counted = countProblems(problems)
    const { answerStyle, format } = call.output
    if (format === "text" && problems.length > 0)
      call.output.answer({}, problems.map((problem) => problemText(problem, answerStyle)).join("\n"))
    if (!problems.some(({ level }) => level === "error")) {
      if (format !== "text") call.output.answer({ ...(id !== undefined && { id }), name, problems }, "")
      call.output.note(counted === "" ? `${name} has no problems.` : `${name} can run: ${counted}.`)
      return ExitCode.ok
    }
    return yield* Effect.fail(
      new CliFailure({
        exitCode: ExitCode.usage,
        code: "InvalidPipeline",
        message: `${name} cannot run: ${counted}.`,
        hint: "Errors prevent running and deploying; warnings do not.",
        facts: { ...(id !== undefined && { id }), name, problems }
      })
    )
  })

const diagrams = { mermaid: toMermaid, svg: toSvg }

const readDiagram = (call: Call): keyof typeof diagrams | undefined => {
  const kind = call.flags.text("diagram")
  if (kind === undefined || kind === "mermaid" || kind === "svg") return kind
  throw new UsageError(`Invalid --diagram: "${kind}".`, "Use mermaid or svg.")
}

export const show: Handler = (call) =>
  Effect.gen(function* () {
    const kind = yield* attempt(() => readDiagram(call))
    const viewed = yield* load(call)
    const document = { ...empty, name: viewed.name, ...viewed.document }
    if (kind === undefined)
      call.output.answer(viewOf(viewed), `${describePipeline(viewed)}\n\n${describeNodes(viewed.document)}`)
    else {
      const diagram = diagrams[kind](document)
      call.output.answer({ format: kind, diagram }, diagram)
    }
    return ExitCode.ok
  })
