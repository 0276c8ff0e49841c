/** What clients and servers of this wire were seen to send fits the contract; only ids, keys and addresses are changed. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { faults, validator } from "./contract.ts"

const node = (number: number, type: string, rest: object = {}): object => ({ number, type, ...rest })
const link = (from: number, to: number, output: string, input: string, rest: object = {}): object => ({
  from,
  to,
  paramMapping: [{ from: output, to: input, ...rest }]
})
const parameter = (code: string, dataType: string | null, value: unknown = null): object => ({ code, dataType, value })
const save = (nodes: readonly object[], links?: readonly object[]): object => ({
  name: "D",
  status: "draft",
  architecture: { nodes, ...(links === undefined ? {} : { links }) }
})

const decision = save(
  [
    node(0, "INPUT", {
      label: "INPUT(ID=0)",
      inputValues: [],
      outputValues: [parameter("input", "text")],
      data: null,
      dataType: ["text"]
    }),
    node(1, "ASSET", {
      label: "ASSET(ID=1)",
      function: "sentiment-analysis",
      assetId: "sent",
      supplier: "aixplain",
      version: null,
      assetType: "MODEL",
      functionType: "ai",
      inputValues: [
        parameter("text", "text"),
        parameter("language", "label", "en"),
        parameter("max_tokens", null, 256)
      ],
      outputValues: [parameter("data", "label")]
    }),
    node(2, "OUTPUT", {
      label: "OUTPUT(ID=2)",
      inputValues: [parameter("output", "text")],
      outputValues: [],
      dataType: ["text"]
    }),
    node(3, "DECISION", {
      label: "DECISION(ID=3)",
      inputValues: [parameter("comparison", "label"), parameter("passthrough", "text")],
      outputValues: [parameter("data", "text")],
      routes: [
        { value: "POSITIVE", path: [2], operation: "equal", type: "checkValue" },
        { value: 0.5, path: [], operation: "greaterThan", type: "checkValue" }
      ]
    })
  ],
  [
    link(0, 1, "input", "text"),
    link(1, 3, "data", "comparison"),
    link(0, 3, "input", "passthrough"),
    link(3, 2, "data", "output", { dataSourceId: 1 })
  ]
)

const bare = save(
  [
    node(0, "INPUT"),
    node(1, "ASSET", {
      function: "sentiment-analysis",
      inputValues: [
        { code: "language", value: "en" },
        { code: "text", dataType: "text" }
      ],
      assetId: "model",
      assetType: "MODEL",
      autoSelectOptions: [],
      functionType: "AI",
      status: "Exists",
      outputValues: [{ code: "data", dataType: "label" }]
    }),
    node(2, "OUTPUT")
  ],
  [link(0, 1, "input", "text"), link(1, 2, "data", "output")]
)

const router = save(
  [
    node(0, "INPUT", { label: "I", dataType: [], outputValues: [parameter("input", null)] }),
    node(3, "ROUTER", {
      label: "R",
      inputValues: [parameter("input", null)],
      outputValues: [parameter("input", "text")],
      routes: [
        { value: "text", path: [1], operation: "equal", type: "checkType" },
        { value: "audio", path: [2], operation: "equal", type: "checkType" }
      ]
    })
  ],
  [link(0, 3, "input", "input"), link(3, 1, "input", "text"), link(3, 2, "input", "source_audio")]
)

const script = save([
  node(1, "SCRIPT", {
    label: "SCRIPT(ID=1)",
    fileId: "F1",
    fileMetadata: '{"name": "s", "size": 24}',
    inputValues: [parameter("transcripts", null), parameter("speakers", "label")],
    outputValues: [parameter("data", "text")]
  })
])

describe("Saved documents", () => {
  it.each([
    ["a decision, as a designer serialises it", decision],
    ["a file with bare nodes and an upper-case functionType", bare],
    ["a router whose types are null", router],
    ["a script, without links", script],
    ["a script whose upload failed", save([node(0, "SCRIPT", { fileId: "" })], [])],
    ["no nodes and no links key", save([])],
    ["a deploy of an object from a list", { name: "D", status: "onboarded", architecture: { nodes: [], links: [] } }],
    ["an upper-case data type on an input", save([node(0, "INPUT", { dataType: ["TEXT"] })])],
    ["an unknown kind, which a save accepts and lists", save([node(0, "LOOP")])],
    ["two nodes with one number, likewise", save([node(0, "INPUT"), node(0, "OUTPUT")])]
  ])("%s", (_, body) => {
    expect(faults(validator("SavePipeline"), body)).toEqual([])
  })
})

describe("A pipeline in an answer", () => {
  const answer = (nodes: readonly object[]): object => ({ id: "6509fd2b1eaad7dd54b4e398", name: "S", nodes, links: [] })
  const input = { number: 0, label: "I", type: "INPUT", dataType: ["text"] }

  it("needs neither status nor subscription", () => {
    expect(faults(validator("Pipeline"), answer([input]))).toEqual([])
  })

  it.each([
    ["a node without a label", { number: 0, type: "INPUT", dataType: ["text"] }],
    ["an input without a list of types", { ...input, dataType: "text" }],
    ["an input without types", { number: 0, type: "INPUT", label: "I" }],
    ["a data type in upper case", { ...input, dataType: ["TEXT"] }],
    ["a parameter whose data type is null", { ...input, outputValues: [{ code: "input", dataType: null }] }],
    ["a kind in lower case", { ...input, type: "input" }],
    ["a functionType in upper case", { number: 1, label: "A", type: "ASSET", functionType: "AI" }]
  ])("never holds %s, which would cost a published client the whole architecture", (_, wrong) => {
    expect(faults(validator("Pipeline"), answer([wrong]))).not.toEqual([])
  })
})

describe("Saved answers and lists", () => {
  it.each([
    ["SavedPipeline", { id: "6544ffbdf4644a9f6c2363a6" }],
    ["SavedPipeline", { status: "SUCCESS", id: "6544ffbdf4644a9f6c2363a6" }],
    ["PipelinePage", { items: [], pageTotal: 0, total: 0 }],
    [
      "PipelinePage",
      { items: [{ id: "a", name: "n" }], results: [], pageTotal: 1, total: 1, filteredFrom: 1, pageNumber: 0 }
    ]
  ])("%s %j", (schema, body) => {
    expect(faults(validator(schema), body)).toEqual([])
  })
})

describe("Run bodies", () => {
  const extras = { batchmode: true, version: null }
  it.each([
    { data: "hello", ...extras },
    { data: "True", ...extras },
    { data: null, ...extras },
    { data: 12, ...extras },
    { data: ["a", "b"], ...extras },
    {
      data: [
        { value: "a", nodeId: "Input" },
        { value: "b", nodeId: "Reference" }
      ],
      ...extras
    },
    { data: [{ value: ["a", "b"], nodeId: "Input" }], ...extras },
    { data: [{ dataAsset: { corpus_id: "c", data_id: "d" } }], ...extras },
    { data: [{ dataAsset: { dataset_id: "c", data_id: "d" }, nodeId: "Input" }], batchmode: false, version: "3.0" },
    { "Input 1": "x", ...extras },
    { "Doubt-image": "data:image/png;base64,iVBORw0KGgo=" },
    { data: { data: "text" } },
    { data: "text", temperature: 0.2, stop: ["\n"] },
    {}
  ])("%j", (body) => {
    expect(faults(validator("RunBody"), body)).toEqual([])
  })
})

it("Any JSON object is a run body: labels can be any text, values any JSON", () => {
  const run = validator("RunBody")
  const control = new Set(["batchmode", "version"])
  const label = fc.string().filter((key) => !control.has(key))
  fc.assert(
    fc.property(fc.dictionary(label, fc.jsonValue({ maxDepth: 3 })), fc.jsonValue({ maxDepth: 3 }), (labels, data) => {
      expect(faults(run, { ...labels })).toEqual([])
      expect(faults(run, { ...labels, data })).toEqual([])
    })
  )
})

describe("Run answers", () => {
  const url = "https://platform-api.aixplain.com/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad46eb"
  it.each([
    ["the documented three fields", { url, status: "IN_PROGRESS", batchMode: true }],
    [
      "with the engine's job document",
      { url, status: "IN_PROGRESS", batchMode: true, json: { version: "2.0", jobId: "cf97" } }
    ],
    ["ended at once", { url, status: "SUCCESS" }]
  ])("%s", (_, body) => {
    expect(faults(validator("RunAnswer"), body)).toEqual([])
  })
})

describe("Check answers", () => {
  const path = [
    { node_id: 0, type: "INPUT" },
    { node_id: 1, type: "ASSET", function: "text-generation" }
  ]
  const segment = {
    index: 0,
    success: true,
    response: "https://files.example/out.txt",
    is_url: true,
    input_type: "text",
    output_type: "text",
    details: {},
    length: 1644,
    language: "en",
    input_segment_info: [
      {
        start: 0.4,
        end: 12.36,
        length: 11.96,
        is_url: true,
        type: "audio",
        segment: "https://files.example/a.wav",
        speaker: "1",
        node_id: 2
      }
    ]
  }
  const output = { node_id: 2, label: "OUTPUT(ID=2)", path, segments: [segment], is_segmented: false }
  const done = { status: "SUCCESS", completed: true, numofsegments: 1, elapsed_time: 7.82, used_credits: 0.000123 }
  const old = {
    index: 0,
    separator: " ",
    size: 1499,
    inputs: { "1": { value: "https://files.example/0.txt", input_type: "text" } },
    success: true,
    response: "https://files.example/1.tmp",
    output_type: "text",
    details: "",
    credits_used: 0.01499,
    timeSpent: 0.969
  }

  it.each([
    ["the current engine", { ...done, progress: "100%", data: [output] }],
    ["a path within a second array", { ...done, data: [{ ...output, path: [path] }] }],
    [
      "a failed segment in a run that succeeded",
      { ...done, data: [{ ...output, segments: [{ index: 0, success: false, error: "e", is_url: true }] }] }
    ],
    [
      "a segment whose value is structured",
      { ...done, data: [{ ...output, segments: [{ index: 0, success: true, response: { data: [1] } }] }] }
    ],
    [
      "the 2022 engine",
      { ...done, progress: 100, numoffailedsegments: 0, data: "https://files.example/all.out", segments: [old] }
    ],
    ["outputs as JSON text", { ...done, data: JSON.stringify({ response: [output] }) }],
    ["in progress", { status: "IN_PROGRESS", completed: false, progress: "0%" }],
    ["failed", { status: "FAILED", completed: true, error: { any: "json" } }],
    ["a supplier failed", { completed: true, error: "err.supplier_error", supplierError: "boom" }],
    ["words of other engines", { status: "ERROR", completed: true, error_message: "bad input" }],
    ["lower case", { status: "success", completed: true }]
  ])("%s", (_, body) => {
    expect(faults(validator("CheckAnswer"), body)).toEqual([])
  })

  it("JSON text holds outputs of the same shape", () => {
    const text = JSON.stringify({ response: [output] })
    for (const item of JSON.parse(text).response) expect(faults(validator("OutputData"), item)).toEqual([])
  })
})

describe("Refusals", () => {
  it.each([
    { message: "Not Found", statusCode: 404 },
    { message: "err.invalid_param", error: "Bad Request", statusCode: 400 },
    { statusCode: 400, message: "Bad Request" },
    { statusCode: 404, message: "Pipeline not found" },
    { message: "Not Found" },
    { message: "Internal Server Error" }
  ])("%j", (body) => {
    expect(faults(validator("ErrorBody"), body)).toEqual([])
  })
})

describe("Models", () => {
  const model = {
    id: "m/1",
    name: "M",
    function: { id: "translation" },
    pricing: {},
    version: { id: null },
    params: []
  }
  it.each(["aiXplain", { id: 1, name: "AWS" }, { id: "aws", name: "AWS", code: "aws" }])(
    "a supplier can be %j",
    (supplier) => {
      expect(faults(validator("Model"), { ...model, supplier })).toEqual([])
    }
  )
})
