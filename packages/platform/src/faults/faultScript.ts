/**
 * Decides which request meets which fault: rules in order, counts per rule, chances from the seed. What a fault then
 * does is `faultEffects.ts`.
 */
import type { Clock } from "../clock/Clock.ts"
import { HttpError } from "../replies/HttpError.ts"
import { carryOut } from "./faultEffects.ts"
import type { Fault, FaultFacts, FaultOptions, FaultRule, Faults, FaultScript } from "./Faults.ts"

interface Entry {
  readonly rule: FaultRule
  readonly counts: Map<string, number>
}

/** `check` throws for an invalid rule, before it is added. */
export const faultScript = (
  options: FaultOptions,
  clock: Clock,
  check: (rule: FaultRule) => void
): Faults & FaultScript => {
  const seed = options.seed ?? 0
  let entries: Entry[] = (options.rules ?? []).map(entry)
  let met: Record<string, number> = {}
  const meet = (fault: Fault): Fault => {
    met[fault.type] = (met[fault.type] ?? 0) + 1
    return fault
  }
  const find = (facts: FaultFacts): Fault | undefined => {
    const byHeader = facts.headers["aixplain-fault"]
    if (options.byHeader === true && typeof byHeader === "string") return readHeader(byHeader)
    for (const { rule, counts } of entries) {
      if (!fits(rule, facts)) continue
      const name = rule.perPath === true ? facts.path : ""
      const n = (counts.get(name) ?? 0) + 1
      counts.set(name, n)
      if (isDue(rule, n) && chance(seed, `${facts.method} ${facts.path}`, n) < (rule.probability ?? 1))
        return rule.fault
    }
    return undefined
  }
  return {
    pick(facts) {
      const fault = find(facts)
      return fault === undefined ? undefined : carryOut(meet(fault), clock)
    },
    add(rule) {
      check(rule)
      const added = entry(rule)
      entries.unshift(added)
      return () => {
        entries = entries.filter((other) => other !== added)
      }
    },
    clear() {
      entries = []
      met = {}
    },
    get met() {
      return { ...met }
    }
  }
}

const entry = (rule: FaultRule): Entry => ({ rule, counts: new Map() })

const fits = (rule: FaultRule, { method, path, operation }: FaultFacts): boolean =>
  (rule.method === undefined || rule.method.toUpperCase() === method) &&
  (rule.operation === undefined || rule.operation === operation) &&
  (rule.path === undefined || (typeof rule.path === "string" ? path.includes(rule.path) : rule.path.test(path)))

const isDue = ({ nth, times }: FaultRule, n: number): boolean =>
  (nth === undefined || (typeof nth === "number" ? nth === n : nth.includes(n))) && (times === undefined || n <= times)

/** FNV-1a over the request and its count, then one mixing step: the order of other requests does not matter. */
const chance = (seed: number, request: string, n: number): number => {
  let hash = 0x811c9dc5 ^ seed
  for (const char of `${request} ${n}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), hash | 1)
  hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61)
  return ((hash ^ (hash >>> 14)) >>> 0) / 0x1_0000_0000
}

const types: ReadonlySet<string> = new Set<Fault["type"]>([
  "drop",
  "hang",
  "delay",
  "slow",
  "status",
  "garble",
  "unknown-status",
  "invisible",
  "expired"
])

const readHeader = (text: string): Fault => {
  try {
    const fault = JSON.parse(text) as Partial<Fault> | null
    if (types.has(String(fault?.type))) return fault as Fault
  } catch {
    // told below
  }
  throw new HttpError(400, "The header Aixplain-Fault holds no fault.", {
    detail: `Write it as JSON, for example {"type":"status","status":503}. Types: ${[...types].join(", ")}.`
  })
}
