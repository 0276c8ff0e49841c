import type { PipelineDocument } from "@aixplain-ts/api-types"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readInputs } from "../../src/routes/runInputs.ts"

const document = (
  ...inputs: readonly (string | { readonly label: string; readonly data?: unknown })[]
): PipelineDocument => {
  const nodes: PipelineDocument["nodes"] = []
  for (const [number, input] of inputs.entries()) {
    const { label, data } = typeof input === "string" ? { label: input, data: undefined } : input
    nodes.push({ number, type: "INPUT", label, ...(data === undefined ? {} : { data }) })
  }
  return { nodes: [...nodes, { number: 90, type: "OUTPUT", label: "Out" }], links: [] }
}

const column = async (): Promise<readonly string[]> => ["row 1", "row 2"]

/** Values by label, or the refusal's sentence. */
const read = async (pipeline: PipelineDocument, body: Record<string, unknown>): Promise<unknown> => {
  try {
    const inputs = await readInputs(pipeline, body, column)
    return Object.fromEntries(
      inputs.map(({ node, values }) => [pipeline.nodes.find(({ number }) => number === node)?.label, values])
    )
  } catch (error) {
    return (error as Error).message
  }
}

const extras = { batchmode: true, version: null }
const single = document("Input 1")
const pair = document("Input", "Reference")

