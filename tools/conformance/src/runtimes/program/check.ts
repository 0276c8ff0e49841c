/**
 * The base of the portable program's checks. It runs in every runtime, so it uses only browser APIs: no test
 * framework, no `node:`.
 */
import { Aixplain, type ClientOptions, isAixplainError } from "@aixplain-ts/sdk"
import type { Script, Seen } from "../ScriptedServer.ts"
import type { RouteKind } from "../wire.ts"

export type RuntimeName = "node" | "bun" | "deno" | "browser" | "worker" | "sealed"

/** Options from the launcher. */
export interface ProgramOptions {
  readonly runtime: RuntimeName
  /** Address of the control server. */
  readonly control: string
  /** A folder to read and write, in runtimes with a file system. */
  readonly folder?: string
}

export interface Report {
  readonly seen: readonly Seen[]
  readonly started: number
  readonly preflights: number
}

/** A scripted server from the program's side. */
export interface Server {
  readonly url: string
  readonly client: (options?: ClientOptions) => Aixplain
  readonly report: () => Promise<Report>
  readonly of: (kind: RouteKind) => Promise<readonly Seen[]>
  /** Resolves once this many requests of a kind have arrived. */
  readonly until: (kind: RouteKind, count: number) => Promise<void>
  readonly refuse: () => Promise<void>
  readonly listen: () => Promise<void>
}

export interface Bench {
  readonly runtime: RuntimeName
  readonly folder: string | undefined
  readonly open: (script?: Script) => Promise<Server>
}

export interface Check {
  /** A sentence about behaviour. */
  readonly name: string
  /** Runtimes in which the check does not apply, and why. */
  readonly not?: Partial<Readonly<Record<RuntimeName, string>>>
  readonly run: (bench: Bench) => Promise<void>
}

/** One line of the program's output. */
export interface Line {
  readonly check: string
  readonly ok: boolean
  readonly skipped?: string
  readonly error?: string
}

export const pipeline = "6544ffbdf4644a9f6c2363a6"
export const key = "canary-0123456789abcdef"

export const benchOf = (options: ProgramOptions): Bench => {
  const ask = async (path: string, body: unknown = {}): Promise<unknown> => {
    const signal = AbortSignal.timeout(25_000)
    const response = await fetch(`${options.control}${path}`, { method: "POST", body: JSON.stringify(body), signal })
    if (!response.ok) throw new Error(`control: ${await response.text()}`)
    return response.json()
  }
  return {
    runtime: options.runtime,
    folder: options.folder,
    open: async (script = {}) => {
      const { id, url } = (await ask("/open", script)) as { readonly id: number; readonly url: string }
      const report = () => ask(`/report/${id}`) as Promise<Report>
      return {
        url,
        report,
        client: (more = {}) => new Aixplain({ apiKey: key, baseUrl: url, ...more }),
        of: async (kind) => (await report()).seen.filter((one) => one.kind === kind),
        until: async (kind, count) => void (await ask(`/until/${id}/${kind}/${count}`)),
        refuse: async () => void (await ask(`/refuse/${id}`)),
        listen: async () => void (await ask(`/listen/${id}`))
      }
    }
  }
}

export const holds = (condition: boolean, sentence: string): void => {
  if (!condition) throw new Error(sentence)
}

export const same = (actual: unknown, expected: unknown, what: string): void => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  holds(a === b, `${what}: expected ${b}, got ${a}`)
}

/** The tag of the reason with which a promise of the client rejects. */
export const reasonOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise
  } catch (error) {
    return isAixplainError(error) ? error.reason._tag : `not an AixplainError: ${String(error)}`
  }
  return "it resolved"
}

/** Runs one check to its line. */
export const lineOf = async (check: Check, bench: Bench): Promise<Line> => {
  const skipped = check.not?.[bench.runtime]
  if (skipped !== undefined) return { check: check.name, ok: true, skipped }
  let limit: ReturnType<typeof setTimeout> | undefined
  try {
    const tooLong = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error("the check did not end within 30 s")), 30_000)
    })
    await Promise.race([check.run(bench), tooLong])
    return { check: check.name, ok: true }
  } catch (error) {
    const inner =
      error instanceof Error && error.cause instanceof Error ? `\n${error.cause.stack ?? error.cause.message}` : ""
    return { check: check.name, ok: false, error: `${error instanceof Error ? error.stack : String(error)}${inner}` }
  } finally {
    clearTimeout(limit)
  }
}
