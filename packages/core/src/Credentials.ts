/**
 * Which key, which server. A key given as an option wins over the environment; two different keys in the environment
 * are an error, said at the first request. The key is `Redacted` from here to the header that carries it.
 */
import * as Context from "effect/Context"
import type * as Redacted from "effect/Redacted"
import type { AixplainError } from "./AixplainError.ts"

/** Where requests go when nothing else is said. */
export const defaultBaseUrl = "https://platform-api.aixplain.com"

export type Environment = Readonly<Record<string, string | undefined>>

export interface CredentialOptions {
  readonly apiKey?: string | Redacted.Redacted | undefined
  readonly baseUrl?: string | URL | undefined
  /** Use the page's own origin and its session cookie instead of a key (browser pages served by the platform). */
  readonly session?: boolean | undefined
  /** Further origins that poll URLs may point to, with the key. */
  readonly trustedOrigins?: readonly string[] | undefined
  /** Instead of the process's environment. */
  readonly env?: Environment | undefined
}

export class Credentials extends Context.Service<
  Credentials,
  {
    readonly origin: string
    readonly apiKey: Redacted.Redacted | undefined
    readonly session: boolean
    readonly trustedOrigins: readonly string[]
    /** Why no request can be made, if so. */
    readonly problem: AixplainError | undefined
  }
>()("@aixplain-ts/core/Credentials") {}
