/**
 * What was asked of a server, for tests and for looking: counts that are never dropped, and the last requests one by
 * one. Holds no query, header or body, so no key and no signature.
 */
export interface RequestRecord {
  readonly method: string
  /** Without its query. */
  readonly path: string
  /** Operation id of the contract; undefined for a path that is not in it. */
  readonly operation: string | undefined
  /** Undefined where the connection was cut instead of an answer. */
  readonly status: number | undefined
  /** Kind of the scripted fault that this request met. */
  readonly fault: string | undefined
  /** By the server's clock, in milliseconds. */
  readonly at: number
}

export interface RequestQuery {
  readonly method?: string
  readonly operation?: string
  /** A part of the path, or a pattern. */
  readonly path?: string | RegExp
  readonly status?: number
}

const kept = 10_000

export class RequestLog {
  readonly #last: RequestRecord[] = []
  readonly #counts = new Map<string, number>()
  #total = 0

  add(record: RequestRecord): void {
    this.#total++
    const name = record.operation ?? "unknown"
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
    this.#last.push(record)
    if (this.#last.length >= kept * 2) this.#last.splice(0, kept)
  }

  /** Requests since the start, by operation id (`unknown` for paths outside the contract). */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }

  get total(): number {
    return this.#total
  }

  /** The last ten thousand, oldest first. */
  list(query: RequestQuery = {}): readonly RequestRecord[] {
    return this.#last.slice(-kept).filter((record) => matches(record, query))
  }

  /** How many of the last ten thousand fit. */
  count(query: RequestQuery = {}): number {
    return this.list(query).length
  }

  clear(): void {
    this.#last.length = 0
    this.#counts.clear()
    this.#total = 0
  }
}

const matches = (record: RequestRecord, { method, operation, path, status }: RequestQuery): boolean =>
  (method === undefined || record.method === method) &&
  (operation === undefined || record.operation === operation) &&
  (status === undefined || record.status === status) &&
  (path === undefined || (typeof path === "string" ? record.path.includes(path) : path.test(record.path)))
