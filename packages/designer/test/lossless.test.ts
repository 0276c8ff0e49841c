import { canonical, diff, layout, parseDocument, toMermaid, toSvg, validate } from "@aixplain-ts/designer"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import { runs } from "./runs.ts"

const text = (value: unknown): string => JSON.stringify(value)

/** Any JSON under a few keys that mean something and many that mean nothing. */
const anything = fc.jsonValue({ maxDepth: 2 })
const wild = fc.record(
  {
    zeta: anything,
    nodes: fc.array(
      fc.record(
        {
          number: fc.integer({ min: -3, max: 20 }),
          type: fc.constantFrom("INPUT", "input", "Asset", "OUTPUT", 5, null),
          label: anything,
          dataType: fc.constantFrom(null, "TEXT", ["Audio", null], [], {}),
          functionType: anything,
          inputValues: fc.array(
            fc.record({ code: fc.string(), dataType: anything, value: anything }, { requiredKeys: ["code"] })
          ),
          more: anything
        },
        { requiredKeys: ["number"] }
      )
    ),
    links: fc.array(
      fc.record(
        { from: anything, to: anything, paramMapping: fc.constantFrom([], null), extra: anything },
        { requiredKeys: [] }
      )
    ),
    alpha: anything
  },
  { requiredKeys: ["nodes", "links"] }
)

it("reads and writes any document without touching it", () => {
  fc.assert(
    fc.property(wild, (json) => {
      const before = text(json)
      expect(text(parseDocument(JSON.parse(before)))).toBe(before)
    }),
    { numRuns: runs(100) }
  )
})

it("unfolds any body of a POST and keeps all of it", () => {
  fc.assert(
    fc.property(wild, fc.dictionary(fc.stringMatching(/^[a-z]{4}$/), anything), (architecture, around) => {
      const { zeta: _, alpha: __, ...rest } = around
      const document = parseDocument(JSON.parse(text({ ...rest, architecture })))
      expect(document).toEqual(JSON.parse(text({ ...rest, ...architecture })))
      expect(Object.keys(document).slice(-Object.keys(architecture).length)).toEqual(Object.keys(architecture))
    }),
    { numRuns: runs(80) }
  )
})

it("brings any document to a canonical form that stays as it is, with the same keys in the same order", () => {
  const keysOf = (json: string): readonly string[] => {
    const keys: string[] = []
    JSON.parse(json, (key, value) => {
      if (!(key === "dataType" && value === null)) keys.push(key)
      return value
    })
    return keys
  }
  fc.assert(
    fc.property(fc.oneof(wild, documents(0.3)), (json) => {
      const document = parseDocument(JSON.parse(text(json)))
      const once = canonical(document)
      expect(canonical(once)).toBe(once)
      expect(text(document)).toBe(text(json))
      expect(diff(document, once)).toEqual([])
      expect(() => [validate(document), layout(document), toSvg(document), toMermaid(document)]).not.toThrow()
      expect(keysOf(text(once))).toEqual(keysOf(text(json)))
    }),
    { numRuns: runs(25), endOnFailure: true }
  )
})
