/** What feeds a parameter, as expressions: the ports that earlier calls made, cast or merged where that is needed. */
import { fits } from "../../Fits.ts"
import type { Connection, Vertex } from "../../Graph.ts"
import type { DataType } from "../../Types.ts"
import { build, type Expression, json, list } from "./Expression.ts"

/** A port as an expression, with the data types that its TypeScript type has; none stands for all. */
export interface Feed {
  readonly expression: Expression
  readonly types: readonly DataType[]
}

/** What a parameter takes: data types (undefined: any), one value or several. */
export interface Accepts {
  readonly type?: DataType | undefined
  readonly multiple?: boolean
}

/** Gives the ports of one output for a target; several where routes of one decision lead there. */
export type Provider = (code: string, target: Vertex, accepts: Accepts) => readonly Feed[]

export class Feeds {
  readonly #position: ReadonlyMap<Vertex, number>
  readonly #providers = new Map<Vertex, Provider>()

  constructor(order: readonly Vertex[]) {
    this.#position = new Map(order.map((vertex, index) => [vertex, index]))
  }

  provide(vertex: Vertex, provider: Provider): void {
    this.#providers.set(vertex, provider)
  }

  /** Whether a connection leads forward, so that its port exists when it is used. */
  isForward({ from, to }: Connection): boolean {
    return (this.#position.get(from) as number) < (this.#position.get(to) as number)
  }

  /** Codes that something feeds, in the order of the document's links. */
  codesInto(vertex: Vertex): readonly string[] {
    return [...new Set(this.#into(vertex).map(({ mapping }) => mapping.to))]
  }

  /** What feeds one parameter; undefined if nothing does. */
  into(vertex: Vertex, code: string, accepts: Accepts = {}): Feed | undefined {
    const connections = this.#into(vertex).filter(({ mapping }) => mapping.to === code)
    const feeds = connections.flatMap(({ from, mapping }) =>
      (this.#providers.get(from)?.(mapping.from, vertex, accepts) ?? []).map((feed) => cast(feed, accepts.type))
    )
    const [first] = feeds
    if (first === undefined || feeds.length === 1) return first
    const expressions = feeds.map(({ expression }) => expression)
    return {
      expression: accepts.multiple === true ? list(expressions) : build("merge", expressions),
      types: feeds.some(({ types }) => types.length === 0) ? [] : [...new Set(feeds.flatMap(({ types }) => types))]
    }
  }

  /** Connections whose port exists, one of each pair of parameters. */
  #into(vertex: Vertex): readonly Connection[] {
    const pairs = new Set<string>()
    return vertex.incoming.filter((connection) => {
      const { from, mapping } = connection
      const pair = JSON.stringify([from.node.number, mapping.from, mapping.to])
      if (!this.isForward(connection) || !this.#providers.has(from) || pairs.has(pair)) return false
      pairs.add(pair)
      return true
    })
  }
}

/** The same port, with a type that fits where the document links what does not. */
export function cast(feed: Feed, type: DataType | undefined): Feed {
  if (type === undefined || (feed.types.length > 0 && feed.types.every((from) => fits(from, type)))) return feed
  return { expression: build("as", [feed.expression, json(type)]), types: [type] }
}
