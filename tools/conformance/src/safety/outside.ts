/** Shared by the safety tests: a client of a scripted server, and the outcome of a call. */
import { Aixplain, type AixplainError, type ClientOptions, isAixplainError } from "@aixplain-ts/sdk"
import type { ScriptedServer } from "../runtimes/ScriptedServer.ts"

export const pipeline = "6544ffbdf4644a9f6c2363a6"
export const key = "canary-0123456789abcdef"

export const clientOf = (server: ScriptedServer, options: ClientOptions = {}): Aixplain =>
  new Aixplain({ apiKey: key, baseUrl: server.url, ...options })

/** The error with which a call of the client ends. */
export const failureOf = async (call: Promise<unknown>): Promise<AixplainError> => {
  try {
    await call
  } catch (error) {
    if (isAixplainError(error)) return error
    throw error
  }
  throw new Error("it resolved")
}

/** Turns of the event loop: a few turns count as immediately, on any machine. */
export const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => void setImmediate(resolve))
}
