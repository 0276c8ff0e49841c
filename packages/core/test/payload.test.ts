import { file } from "@aixplain-ts/core/FileInput"
import { type PayloadResolver, toPayload } from "@aixplain-ts/core/Payload"
import type { PayloadOptions } from "@aixplain-ts/core/RunOptions"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nameOf } from "../src/files/Content.lazy.ts"
import { seeded } from "./support/properties.ts"

const resolver: PayloadResolver = {
  upload: (source) => Effect.succeed(`s3://bucket/${nameOf(source) ?? "bytes"}`),
  isFile: (path) => Effect.succeed(path === "note.txt"),
  dataAsset: (assetId, dataId) =>
    Effect.succeed(
      assetId.startsWith("c") ? { corpus_id: assetId, data_id: dataId } : { dataset_id: assetId, data_id: dataId }
    )
}

const body = (data: unknown, options: PayloadOptions = {}) => Effect.runPromise(toPayload(data, options, resolver))

const refusal = async (data: unknown, options: PayloadOptions = {}) => {
  const error = await Effect.runPromise(Effect.flip(toPayload(data, options, resolver)))
  expect(error.reason._tag).toBe("InvalidInput")
  return error.reason.message
}

const rest = { batchmode: true, version: null }

describe("the body of a run", () => {
  const blob = new Blob(["x"])
  it.each<[string, unknown, unknown]>([
    ["text", "hello", "hello"],
    ["text that looks like a number", "12", "12"],
    ["text that looks like a boolean", "true", "true"],
    ["text that looks like a list", '["a","b"]', '["a","b"]'],
    ["text that looks like a record", '{"Input 1": "x"}', '{"Input 1": "x"}'],
    ["text that looks like nothing", "null", "null"],
    ["a URL", "https://host/a.wav", "https://host/a.wav"],
    ["a stored file", "s3://bucket/key", "s3://bucket/key"],
    ["the name of a file", "note.txt", "note.txt"],
    ["a number", 12, 12],
    ["a boolean", false, false],
    ["null", null, null],
    ["a list", ["a", "b"], ["a", "b"]],
    ["a file", file("a.wav"), "s3://bucket/a.wav"],
    ["bytes", new Uint8Array([1]), "s3://bucket/bytes"],
    ["a Blob", blob, "s3://bucket/bytes"],
    ["a list with files", ["a", file("b.wav")], ["a", "s3://bucket/b.wav"]],
    [
      "labels",
      { Input: "a", Reference: "b" },
      [
        { value: "a", nodeId: "Input" },
        { value: "b", nodeId: "Reference" }
      ]
    ],
    ["a label with a list", { Input: ["a", "b"] }, [{ value: ["a", "b"], nodeId: "Input" }]],
    ["a label called data", { data: "a" }, [{ value: "a", nodeId: "data" }]],
    [
      "labels with files",
      { Talk: file("t.wav"), Notes: [file("n.txt"), "x"] },
      [
        { value: "s3://bucket/t.wav", nodeId: "Talk" },
        { value: ["s3://bucket/n.txt", "x"], nodeId: "Notes" }
      ]
    ],
    [
      "a label with a record",
      { Options: { deep: [file("a")] } },
      [{ value: { deep: ["s3://bucket/a"] }, nodeId: "Options" }]
    ],
    ["no labels", {}, []],
    ["a date", new Date(0), "1970-01-01T00:00:00.000Z"]
  ])("is exact for %s", async (_, data, wire) => {
    expect(await body(data)).toStrictEqual({ data: wire, ...rest })
  })

  it.each<[string, unknown, PayloadOptions, unknown]>([
    ["a corpus column", "d1", { dataAsset: "c1" }, [{ dataAsset: { corpus_id: "c1", data_id: "d1" } }]],
    ["a dataset column", "d1", { dataAsset: "x1" }, [{ dataAsset: { dataset_id: "x1", data_id: "d1" } }]],
    ["one label", { In: "d1" }, { dataAsset: { In: "c1" } }, [{ dataAsset: { corpus_id: "c1", data_id: "d1" } }]],
    [
      "two labels",
      { In: "d1", Ref: "d2" },
      { dataAsset: { In: "c1", Ref: "x2" } },
      [
        { nodeId: "In", dataAsset: { corpus_id: "c1", data_id: "d1" } },
        { nodeId: "Ref", dataAsset: { dataset_id: "x2", data_id: "d2" } }
      ]
    ]
  ])("is exact for data assets: %s", async (_, data, options, wire) => {
    expect(await body(data, options)).toStrictEqual({ data: wire, ...rest })
  })

  it("carries batch mode, engine version and extra parameters, which win", async () => {
    expect(await body("x", { batchMode: false, version: "3.0" })).toStrictEqual({
      data: "x",
      batchmode: false,
      version: "3.0"
    })
    expect(await body("x", { parameters: { batchmode: false, temperature: 0.5, when: undefined } })).toStrictEqual({
      data: "x",
      batchmode: false,
      version: null,
      temperature: 0.5
    })
    expect(await body("x", { parameters: { voice: file("v.wav") } })).toMatchObject({ voice: "s3://bucket/v.wav" })
  })

  it("uploads strings that name a file only when asked to detect them, and not inside lists", async () => {
    const detect = { files: "detect" } as const
    expect(await body("note.txt", detect)).toMatchObject({ data: "s3://bucket/note.txt" })
    expect(await body("note.md", detect)).toMatchObject({ data: "note.md" })
    expect(await body({ A: "note.txt", B: ["note.txt"] }, detect)).toMatchObject({
      data: [
        { value: "s3://bucket/note.txt", nodeId: "A" },
        { value: ["note.txt"], nodeId: "B" }
      ]
    })
  })
})

