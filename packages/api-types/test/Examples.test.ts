/** The document's own examples fit its schemas, also when unknown keys are added to them. */
import { describe, expect, it } from "vitest"
import { document } from "@aixplain-ts/api-types/document"
import { bodies, faults, validator, validatorAt } from "./contract.ts"

/** The same value with an unknown key in each of its objects. */
const withUnknownKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withUnknownKeys)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, withUnknownKeys(item)] as const)
  return { ...Object.fromEntries(entries), "x.unknown": { deep: [1, null] } }
}

const cases = bodies.flatMap(({ where, type, schema, examples }) =>
  examples.map(([name, value]) => ({ title: `${where}, ${type}: ${name}`, schema, value }))
)

describe("Every example", () => {
  it("is found: none of the bodies is without one", () => {
    expect(bodies.filter(({ examples }) => examples.length === 0)).toEqual([])
    expect(cases.length).toBeGreaterThan(80)
  })

  it.each(cases)("fits its schema: $title", ({ schema, value }) => {
    expect(faults(validatorAt(schema), value)).toEqual([])
  })

  it.each(cases)("still fits with unknown keys: $title", ({ schema, value }) => {
    expect(faults(validatorAt(schema), withUnknownKeys(value))).toEqual([])
  })
})

it("every schema compiles under the strict rules of JSON Schema 2020-12", () => {
  const compiled = Object.keys(document.components.schemas).map((name) => validator(name))
  expect(compiled.length).toBeGreaterThan(80)
})

it("the events of the stream's example are run events, and its cursors are theirs", () => {
  const [text] = bodies.filter(({ type }) => type === "text/event-stream").flatMap(({ examples }) => examples)
  const blocks = String(text?.[1])
    .trim()
    .split("\n\n")
    .map((block) => Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))))
  expect(blocks.length).toBe(2)
  for (const { event, id, data } of blocks) {
    const value = JSON.parse(String(data))
    expect(faults(validator("RunEvent"), value)).toEqual([])
    expect(value).toMatchObject({ type: event, id })
  }
})
