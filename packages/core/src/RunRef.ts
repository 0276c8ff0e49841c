/**
 * The name of one run: small, free of secrets, JSON-safe, good in another process.
 * Everything that waits for, checks, cancels or resumes a run takes one. It holds no state of the run.
 */

/** Version 1 of the reference. At most 512 bytes as JSON; readers ignore members they do not know. */
export interface RunRef {
  readonly v: 1
  /** Run id, the last path segment of the poll URL. */
  readonly id: string
  /** Absolute poll URL as the server gave it, on the configured origin; without query and credentials. */
  readonly url: string
  /** Id of the pipeline, where it is known. */
  readonly pipeline?: string
  /** ISO time of the submission by this client's clock. */
  readonly startedAt?: string
}

/** What people hold in their hands: a reference, its JSON text, a poll URL, or a bare run id. */
export type RunRefInput = RunRef | string
