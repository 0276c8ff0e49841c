/**
 * Runs a handler with the client's services and turns its outcome into an exit code and a message.
 */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import { AixplainError } from "@aixplain-ts/core/AixplainError"
import { OneShot } from "@aixplain-ts/core/OneShot"
import { defaultRetry, Retry } from "@aixplain-ts/core/Schedules"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { CliFailure, interrupted } from "./CliFailure.ts"
import type { Call, CommandSpec, Handler } from "./command.ts"
import type { ExitCode } from "./ExitCode.ts"
import { describeBug, describeError, showFailure } from "./failure.ts"

/**
 * A server that does not answer is retried for at most 30 s: long enough for a restart, short enough for a terminal.
 */
const patience = {
  ...defaultRetry,
  times: Number.POSITIVE_INFINITY,
  maxWaitMillis: 29_000,
  // The last attempt may take a second more.
  maxElapsedMillis: 29_000
}

/** Leaves two seconds for the request that asks for the server's extensions, so that a submission stays within 30 s. */
const requestMillis = 27_000

/** The failed attempt that is reported on stderr; earlier ones are too short to notice. */
const attemptsUnseen = 3

const troubleOf = (status: number | undefined): string =>
  status === undefined ? "The server does not answer." : `The server answers with status ${status}.`

export const execute = async (handler: Handler, call: Call, spec: CommandSpec): Promise<ExitCode> => {
  const { io, settings } = call
  const services = Aixplain.layer({
    env: io.env,
    baseUrl: settings.baseUrl,
    requestTimeout: requestMillis,
    logger: ({ fields }) => {
      if (fields.attempt === attemptsUnseen && fields.waitMillis !== undefined)
        call.output.note(`${troubleOf(fields.status)} Trying again for at most 30 s …`)
    },
    ...(io.fetch !== undefined && { fetch: io.fetch })
  })
  const program = Effect.suspend(() => handler(call)).pipe(
    Effect.provide(services),
    Effect.provideService(Retry, patience),
    Effect.provideService(OneShot, true)
  )
  const fiber = Effect.runFork(io.clock === undefined ? program : Effect.provideService(program, Clock.Clock, io.clock))
  const release =
    spec.signals === "own"
      ? () => {}
      : io.onSignal((signal) => {
          // A closed stdout does not interrupt the command: it runs to its end.
          if (signal !== "SIGPIPE") fiber.interruptUnsafe()
        })
  const exit = await Effect.runPromise(Fiber.await(fiber))
  release()
  if (Exit.isSuccess(exit)) return exit.value
  const failure = Cause.hasInterruptsOnly(exit.cause) ? interrupted() : describe(Cause.squash(exit.cause), call)
  showFailure(failure, call.output)
  return failure.exitCode
}

const describe = (error: unknown, call: Call): CliFailure => {
  if (error instanceof CliFailure) return error
  if (error instanceof AixplainError) return describeError(error, call)
  return describeBug(error)
}
