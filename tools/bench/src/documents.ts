/** The pipelines that are run, and documents of any size that are validated, drawn and executed. */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { definePipeline } from "@aixplain-ts/designer"

/** The asset of every bench server; its text controls it: see `children/server.ts`. */
export const assetId = "bench"

/** Text → asset → Out. */
export const one = definePipeline("Bench, one node", { Text: "text" }, ({ Text }, n) => ({
  Out: n.asset(assetId, { function: "paraphrasing", text: Text, language: "en" }).data
}))

/** Text → lines → asset for each line → joined again: the job that is compared with Prefect. */
export const lines = definePipeline("Bench, lines", { Text: "text" }, ({ Text }, n) => {
  const line = n.splitOnLinebreak({ text: Text })
  const changed = n.asset(assetId, { function: "paraphrasing", text: line.data, language: "en" })
  return { Out: n.textReconstruction({ text: changed.data }).data }
})

/** Four assets in a row; with a list of texts each is a segment. */
export const four = definePipeline("Bench, four nodes", { Text: "text" }, ({ Text }, n) => {
  let port = n.asset(assetId, { function: "paraphrasing", text: Text, language: "en" }).data
  for (let more = 0; more < 3; more++)
    port = n.asset(assetId, { function: "paraphrasing", text: port, language: "en" }).data
  return { Out: port }
})

const input = (number: number): PipelineNode => ({
  number,
  label: `In ${number}`,
  type: "INPUT",
  dataType: ["text"],
  inputValues: [],
  outputValues: [{ code: "input", dataType: "text" }]
})

const step = (number: number): PipelineNode => ({
  number,
  label: `Step ${number}`,
  type: "ASSET",
  function: "paraphrasing",
  functionType: "ai",
  assetType: "MODEL",
  assetId,
  inputValues: [
    { code: "text", dataType: "text" },
    { code: "language", dataType: "label", value: "en" }
  ],
  outputValues: [{ code: "data", dataType: "text" }]
})

const output = (number: number): PipelineNode => ({
  number,
  label: `Out ${number}`,
  type: "OUTPUT",
  dataType: ["text"],
  inputValues: [{ code: "output", dataType: "text" }],
  outputValues: []
})

/** One input, then a chain of assets, then an output: `count` nodes in all. */
export const chain = (count: number): PipelineDocument & { readonly name: string } => {
  const nodes = [input(0), ...Array.from({ length: count - 2 }, (_, index) => step(index + 1)), output(count - 1)]
  return {
    name: `Chain of ${count}`,
    nodes,
    links: nodes.slice(1).map(({ number }) => ({
      from: number - 1,
      to: number,
      paramMapping: [{ from: number === 1 ? "input" : "data", to: number === count - 1 ? "output" : "text" }]
    }))
  }
}

/** One input, parallel assets, an output for each: as wide as the chain is long. */
export const fan = (count: number): PipelineDocument & { readonly name: string } => {
  const steps = Math.max(1, Math.floor((count - 1) / 2))
  const ends = Array.from({ length: steps }, (_, index) => index)
  return {
    name: `Fan of ${count}`,
    nodes: [input(0), ...ends.map((n) => step(n + 1)), ...ends.map((n) => output(n + 1 + steps))],
    links: [
      ...ends.map((n) => ({ from: 0, to: n + 1, paramMapping: [{ from: "input", to: "text" }] })),
      ...ends.map((n) => ({ from: n + 1, to: n + 1 + steps, paramMapping: [{ from: "data", to: "output" }] }))
    ]
  }
}

/** A graph like large ones in practice: stages of eight nodes, each linked to one or two of the previous stage. */
export const stages = (count: number): PipelineDocument & { readonly name: string } => {
  const wide = 8
  let seed = 1
  const random = (below: number): number => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed % below
  }
  const nodes = [input(0)]
  const links: PipelineDocument["links"] = []
  for (let number = 1; number < count; number++) {
    nodes.push(step(number))
    const first = Math.max(0, number - wide - (number % wide))
    const from = number <= wide ? 0 : first + random(Math.min(wide, number - first))
    links.push({ from, to: number, paramMapping: [{ from: from === 0 ? "input" : "data", to: "text" }] })
  }
  return { name: `Stages of ${count}`, nodes, links }
}
