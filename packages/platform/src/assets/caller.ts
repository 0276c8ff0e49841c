/** The team behind a call of an asset, for lines in which teams take turns. Assets themselves are not told. */
import type { AssetContext } from "./AssetDefinition.ts"

const team: unique symbol = Symbol("team")

interface Called {
  readonly [team]?: string
}

export const calledBy = (context: AssetContext, name: string): AssetContext & Called =>
  Object.defineProperty(context, team, { value: name, enumerable: true })

export const callerOf = (context: AssetContext & Called): string => context[team] ?? ""
