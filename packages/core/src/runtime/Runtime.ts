/**
 * Detects the runtime: browsers and Deno repeat a POST by themselves when a kept-alive socket closes, browsers refuse some headers and streams, workerd refuses some options, and only some runtimes have an environment.
 */
import * as Context from "effect/Context"

export type RuntimeKind = "browser" | "deno" | "workerd" | "other"

interface Globals {
  readonly Deno?: { readonly createHttpClient?: (options: { readonly poolMaxIdlePerHost: number }) => object }
  readonly document?: unknown
  readonly WorkerGlobalScope?: unknown
  readonly navigator?: { readonly userAgent?: string }
  readonly process?: {
    readonly versions?: { readonly node?: string }
    readonly env?: Record<string, string | undefined>
  }
  readonly location?: { readonly origin?: string }
}

const globals = (): Globals => globalThis

const detect = (): RuntimeKind => {
  const { Deno, document, WorkerGlobalScope, navigator, process } = globals()
  if (Deno !== undefined) return "deno"
  if (navigator?.userAgent === "Cloudflare-Workers") return "workerd"
  if (process?.versions?.node !== undefined) return "other"
  return document !== undefined || WorkerGlobalScope !== undefined ? "browser" : "other"
}

/** Overridable so that tests can be in a browser. */
export const Runtime = Context.Reference<RuntimeKind>("@aixplain-ts/core/runtime/Runtime", { defaultValue: detect })

let withoutPool: object | undefined

/**
 * Options that give a request its own socket under Deno. The fetch of Deno repeats a POST by itself when it finds a kept-alive socket closed, and uses such sockets despite `connection: close`.
 */
export const ownSocket = (kind: RuntimeKind): { readonly client?: object } => {
  if (kind !== "deno") return {}
  withoutPool ??= globals().Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 })
  return withoutPool === undefined ? {} : { client: withoutPool }
}

/** A variable of the environment; undefined if it is not set or may not be read (Deno asks for permission by name). */
const variable = (name: string): string | undefined => {
  try {
    return globals().process?.env?.[name]
  } catch {
    return undefined
  }
}

/** What the client reads of the process's environment. */
export const environment = (): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    // Deno asks the user for each variable: the log is not worth a question.
    ["AIXPLAIN_API_KEY", "TEAM_API_KEY", "BACKEND_URL", ...(globals().Deno === undefined ? ["AIXPLAIN_LOG"] : [])].map(
      (name) => [name, variable(name)]
    )
  )

/** The origin of the page, in browsers. */
export const pageOrigin = (): string | undefined => {
  const origin = globals().location?.origin
  return origin === undefined || origin === "null" ? undefined : origin
}
