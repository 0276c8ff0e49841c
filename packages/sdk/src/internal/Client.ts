/** What the objects of one client share: the runtime that makes their calls, and where it talks to. */
import { resolve } from "@aixplain-ts/core/Credentials"
import type { ClientOptions } from "../Options.ts"
import type { Logger } from "./Logger.ts"
import { Runtime } from "./Runtime.ts"

export interface Client {
  readonly runtime: Runtime
  readonly baseUrl: string
  readonly logger: Logger | undefined
}

export const clientOf = (options: ClientOptions): Client => ({
  runtime: new Runtime(options),
  baseUrl: resolve(options).baseUrl,
  logger: options.logger
})
