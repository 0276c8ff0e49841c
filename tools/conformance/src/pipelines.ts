/** Small assets and documents for the tests: fast, without a model, each with a visible effect. */
import { AssetError, defineAsset } from "@aixplain-ts/platform"

/** Text in upper case. */
export const shout = defineAsset({
  id: "shout",
  function: "paraphrasing",
  pure: true,
  run: ({ text }) => ({ data: String(text).toUpperCase() })
})

/** Fails on texts with `bad` in them. */
export const picky = defineAsset({
  id: "picky",
  function: "paraphrasing",
  run: ({ text }: { text: string }) => {
    if (text.includes("bad")) throw new AssetError(`"${text}" is not for me.`)
    return { data: text }
  }
})

/** An asset that waits until it is released; a cancelled run does not wait for it. */
export const gated = () => {
  const gate = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const asset = defineAsset({
    id: "gated",
    function: "paraphrasing",
    run: async ({ text }: { text: string }, { signal }) => {
      started.resolve()
      const aborted = new Promise<never>((_, reject) => {
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener("abort", () => reject(signal.reason), { once: true })
      })
      await Promise.race([gate.promise, aborted])
      return { data: text }
    }
  })
  return { asset, open: gate.resolve, started: started.promise }
}

const input = (number: number, label: string, more: object = {}) => ({
  number,
  label,
  type: "INPUT",
  dataType: ["text"],
  inputValues: [],
  outputValues: [{ code: "input", dataType: "text" }],
  ...more
})

const output = (number: number, label: string) => ({
  number,
  label,
  type: "OUTPUT",
  dataType: ["text"],
  inputValues: [{ code: "output", dataType: "text" }],
  outputValues: []
})

const model = (number: number, assetId: string) => ({
  number,
  label: `Model ${number}`,
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

const link = (from: number, to: number, out: string, into: string) => ({
  from,
  to,
  paramMapping: [{ from: out, to: into }]
})

/** INPUT Text → one asset → OUTPUT Out. */
export const through = (assetId: string, name = `Through ${assetId}`) => ({
  name,
  nodes: [input(0, "Text"), model(1, assetId), output(2, "Out")],
  links: [link(0, 1, "input", "text"), link(1, 2, "data", "output")]
})

/** Two inputs, two outputs, one asset each. */
export const pair = (assetId: string) => ({
  name: "Pair",
  nodes: [
    input(0, "First"),
    input(1, "Second"),
    model(2, assetId),
    model(3, assetId),
    output(4, "One"),
    output(5, "Two")
  ],
  links: [
    link(0, 2, "input", "text"),
    link(1, 3, "input", "text"),
    link(2, 4, "data", "output"),
    link(3, 5, "data", "output")
  ]
})

/** The document with other members in some of its nodes, by their number. */
export const changed = <D extends { readonly nodes: readonly { readonly number: number }[] }>(
  document: D,
  changes: Readonly<Record<number, object>>
) => ({ ...document, nodes: document.nodes.map((node) => Object.assign({}, node, changes[node.number])) })

/** A document that can be saved but not run, because it has no input. */
export const inputless = { name: "Inputless", nodes: [output(0, "Out")], links: [] }

/** INPUT Text → a script → OUTPUT Out; the script is a file next to the document. */
export const scripted = (scriptFile: string) => ({
  name: "Scripted",
  nodes: [
    input(0, "Text"),
    {
      number: 1,
      label: "Script",
      type: "SCRIPT",
      scriptFile,
      inputValues: [{ code: "text", dataType: "text" }],
      outputValues: [{ code: "data", dataType: "text" }]
    },
    output(2, "Out")
  ],
  links: [link(0, 1, "input", "text"), link(1, 2, "data", "output")]
})

/** INPUT Text → a function that no asset serves → OUTPUT Out. */
export const unsupported = () => changed(through("", "Needs a model"), { 1: { function: "text-to-video-generation" } })
