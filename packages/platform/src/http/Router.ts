/**
 * Finds the route of a path: a tree of path segments, literal before parameter. Empty segments do not count, so a path
 * with and without its last slash is the same route, and nothing is ever redirected; where a
 * parameter belongs, an empty segment is a parameter that is missing.
 */

interface Branch<A> {
  readonly literals: Map<string, Branch<A>>
  parameter?: { readonly name: string; readonly branch: Branch<A> }
  /** `{name+}`: takes all that is left, slashes included. */
  rest?: { readonly name: string; readonly methods: Map<string, A> }
  readonly methods: Map<string, A>
}

export type Match<A> =
  | { readonly _tag: "Found"; readonly value: A; readonly params: Readonly<Record<string, string>> }
  | { readonly _tag: "OtherMethod"; readonly allow: readonly string[] }
  | { readonly _tag: "Unknown" }
  /** A route, but for a parameter of which there is nothing. */
  | { readonly _tag: "Unfinished"; readonly parameter: string }
  | { readonly _tag: "Malformed" }

const branch = <A>(): Branch<A> => ({ literals: new Map(), methods: new Map() })

export class Router<A> {
  readonly #root = branch<A>()

  /** `path` as OpenAPI writes it (`/sdk/pipelines/{id}`); a last `{key+}` takes the rest of the path. */
  add(method: string, path: string, value: A): void {
    let at = this.#root
    for (const segment of path.split("/").filter((part) => part !== "")) {
      const name = /^\{(\w+)(\+?)\}$/.exec(segment)
      if (name?.[2] === "+") {
        at.rest ??= { name: name[1] ?? "", methods: new Map() }
        at.rest.methods.set(method, value)
        return
      }
      if (name === null) {
        const next = at.literals.get(segment) ?? branch<A>()
        at.literals.set(segment, next)
        at = next
      } else {
        at.parameter ??= { name: name[1] ?? "", branch: branch<A>() }
        at = at.parameter.branch
      }
    }
    at.methods.set(method, value)
  }

  /** `path` is still percent-encoded: an encoded slash belongs to its segment. */
  find(method: string, path: string): Match<A> {
    const missing = this.#missing(path)
    if (missing !== undefined) return { _tag: "Unfinished", parameter: missing }
    const segments = path.split("/").filter((part) => part !== "")
    const params: Record<string, string> = {}
    let at = this.#root
    let methods: Map<string, A> | undefined
    try {
      for (const [index, raw] of segments.entries()) {
        const next = at.literals.get(raw)
        if (next !== undefined) at = next
        else if (at.parameter !== undefined) {
          params[at.parameter.name] = decodeURIComponent(raw)
          at = at.parameter.branch
        } else if (at.rest !== undefined) {
          params[at.rest.name] = segments.slice(index).map(decodeURIComponent).join("/")
          methods = at.rest.methods
          break
        } else return { _tag: "Unknown" }
      }
    } catch {
      return { _tag: "Malformed" }
    }
    methods ??= at.methods
    const value = methods.get(method) ?? (method === "HEAD" ? methods.get("GET") : undefined)
    if (value !== undefined) return { _tag: "Found", value, params }
    if (methods.size > 0) return { _tag: "OtherMethod", allow: [...methods.keys()] }
    const { parameter } = at
    return parameter?.branch.methods.has(method) === true
      ? { _tag: "Unfinished", parameter: parameter.name }
      : { _tag: "Unknown" }
  }
  /** The first parameter that a path has an empty segment for, if the rest of it is a route. */
  #missing(path: string): string | undefined {
    if (!path.includes("//")) return undefined
    const segments = path.split("/")
    while (segments[0] === "") segments.shift()
    while (segments.at(-1) === "") segments.pop()
    let at = this.#root
    let missing: string | undefined
    for (const raw of segments) {
      const literal = at.literals.get(raw)
      if (literal === undefined && at.parameter === undefined) return undefined
      if (literal === undefined && raw === "") missing ??= at.parameter?.name
      at = literal ?? (at.parameter as NonNullable<typeof at.parameter>).branch
    }
    return at.methods.size > 0 ? missing : undefined
  }
}