describe("the body of a run", () => {
  it.each<[string, PipelineDocument, Record<string, unknown>, unknown]>([
    ["one text", single, { data: "hello", ...extras }, { "Input 1": ["hello"] }],
    ["a reference", single, { data: "s3://b/k", ...extras }, { "Input 1": ["s3://b/k"] }],
    ["a number", single, { data: 12 }, { "Input 1": [12] }],
    ["zero and false", document("A", "B"), { A: 0, B: false }, { A: [0], B: [false] }],
    ["a text that looks like a number", single, { data: "12" }, { "Input 1": ["12"] }],
    ["a list for the single input", single, { data: ["a", "b"] }, { "Input 1": ["a", "b"] }],
    ["labels at the top level", pair, { Input: "a", Reference: "b", ...extras }, { Input: ["a"], Reference: ["b"] }],
    [
      "a label that is cased or spaced differently",
      pair,
      { " input ": "a", REFERENCE: "b" },
      { Input: ["a"], Reference: ["b"] }
    ],
    [
      "entries by label",
      pair,
      {
        data: [
          { value: "a", nodeId: "Input" },
          { value: "b", nodeId: "Reference" }
        ]
      },
      { Input: ["a"], Reference: ["b"] }
    ],
    [
      "entries by number",
      pair,
      {
        data: [
          { value: "a", nodeId: 1 },
          { value: "b", nodeId: "0" }
        ]
      },
      { Input: ["b"], Reference: ["a"] }
    ],
    [
      "entries without a name, in order",
      pair,
      { data: [{ value: "a" }, { value: "b" }] },
      { Input: ["a"], Reference: ["b"] }
    ],
    [
      "the word data on a single input, as one client names it",
      single,
      { data: [{ value: "a", nodeId: "data" }] },
      { "Input 1": ["a"] }
    ],
    ["a label map under data", pair, { data: { Input: "a", Reference: "b" } }, { Input: ["a"], Reference: ["b"] }],
    ["data wrapped once more", single, { data: { data: "text" } }, { "Input 1": ["text"] }],
    [
      "lists of equal length",
      pair,
      { Input: ["a", "b"], Reference: ["c", "d"] },
      { Input: ["a", "b"], Reference: ["c", "d"] }
    ],
    [
      "a single value beside a list",
      pair,
      { Input: ["a", "b"], Reference: "c" },
      { Input: ["a", "b"], Reference: ["c", "c"] }
    ],
    [
      "a column of a data asset",
      single,
      { data: [{ dataAsset: { corpus_id: "c", data_id: "d" } }] },
      { "Input 1": ["row 1", "row 2"] }
    ],
    [
      "columns by label",
      pair,
      {
        data: [
          { dataAsset: { corpus_id: "c", data_id: "d" }, nodeId: "Input" },
          { value: "x", nodeId: "Reference" }
        ]
      },
      { Input: ["row 1", "row 2"], Reference: ["x", "x"] }
    ],
    ["a stored default", document({ label: "A", data: "kept" }, "B"), { B: "b" }, { A: ["kept"], B: ["b"] }],
    ["a value that wins over a stored default", document({ label: "A", data: "kept" }), { A: "new" }, { A: ["new"] }],
    [
      "one value where only one input lacks a default",
      document({ label: "A", data: "kept" }, "B"),
      { data: "b" },
      { A: ["kept"], B: ["b"] }
    ],
    [
      "the stored value as a name",
      document({ label: "INPUT(ID=0)", data: "text_input" }),
      { text_input: "hello" },
      { "INPUT(ID=0)": ["hello"] }
    ],
    [
      "an input that is called data",
      document("data", "other"),
      { data: "a", other: "b" },
      { data: ["a"], other: ["b"] }
    ],
    ["an object under its label", single, { data: { "Input 1": { role: "user" } } }, { "Input 1": [{ role: "user" }] }],
    ["one value beside parameters of the client's own", single, { data: "a", temperature: 3 }, { "Input 1": ["a"] }],
    [
      "entries beside parameters of the client's own",
      single,
      { data: [{ value: "a", nodeId: "Input 1" }], temperature: 3 },
      { "Input 1": ["a"] }
    ],
    ["an input that is called data, in an object", document("data"), { data: { data: "a" } }, { data: ["a"] }],
    ["an empty text", single, { data: "" }, { "Input 1": [""] }]
  ])("may be %s", async (_, pipeline, body, expected) => {
    expect(await read(pipeline, body)).toEqual(expected)
  })

  it.each<[string, PipelineDocument, Record<string, unknown>, string]>([
    ["nothing", single, {}, 'The input "Input 1" has no value.'],
    ["null", single, { data: null }, 'The input "Input 1" has no value.'],
    ["one label of two", pair, { Input: "a" }, 'The input "Reference" has no value.'],
    ["none of two", pair, { version: null }, 'The inputs "Input", "Reference" have no values.'],
    [
      "one value for two inputs",
      pair,
      { data: "a" },
      "The pipeline has 2 inputs, and the run names one value for all of them."
    ],
    ...(
      [
        ["an entry", { data: [{ value: "a", nodeId: "Nope" }] }],
        ["an object", { data: { Nope: "a" } }],
        ["the body itself", { Nope: "a", ...extras }]
      ] as const
    ).flatMap(([where, body]): [string, PipelineDocument, Record<string, unknown>, string][] => [
      [`an unknown label in ${where}`, single, body, 'The pipeline has no input "Nope". The input is "Input 1".'],
      [
        `an unknown label in ${where} for several inputs`,
        pair,
        body,
        'The pipeline has no input "Nope". The inputs are "Input", "Reference".'
      ]
    ]),
    [
      "an unknown label beside known ones in an object",
      pair,
      { data: { Input: "a", Reference: "b", C: "c" } },
      'The pipeline has no input "C". The inputs are "Input", "Reference".'
    ],
    [
      "an unknown label beside known ones in the body itself",
      pair,
      { Input: "a", Reference: "b", temperature: 3 },
      'The pipeline has no input "temperature". The inputs are "Input", "Reference".'
    ],
    ["an entry without a value", single, { data: [{ nodeId: "Input 1" }] }, 'The input "Input 1" has no value.'],
    [
      "two unknown names for one input",
      single,
      {
        data: [
          { value: "a", nodeId: "Nope" },
          { value: "b", nodeId: "Neither" }
        ]
      },
      'The pipeline has no input "Nope" or "Neither". The input is "Input 1".'
    ],
    [
      "a name twice",
      pair,
      {
        data: [
          { value: "a", nodeId: "Input" },
          { value: "b", nodeId: 0 }
        ]
      },
      'The input "Input" is given twice.'
    ],
    ["too many values", single, { data: [{ value: "a" }, { value: "b" }] }, "The run names 2 values for 1 input."],
    [
      "too many instances",
      single,
      { data: Array.from({ length: 100_001 }, () => "x") },
      "The run has 100001 instances; at most 100000 are possible in one run."
    ],
    ["an empty list", single, { data: [] }, 'The input "Input 1" has no value: the list for it is empty.'],
    [
      "lists that differ in length",
      pair,
      { Input: ["a", "b", "c"], Reference: ["d", "e"] },
      'The input "Reference" has 2 values and "Input" has 3.'
    ]
  ])("is refused with %s, naming the input", async (_, pipeline, body, expected) => {
    expect(await read(pipeline, body)).toBe(expected)
  })

  it("is told to name inputs that share a label by number, and can", async () => {
    const twins = document("Text", "text")
    const detail = 'Inputs share a label, so send a value for each node number: "0" (Text), "1" (text).'
    await expect(readInputs(twins, { data: "x" }, column)).rejects.toMatchObject({ detail })
    await expect(readInputs(twins, { Text: "x" }, column)).rejects.toMatchObject({
      message: 'The input "text" has no value.',
      detail: `${detail} Or store a default in the input's \`data\`.`
    })
    expect(await readInputs(twins, { "0": "a", "1": "b" }, column)).toEqual([
      { node: 0, values: ["a"] },
      { node: 1, values: ["b"] }
    ])
  })

  it("is never mistaken, whatever JSON it holds: values for every input, or one sentence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom("data", "Input", "Reference", "0", "x", "version", "batchmode"),
          fc.jsonValue({ maxDepth: 3 })
        ),
        async (body) => {
          const result = await read(pair, body)
          const lists = typeof result === "string" ? [] : Object.values(result as Record<string, unknown[]>)
          const asExpected =
            typeof result === "string"
              ? /^[A-Z].*\.$/.test(result)
              : lists.length === 2 && lists[0]?.length === lists[1]?.length
          expect({ result, asExpected }).toMatchObject({ asExpected: true })
        }
      )
    )
  })
})
