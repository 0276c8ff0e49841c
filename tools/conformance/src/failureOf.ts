import { type AixplainError, isAixplainError } from "@aixplain-ts/sdk"

/** The failure of a promise that must fail with an error of the client. */
export const failureOf = async (promise: Promise<unknown>): Promise<AixplainError> => {
  try {
    await promise
  } catch (error) {
    if (isAixplainError(error)) return error
    throw error
  }
  throw new Error("It did not fail.")
}

/** Its reason's tag. */
export const reasonOf = async (promise: Promise<unknown>): Promise<string> => (await failureOf(promise)).reason._tag
