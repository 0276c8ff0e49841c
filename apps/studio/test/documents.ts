/** Documents that several tests draw. */
import { parseDocument } from "@aixplain-ts/designer"
import { type GraphModel, graphModel } from "../src/canvas/GraphModel.ts"

const asset = (number: number, label: string, fields: object = {}): object => ({
  number,
  label,
  type: "ASSET",
  function: "text-normalization",
  functionType: "ai",
  assetId: "",
  inputValues: [
    { code: "text", dataType: "text" },
    { code: "language", value: "en" }
  ],
  outputValues: [{ code: "data", dataType: "text" }],
  ...fields
})

const input = (number: number, label: string, fields: object = {}): object => ({
  number,
  label,
  type: "INPUT",
  dataType: ["text"],
  outputValues: [{ code: "input", dataType: "text" }],
  ...fields
})

const output = (number: number, label: string): object => ({
  number,
  label,
  type: "OUTPUT",
  dataType: ["text"],
  inputValues: [{ code: "output", dataType: "text" }]
})

const link = (from: number, to: number, source = "data", target = "text"): object => ({
  from,
  to,
  paramMapping: [{ from: source, to: target }]
})

/** Review → Clean, Judge; Clean → Text; Judge → Mood. */
export const forked: GraphModel = graphModel(
  parseDocument({
    nodes: [input(0, "Review"), asset(1, "Clean"), asset(2, "Judge"), output(3, "Text"), output(4, "Mood")],
    links: [
      link(0, 1, "input"),
      link(0, 2, "input"),
      link(1, 3, "data", "output"),
      link(2, 4, "data", "output"),
      // A dangling link: an error that has a node.
      link(2, 99)
    ]
  })
)

export const withInputs = (...fields: readonly object[]) =>
  parseDocument({ nodes: fields.map((more, number) => input(number, `Input ${number}`, more)), links: [] })
