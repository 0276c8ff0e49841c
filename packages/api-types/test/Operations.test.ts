/** What every operation of the contract has to state. */
import { describe, expect, it } from "vitest"
import { document } from "@aixplain-ts/api-types/document"
import type { Parameter, ResponseObject } from "@aixplain-ts/api-types"
import { entries, faults, pointer, resolve, validatorAt } from "./contract.ts"

const hosted = [
  "createPermanentUpload",
  "createPipeline",
  "createTemporaryUpload",
  "checkRun",
  "deletePipeline",
  "getCorpus",
  "getDataset",
  "getModel",
  "getModelByName",
  "getPipeline",
  "listFunctions",
  "listLanguages",
  "listLicenses",
  "listModels",
  "listPipelines",
  "listSuppliers",
  "paginateCorpora",
  "paginateDatasets",
  "paginateModels",
  "paginatePipelines",
  "runPipeline",
  "updatePipeline",
  "uploadScript"
]
const extensions = [
  "cancelRun",
  "getFile",
  "getRun",
  "getRunLog",
  "health",
  "listRunOutput",
  "listRuns",
  "listRunSteps",
  "openSession",
  "putUpload",
  "streamRunEvents"
]

const ids = (some: typeof entries): readonly string[] => some.map(({ operation }) => operation.operationId).toSorted()

describe("The contract", () => {
  it("has the hosted platform's operations and ours, each under one name", () => {
    expect(ids(entries)).toEqual([...hosted, ...extensions].toSorted())
  })

  it("keeps extensions on separate paths, marked and tagged", () => {
    const named = (test: (entry: (typeof entries)[number]) => boolean): readonly string[] => ids(entries.filter(test))
    const expected = extensions.toSorted()
    expect(named(({ operation }) => operation["x-aixplain-extension"] === true)).toEqual(expected)
    expect(named(({ operation }) => operation.tags.includes("Extensions"))).toEqual(expected)
    expect(named(({ path }) => /^\/(?:ext|files|health)(?:\/|$)/.test(path))).toEqual(expected)
  })

  it("has an answer for a body that is wrong, too large or of another type wherever it takes one in JSON", () => {
    const takeJson = entries.filter(({ operation }) => operation.requestBody?.content["application/json"] !== undefined)
    expect(takeJson.length).toBe(10)
    for (const { operation } of takeJson) {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["400", "413", "415"]))
    }
  })

  it("marks every shared part that its text calls an extension, and no other", () => {
    const { headers, parameters, responses, securitySchemes } = document.components
    const all: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.assign(
      {},
      headers,
      parameters,
      responses,
      securitySchemes
    )
    const parts = Object.entries(all)
    const called = parts.filter(([, part]) => String(part["description"]).startsWith("Extension."))
    const marked = parts.filter(([, part]) => part["x-aixplain-extension"] === true)
    expect(called.map(([name]) => name)).toEqual(marked.map(([name]) => name))
    expect(marked.length).toBeGreaterThan(10)
  })

  it("uses three words for how sure it is", () => {
    const words = new Set<unknown>()
    JSON.stringify(document, (key, value: unknown) => {
      if (key === "x-confidence") words.add(value)
      return value
    })
    expect(words).toEqual(new Set(["documented", "inferred", "seen"]))
  })

  it("shows a value that fits for every header of a response", () => {
    const wrong = Object.entries(document.components.headers).flatMap(([name, { example }]) =>
      faults(validatorAt(`${pointer("components", "headers", name)}/schema`), example)
    )
    expect(wrong).toEqual([])
  })
})

/** Tools send the `example` of an optional parameter, so its sample is in the description: "For example `…`." */
const sampleOf = ({ description, schema }: Parameter): unknown => {
  const sample = /For example `(.+)`\.$/.exec(description.trim())?.[1]
  if (schema["type"] === "boolean") return sample === "true"
  return schema["type"] === "integer" ? Number(sample) : sample
}

describe.each(entries.map((entry) => [entry.operation.operationId, entry] as const))("%s", (_, entry) => {
  const { operation, item, path, method } = entry
  const responses = Object.entries(operation.responses).map(
    ([status, response]) => [status, resolve<ResponseObject>(response)] as const
  )

  it("says how sure it is", () => {
    expect(["seen", "documented", "inferred"]).toContain(operation["x-confidence"])
  })

  it("can succeed, be refused and fail", () => {
    const statuses = responses.map(([status]) => status)
    expect(statuses.some((status) => status.startsWith("2"))).toBe(true)
    expect(statuses.some((status) => status.startsWith("4"))).toBe(true)
    expect(statuses).toContain("500")
    expect(statuses).toContain("503")
  })

  it("asks for a key, or says that it needs none", () => {
    expect(operation.responses["401"] !== undefined || operation.security?.length === 0).toBe(true)
  })

  it("declares extensions on every answer, and answers refusals as JSON", () => {
    const silent = responses.filter(
      ([, { headers }]) => headers["Aixplain-Extensions"] === undefined || headers["X-Request-Id"] === undefined
    )
    expect(silent).toEqual([])
    const refusals = responses.filter(([status]) => /^[45]/.test(status))
    expect(refusals.filter(([, { content }]) => content?.["application/json"] === undefined)).toEqual([])
  })

  it("shows an example of every body and required parameter", () => {
    const media = [operation.requestBody, ...responses.map(([, response]) => response)].flatMap((body) =>
      Object.values(body?.content ?? {})
    )
    for (const { example, examples } of media) expect(example ?? examples).toBeDefined()

    const lists = [
      { at: pointer("paths", path, method, "parameters"), parameters: operation.parameters ?? [] },
      { at: pointer("paths", path, "parameters"), parameters: item.parameters ?? [] }
    ]
    const wrong = lists.flatMap(({ at, parameters }) =>
      parameters.flatMap((parameter, index) => {
        const where = "$ref" in parameter ? parameter.$ref.slice(1) : `${at}/${index}`
        const resolved = resolve<Parameter>(parameter)
        return faults(
          validatorAt(`${where}/schema`),
          resolved.required === true ? resolved.example : sampleOf(resolved)
        )
      })
    )
    expect(wrong).toEqual([])
  })

  it("names the parameters of its path", () => {
    const declared = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
      .map((parameter) => resolve<Parameter>(parameter))
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => parameter.name)
    expect([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])).toEqual(declared)
  })
})