describe("input that makes no sense", () => {
  it("is refused with a sentence that names the place", async () => {
    const loop: Record<string, unknown> = {}
    loop["self"] = loop
    expect(await refusal(undefined)).toBe("The input is undefined.")
    expect(await refusal({ A: "x", B: undefined })).toBe('The value of "B" is undefined.')
    expect(await refusal({ A: [1, Number.NaN] })).toBe("A[1] is NaN, which JSON cannot represent.")
    expect(await refusal({ A: { b: () => 1 } })).toBe("A.b is a function, which cannot be sent.")
    expect(await refusal({ A: 1n })).toBe("A is a bigint, which cannot be sent.")
    expect(await refusal({ A: loop })).toBe("A.self contains itself.")
    expect(await refusal(new Map([["A", "x"]]))).toBe("The input is a Map, which has no labels.")
    expect(await refusal({ A: new Set() })).toBe("A is a Set, which cannot be sent.")
    expect(await refusal("x", { parameters: { data: 1 } })).toBe("parameters must not hold data.")
  })

  it("is refused when data and data assets do not match", async () => {
    expect(await refusal({ In: "d1" }, { dataAsset: "c1" })).toBe("Data by label needs dataAsset by label too.")
    expect(await refusal("d1", { dataAsset: { In: "c1" } })).toBe("dataAsset by label needs data by label too.")
    expect(await refusal({ A: "d1", B: "d2" }, { dataAsset: { A: "c1", C: "c2" } })).toBe(
      "Data and dataAsset do not name the same labels: B, C."
    )
    expect(await refusal(12, { dataAsset: "c1" })).toBe("The data must be the id of a column of the data asset.")
  })
})

describe("what the caller handed in", () => {
  const freeze = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }

  it("is never changed, and gives the same body the second time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (data) => {
        const before = JSON.stringify(data)
        freeze(data)
        const first = await body(data)
        const second = await body(data)
        expect(JSON.stringify(data)).toBe(before)
        expect(second).toStrictEqual(first)
        // JSON has one zero; everything else arrives as it was.
        const arrived = JSON.parse(JSON.stringify(first)) as { data: { nodeId: string; value: unknown }[] }
        const expected = Object.entries(JSON.parse(before) as object).map(([nodeId, value]: [string, unknown]) => ({
          nodeId,
          value
        }))
        expect(JSON.stringify(arrived.data.map(({ nodeId, value }) => ({ nodeId, value })))).toBe(
          JSON.stringify(expected)
        )
      }),
      seeded(200)
    )
  })
})

describe("labels", () => {
  const nodes = (...inputs: object[]) => ({
    nodes: inputs.map((input, number) => Object.assign({ number, type: "INPUT" }, input)),
    links: []
  })
  const refusal = async (data: unknown, options: PayloadOptions) => {
    const reason = await body(data, options).then(
      () => undefined,
      (error: { readonly reason: { readonly message: string; readonly hint: string } }) => error.reason
    )
    return reason && `${reason.message} ${reason.hint}`
  }

  it("without a value are refused by name, with and without a document", async () => {
    for (const options of [{}, { document: nodes({ label: "A" }) as never }])
      expect(await refusal({ A: "x", B: undefined }, options)).toBe(
        'The value of "B" is undefined. Set a value, or leave the label out.'
      )
  })

  it("that the document does not have are refused with those that it has, also when there is one of each", async () => {
    const one = { document: nodes({ label: "Text" }) as never }
    expect(await refusal({ Nonsense: "x" }, one)).toBe('The pipeline has no input "Nonsense". Its inputs: "Text".')
    const two = { document: nodes({ label: "Text" }, { label: "Language" }) as never }
    expect(await refusal({ Text: "x", lang: "en" }, two)).toBe(
      'The pipeline has no input "lang". Its inputs: "Text", "Language".'
    )
  })

  it("may be written in any case, or be numbers of nodes, as on the wire", async () => {
    const document = nodes({ label: "Text" }, { label: "Language" }) as never
    for (const data of [{ text: "x", LANGUAGE: "en" }, { 0: "x", 1: "en" }, "x", ["x", "y"]])
      expect(await refusal(data, { document })).toBeUndefined()
  })

  it("are left to the server if an input has no label, or without a document", async () => {
    expect(await refusal({ Anything: "x" }, { document: nodes({}) })).toBeUndefined()
    expect(await refusal({ Anything: "x" }, {})).toBeUndefined()
  })
})
