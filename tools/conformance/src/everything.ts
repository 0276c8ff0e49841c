/** One node of every kind, as other designers write them: for loading, saving and running. */

const param = (code: string, dataType?: string, value?: unknown) => ({
  code,
  ...(dataType !== undefined && { dataType }),
  ...(value !== undefined && { value })
})

const asset = (number: number, fn: string, functionType: string, inputs: object[], outputs: object[], id?: string) => ({
  number,
  label: `Model ${number}`,
  type: "ASSET",
  function: fn,
  functionType,
  assetType: "MODEL",
  assetId: id ?? `local/${fn}`,
  position: { x: number * 100, y: 0 },
  status: "Exists",
  autoSelectOptions: [],
  inputValues: inputs,
  outputValues: outputs
})

const entry = (number: number, label: string) => ({
  number,
  label,
  type: "INPUT",
  dataType: ["text"],
  outputValues: [param("input", "text")]
})

const end = (number: number, label: string) => ({
  number,
  label,
  type: "OUTPUT",
  inputValues: [param("output", "text")]
})

const link = (from: number, to: number, out: string, into: string) => ({
  from,
  to,
  paramMapping: [{ from: out, to: into }]
})

const text = param("text", "text")
const data = param("data", "text")

/**
 * Text → lines → mood of each line → a decision that lets the good ones through; also a router, a script, a joiner, a
 * metric and a utility. `script` is the id of a stored script.
 */
export const everything = (script: string) => ({
  name: "Everything",
  nodes: [
    entry(0, "Text"),
    entry(1, "Reference"),
    asset(2, "split-on-linebreak", "segmentor", [text], [data, param("audio")]),
    asset(3, "sentiment-analysis", "ai", [text, param("language", "label", "en")], [param("data", "label")]),
    {
      number: 4,
      label: "Only good ones",
      type: "DECISION",
      inputValues: [param("comparison", "label"), param("passthrough", "text")],
      outputValues: [data],
      routes: [{ value: "POSITIVE", path: [5], operation: "equal", type: "checkValue" }]
    },
    end(5, "Good lines"),
    asset(6, "text-reconstruction", "reconstructor", [text], [data]),
    end(7, "Together"),
    {
      number: 8,
      label: "By type",
      type: "ROUTER",
      inputValues: [param("input", "text")],
      outputValues: [param("input", "text")],
      routes: [{ value: "text", path: [9], operation: "equal", type: "checkType" }]
    },
    {
      number: 9,
      label: "Marker",
      type: "SCRIPT",
      fileId: script,
      fileMetadata: '{"name":"mark","size":90}',
      inputValues: [text],
      outputValues: [data]
    },
    end(10, "Marked"),
    asset(
      11,
      "text-generation-metric",
      "metric",
      [param("hypotheses", "text"), param("references", "text"), param("score_identifier", "text", "exact_match")],
      [data]
    ),
    end(12, "Score"),
    asset(13, "utilities", "utility", [param("inputs", "text")], [param("outputs", "text")], "reverser"),
    end(14, "Backwards")
  ],
  links: [
    link(0, 2, "input", "text"),
    link(2, 3, "data", "text"),
    link(3, 4, "data", "comparison"),
    link(2, 4, "data", "passthrough"),
    link(4, 5, "data", "output"),
    link(2, 6, "data", "text"),
    link(6, 7, "data", "output"),
    link(0, 8, "input", "input"),
    link(8, 9, "input", "text"),
    link(9, 10, "data", "output"),
    link(0, 11, "input", "hypotheses"),
    link(1, 11, "input", "references"),
    link(11, 12, "data", "output"),
    link(0, 13, "input", "inputs"),
    link(13, 14, "outputs", "output")
  ]
})

/** The minimum that the vendor's tests post: inputs and outputs without label and type, types in capital letters. */
export const bare = {
  name: "Bare",
  nodes: [
    { number: 0, type: "INPUT" },
    {
      number: 1,
      type: "ASSET",
      function: "sentiment-analysis",
      functionType: "AI",
      assetType: "MODEL",
      assetId: "60ddef7c8d38c51c5885d48c",
      status: "Exists",
      autoSelectOptions: [],
      inputValues: [
        { code: "text", dataType: "text" },
        { code: "language", value: "en" }
      ],
      outputValues: [{ code: "data", dataType: null }]
    },
    { number: 2, type: "OUTPUT" }
  ],
  links: [link(0, 1, "input", "text"), link(1, 2, "data", "output")]
}
