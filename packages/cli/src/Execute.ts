/**
 * Runs a handler with the client's services and turns every way it can end into an exit code and a sentence.
 */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import { AixplainError } from "@aixplain-ts/core/AixplainError"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { Call, CommandSpec, Handler } from "./Command.ts"
import { ExitCode } from "./ExitCode.ts"
import { describeBug, describeError, describeUsage, type Failure, showFailure } from "./Failure.ts"
import { UsageError } from "./UsageError.ts"

export const execute = async (handler: Handler, call: Call, spec: CommandSpec): Promise<ExitCode> => {
  const { io, settings } = call
  const services = Aixplain.layer({
    env: io.env,
    baseUrl: settings.baseUrl,
    ...(io.fetch !== undefined && { fetch: io.fetch })
  })
  const fiber = Effect.runFork(Effect.provide(handler(call), services))
  const release = spec.signals === "own" ? () => {} : io.onSignal(() => fiber.interruptUnsafe())
  const exit = await Effect.runPromise(Fiber.await(fiber))
  release()
  if (Exit.isSuccess(exit)) return exit.value
  if (Cause.hasInterruptsOnly(exit.cause)) return ExitCode.interrupted
  const failure = describe(Cause.squash(exit.cause), call)
  showFailure(failure, call.output)
  return failure.exitCode
}

const describe = (error: unknown, call: Call): Failure => {
  if (error instanceof UsageError) return describeUsage(error)
  if (error instanceof AixplainError) return describeError(error, call.settings)
  return describeBug(error)
}
