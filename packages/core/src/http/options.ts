/** Durations of options as milliseconds, or a sentence that names the option. */
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import { type DurationInput, parseDuration } from "../Durations.ts"

/** The reason for an option whose value is not a duration. */
export const invalidDuration = (name: string, value: DurationInput): InvalidInput =>
  new InvalidInput({
    message: `Invalid ${name}: ${typeof value === "string" ? JSON.stringify(value) : value}.`,
    parameter: name,
    hint: 'Use milliseconds, or a duration with its unit: "20 minutes", "1.5 s".'
  })

/** Milliseconds of the option, or the fallback when it is not set. */
export const millis = (
  operation: string,
  name: string,
  value: DurationInput | undefined,
  fallback: number
): Effect.Effect<number, AixplainError> => {
  if (value === undefined) return Effect.succeed(fallback)
  const parsed = parseDuration(value)
  if (parsed !== undefined) return Effect.succeed(parsed)
  return Effect.fail(new AixplainError({ operation, reason: invalidDuration(name, value) }))
}
