/**
 * Which key, which server. A key given as an option wins over the environment; two different keys in the environment
 * are an error, said at the first request. The key is `Redacted` from here to the header that carries it.
 */
import * as Context from "effect/Context"
import * as Redacted from "effect/Redacted"
import { AixplainError, type ErrorReason, InvalidInput, Unauthorized } from "./AixplainError.ts"
import { environment, pageOrigin } from "./runtime/Runtime.ts"

/** Where requests go when nothing else is said. */
export const defaultBaseUrl = "https://platform-api.aixplain.com"

export type Environment = Readonly<Record<string, string | undefined>>

export interface CredentialOptions {
  /** Wins over `AIXPLAIN_API_KEY` and `TEAM_API_KEY`. */
  readonly apiKey?: string | Redacted.Redacted | undefined
  /** Wins over `BACKEND_URL`. */
  readonly baseUrl?: string | URL | undefined
  /** Use the page's own origin and its session cookie instead of a key (browser pages served by the platform). */
  readonly session?: boolean | undefined
  /** Further origins that poll URLs may point to, with the key. */
  readonly trustedOrigins?: readonly string[] | undefined
  /** Instead of the process's environment. */
  readonly env?: Environment | undefined
}

/** What was found, and where; `problem` says why no request can be made with it. */
export interface ResolvedCredentials {
  /** Without a slash at the end; usually a bare origin. */
  readonly baseUrl: string
  readonly apiKey: Redacted.Redacted | undefined
  /** Where the key came from, for people: `option`, or the name of the variable. */
  readonly keySource: string | undefined
  readonly session: boolean
  readonly trustedOrigins: readonly string[]
  readonly problem: AixplainError | undefined
}

/** Key and server of this client. */
export class Credentials extends Context.Service<Credentials, ResolvedCredentials>()("@aixplain-ts/core/Credentials") {}

const given = (value: string | undefined): string | undefined => {
  const text = value?.trim()
  return text === "" ? undefined : text
}

/**
 * Header values are one line of visible ASCII; anything else would make the runtime's own error repeat the key. Quotes
 * around a key come from files and shells that do not take them off.
 */
const isSendable = (key: string): boolean => /^[!-~]+$/.test(key) && !/^["'`]|["'`]$/.test(key)

/** Wraps a key handed to one call. */
export const redactKey = (key: string | Redacted.Redacted): Redacted.Redacted =>
  Redacted.make((typeof key === "string" ? key : Redacted.value(key)).trim(), { label: "apiKey" })

const findKey = (
  options: CredentialOptions,
  env: Environment
): { readonly key?: string; readonly source?: string; readonly problem?: ErrorReason } => {
  const option = options.apiKey
  const own = given(typeof option === "string" || option === undefined ? option : Redacted.value(option))
  if (own !== undefined) return { key: own, source: "option" }
  const first = given(env["AIXPLAIN_API_KEY"])
  const second = given(env["TEAM_API_KEY"])
  if (first !== undefined && second !== undefined && first !== second)
    return {
      problem: new Unauthorized({
        message: "AIXPLAIN_API_KEY and TEAM_API_KEY are both set and differ.",
        hint: [{ text: "Unset one of them." }, { text: "Or pass the {option} option.", option: "apiKey" }]
      })
    }
  if (first !== undefined) return { key: first, source: "AIXPLAIN_API_KEY" }
  if (second !== undefined) return { key: second, source: "TEAM_API_KEY" }
  return {
    problem: new Unauthorized({
      message: "No API key is set.",
      hint: [{ text: "Set AIXPLAIN_API_KEY." }, { text: "Or pass the {option} option.", option: "apiKey" }]
    })
  }
}

const readBaseUrl = (value: string): { readonly baseUrl: string; readonly problem?: ErrorReason } => {
  const refuse = (message: string) => ({
    baseUrl: defaultBaseUrl,
    problem: new InvalidInput({ message, parameter: "baseUrl", hint: `An address looks like ${defaultBaseUrl}.` })
  })
  let url: URL
  try {
    url = new URL(value)
  } catch {
    return refuse("The server address is not a URL.")
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse("The server address is neither http nor https.")
  if (url.username !== "" || url.password !== "") return refuse("The server address holds a user name or password.")
  if (url.search !== "" || url.hash !== "") return refuse("The server address holds a query or fragment.")
  return { baseUrl: `${url.origin}${withoutLastSlashes(url.pathname)}` }
}

const withoutLastSlashes = (path: string): string => {
  let end = path.length
  while (path[end - 1] === "/") end--
  return path.slice(0, end)
}

const originOf = (text: string): string | undefined => {
  try {
    return new URL(text).origin
  } catch {
    return undefined
  }
}

/** Decides on key and server from options and environment; makes no request and never throws. */
export const resolve = (options: CredentialOptions = {}): ResolvedCredentials => {
  const env = options.env ?? environment()
  const session = options.session === true
  const address = given(options.baseUrl?.toString()) ?? (session ? pageOrigin() : given(env["BACKEND_URL"]))
  const { baseUrl, problem: addressProblem } = readBaseUrl(address ?? defaultBaseUrl)
  const found = session ? {} : findKey(options, env)
  const unsendable =
    found.key !== undefined && !isSendable(found.key)
      ? new Unauthorized({
          message: "The API key holds characters that no key has.",
          hint: "Copy it again, without quotes."
        })
      : undefined
  const noPage =
    session && address === undefined
      ? new InvalidInput({
          message: "A session needs a web page, and this program does not run in one.",
          parameter: "session"
        })
      : undefined
  const trusted = (options.trustedOrigins ?? []).map((text) => [text, originOf(text)] as const)
  const strange = trusted.find(([, origin]) => origin === undefined)?.[0]
  const originProblem =
    strange === undefined
      ? undefined
      : new InvalidInput({ message: `"${strange}" in trustedOrigins is not an origin.`, parameter: "trustedOrigins" })
  const reason = noPage ?? addressProblem ?? originProblem ?? found.problem ?? unsendable
  return {
    baseUrl,
    apiKey: found.key === undefined || unsendable !== undefined ? undefined : redactKey(found.key),
    keySource: found.source,
    session,
    trustedOrigins: trusted.flatMap(([, origin]) => origin ?? []),
    problem: reason === undefined ? undefined : new AixplainError({ operation: "Credentials", reason })
  }
}
