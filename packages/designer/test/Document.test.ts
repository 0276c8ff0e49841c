import { canonical, InvalidDocument, parseDocument } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

const input = { number: 0, type: "INPUT" }
const output = { number: 1, type: "OUTPUT" }
const link = { from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }
const text = (value: unknown): string => JSON.stringify(value)

const problemsOf = (json: unknown): readonly string[] => {
  try {
    parseDocument(json)
  } catch (error) {
    if (error instanceof InvalidDocument) return error.problems.map(({ message }) => message)
    throw error
  }
  return []
}

describe("parseDocument", () => {
  it("gives a plain document back as it is", () => {
    const document = { zebra: 1, nodes: [input, output], links: [link], name: "x" }
    expect(parseDocument(document)).toBe(document)
  })

  it("unfolds the body of a POST in place, unknown keys and their order included", () => {
    const body = {
      a: 1,
      architecture: { b: 2, nodes: [input, output], links: [link], c: 3 },
      name: "x",
      status: "draft"
    }
    expect(text(parseDocument(body))).toBe(
      text({ a: 1, b: 2, nodes: [input, output], links: [link], c: 3, name: "x", status: "draft" })
    )
  })

  it("keeps both values of a key that the body and its architecture have", () => {
    const body = { name: "outer", architecture: { name: "inner", nodes: [input], links: [] } }
    expect(text(parseDocument(body))).toBe(
      text({ name: "outer", nodes: [input], links: [], architecture: { name: "inner" } })
    )
  })

  it("takes the nodes at the top where there are two lots", () => {
    const both = { nodes: [input], links: [], architecture: { nodes: [], links: [] } }
    expect(parseDocument(both)).toBe(both)
  })

  it("reads JSON text", () => {
    expect(text(parseDocument(text({ nodes: [input], links: [] })))).toBe(text({ nodes: [input], links: [] }))
  })

  it("gives a document without links an empty list of them", () => {
    expect(parseDocument({ nodes: [input] }).links).toEqual([])
    expect(parseDocument({ architecture: { nodes: [input] } }).links).toEqual([])
    expect(parseDocument({ nodes: [], links: null }).links).toEqual([])
  })

  it("takes nodes that lack everything but a number", () => {
    expect(parseDocument({ nodes: [{ number: 5 }], links: [{}] }).nodes).toEqual([{ number: 5 }])
  })

  it.each([
    ["{", /^The text is not JSON/],
    [null, /It is null instead of an object/],
    [[], /It is a list instead of an object/],
    [{}, /It has no `nodes`/],
    [{ nodes: {}, links: [] }, /`nodes` is an object instead of a list/],
    [{ nodes: [], links: 4 }, /`links` is 4 instead of a list/],
    [{ nodes: [{ number: "0" }] }, /`nodes\[0\].number` is "0" instead of a whole number/],
    [{ nodes: [{ number: 0, inputValues: ["text"] }] }, /`nodes\[0\].inputValues\[0\]` is "text" instead of an object/],
    [{ nodes: [], links: [{ paramMapping: {} }] }, /`links\[0\].paramMapping` is an object instead of a list/]
  ])("says why %j is not a document", (json, message) => {
    expect(problemsOf(json)).toEqual([expect.stringMatching(message)])
  })

  it("says everything that is wrong at once", () => {
    expect(problemsOf({ nodes: [3, { number: 0.5 }], links: [null] })).toHaveLength(3)
  })
})

describe("canonical", () => {
  it("changes spelling and nothing else", () => {
    const document = parseDocument({
      x: { dataType: null, type: "kept" },
      nodes: [
        { label: "In", type: "input", number: 0, dataType: ["TEXT", "Audio"], position: { x: 1, y: 2, z: null } },
        {
          number: 1,
          type: "Asset",
          functionType: "AI",
          function: "Not-Touched",
          inputValues: [
            { dataType: null, code: "max_tokens", value: null },
            { code: "Text", dataType: "TEXT", more: [1] }
          ],
          outputValues: [{ code: "data", dataType: "Label" }],
          customInputs: [{ code: "c", dataType: null }]
        },
        { number: 2, type: "ROUTER", routes: [{ value: "AUDIO", path: [], operation: "equal", type: "checkType" }] },
        {
          number: 3,
          type: "DECISION",
          routes: [{ value: "NEGATIVE", path: [], operation: "equal", type: "checkValue" }]
        },
        { number: 4, type: "OUTPUT", dataType: null }
      ],
      links: [{ to: 1, from: 0, paramMapping: [], extra: true }]
    })
    expect(text(canonical(document))).toBe(
      text({
        x: { dataType: null, type: "kept" },
        nodes: [
          { label: "In", type: "INPUT", number: 0, dataType: ["text", "audio"], position: { x: 1, y: 2, z: null } },
          {
            number: 1,
            type: "ASSET",
            functionType: "ai",
            function: "Not-Touched",
            inputValues: [
              { code: "max_tokens", value: null },
              { code: "Text", dataType: "text", more: [1] }
            ],
            outputValues: [{ code: "data", dataType: "label" }],
            customInputs: [{ code: "c" }]
          },
          { number: 2, type: "ROUTER", routes: [{ value: "audio", path: [], operation: "equal", type: "checkType" }] },
          {
            number: 3,
            type: "DECISION",
            routes: [{ value: "NEGATIVE", path: [], operation: "equal", type: "checkValue" }]
          },
          { number: 4, type: "OUTPUT" }
        ],
        links: [{ to: 1, from: 0, paramMapping: [], extra: true }]
      })
    )
  })

  it("gives a canonical document back as itself", () => {
    const document = canonical(parseDocument({ nodes: [{ number: 0, type: "input" }], links: [] }))
    expect(canonical(document)).toBe(document)
  })
})
