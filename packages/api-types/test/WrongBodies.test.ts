/** Bodies that are refused: a server that validates from the document answers 400 to each of them. */
import { describe, expect, it } from "vitest"
import { entries, faults, pointer, validatorAt } from "./contract.ts"

const request = (operationId: string): ReturnType<typeof validatorAt> => {
  const entry = entries.find(({ operation }) => operation.operationId === operationId)
  if (entry === undefined) throw new Error(`The contract has no operation ${operationId}.`)
  return validatorAt(pointer("paths", entry.path, entry.method, "requestBody", "content", "application/json", "schema"))
}

const pipeline = (architecture: unknown, rest: object = {}): object => ({
  name: "P",
  status: "draft",
  architecture,
  ...rest
})
const node = (rest: object): object => pipeline({ nodes: [{ number: 0, type: "INPUT", ...rest }], links: [] })
const link = (value: unknown): object => pipeline({ nodes: [], links: [value] })

const noPipeline: ReadonlyArray<readonly [string, unknown]> = [
  ["an array", []],
  ["null", null],
  ["text", "{}"],
  ["an empty object", {}],
  ["a name alone", { name: "P" }],
  ["no name", { architecture: { nodes: [] } }],
  ["an empty name", pipeline({ nodes: [] }, { name: "" })],
  ["a number for a name", pipeline({ nodes: [] }, { name: 5 })],
  ["a status nobody saves with", pipeline({ nodes: [] }, { status: "published" })],
  ["an architecture that is text", pipeline('{"nodes":[]}')],
  ["an architecture without nodes", pipeline({ links: [] })],
  ["nodes by name", pipeline({ nodes: { a: { number: 0, type: "INPUT" } } })],
  ["links by name", pipeline({ nodes: [], links: {} })],
  ["a node that is text", pipeline({ nodes: ["INPUT"] })],
  ["a node without a number", pipeline({ nodes: [{ type: "INPUT" }] })],
  ["a node without a type", pipeline({ nodes: [{ number: 0 }] })],
  ["a number as text", node({ number: "0" })],
  ["a fraction for a number", node({ number: 0.5 })],
  ["a kind that is a number", node({ type: 1 })],
  ["a label that is a number", node({ label: 1 })],
  ["parameters that are not an array", node({ inputValues: {} })],
  ["a parameter without a code", node({ inputValues: [{ value: "en" }] })],
  ["a data type that is a number", node({ dataType: [1] })],
  ["a route that is text", node({ routes: ["text"] })],
  ["a route without an operation", node({ routes: [{ value: "a", path: [1], type: "checkValue" }] })],
  ["a route to a label", node({ routes: [{ value: "a", path: ["Result"], operation: "equal", type: "checkValue" }] })],
  ["a position without coordinates", node({ position: { x: 1 } })],
  ["a link without ends", link({ paramMapping: [] })],
  ["a link between labels", link({ from: "a", to: "b", paramMapping: [] })],
  ["a link without a mapping", link({ from: 0, to: 1 })],
  ["a mapping that is not an array", link({ from: 0, to: 1, paramMapping: { from: "a", to: "b" } })],
  ["a mapping of numbers", link({ from: 0, to: 1, paramMapping: [{ from: 0, to: 1 }] })]
]

/** An update without nodes keeps the stored ones. */
const keepsNodes = new Set(["a name alone", "an architecture without nodes"])

describe.each(["createPipeline", "updatePipeline"])("%s refuses", (operation) => {
  const refused = noPipeline.filter(([what]) => operation === "createPipeline" || !keepsNodes.has(what))
  it.each(refused)("%s", (_, body) => {
    expect(faults(request(operation), body)).not.toEqual([])
  })
})

describe("updatePipeline takes", () => {
  it.each(noPipeline.filter(([what]) => keepsNodes.has(what)))("%s", (_, body) => {
    expect(faults(request("updatePipeline"), body)).toEqual([])
  })
})

describe("runPipeline refuses", () => {
  it.each([[[]], ["text"], [null], [5], [{ batchmode: "yes" }], [{ version: {} }]])("%j", (body) => {
    expect(faults(request("runPipeline"), body)).not.toEqual([])
  })
})

describe("paginatePipelines refuses", () => {
  it.each([
    [[]],
    [{ pageSize: 0 }],
    [{ pageSize: 101 }],
    [{ pageSize: "20" }],
    [{ pageNumber: -1 }],
    [{ draftsOnly: "no" }],
    [{ q: 1 }],
    [{ functions: "translation" }],
    [{ suppliers: [1] }],
    [{ models: [{ id: "m" }] }]
  ])("%j", (body) => {
    expect(faults(request("paginatePipelines"), body)).not.toEqual([])
  })
})

describe("Upload requests refuse", () => {
  it.each([
    ["createTemporaryUpload", { contentType: "text/csv" }],
    ["createTemporaryUpload", { contentType: 1, originalName: "a" }],
    ["createPermanentUpload", { originalName: "a" }],
    ["createPermanentUpload", { contentType: "text/csv", originalName: "a", tags: ["a"] }]
  ])("%s %j", (operation, body) => {
    expect(faults(request(operation), body)).not.toEqual([])
  })
})
