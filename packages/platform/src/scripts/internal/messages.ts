/**
 * What the server and a sandbox process say to each other; `frames.ts` carries it. Heads are JSON, bodies are bytes.
 */

export type SandboxEngine = "python" | "javascript"

/** The first frame a process gets: what it shall become. */
export interface Start {
  readonly engine: SandboxEngine
  readonly limits: SandboxLimits
  /** File URLs of the packages' modules, already resolved: a sealed process looks nothing up. */
  readonly modules: Readonly<Record<string, string>>
  /** Path of a memory snapshot to start from; absent when one is to be made. */
  readonly snapshot?: string
}

export interface SandboxLimits {
  /** Bytes of memory that a script may use. */
  readonly memory: number
  /** Bytes of a script's output that are kept. */
  readonly log: number
  /** Bytes of JSON that a script may return. */
  readonly result: number
  /** Bytes of files that a Python script may have. */
  readonly files: number
}

/** The process is ready; the body holds a memory snapshot when it made one. */
export interface Ready {
  readonly type: "ready"
}

/** The body is the request that `driver.ts` and `prelude.ts` read: name, source, inputs. */
export interface Call {
  readonly id: number
  readonly name: string
  readonly timeout: number
  readonly typescript: boolean
}

/** Whole lines that the script printed, while it runs; the reply's log holds them again. */
export interface Printed {
  readonly type: "printed"
  readonly id: number
  readonly text: string
}

/** The outcome of a call. With `failure` absent the body is `{"segments":[…]}`. */
export interface Reply {
  readonly type: "reply"
  readonly id: number
  readonly log: string
  /** An empty message leaves the sentence to the server, which knows the limits. */
  readonly failure?: { readonly kind: string; readonly message: string }
  /** What the script was told it may not do, in words that finish "it tried to …". */
  readonly attempts: readonly string[]
  /** `true` when it asked for more memory than there is, whatever came of that. */
  readonly starved: boolean
  /** `true` when the process must not be used again. */
  readonly spent: boolean
}
