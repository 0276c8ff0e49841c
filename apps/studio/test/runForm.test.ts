import { isAixplainError } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { draftOf, fieldsOf, type InputField, longText, toRunData } from "../src/features/run-form/inputs.ts"
import type { Draft } from "../src/store/Drafts.ts"
import { withInputs } from "./documents.ts"

const typed = (text: string): Draft => ({ kind: "typed", text })
const fieldOf = (fields: object): InputField => fieldsOf(withInputs(fields))[0]!

describe("the fields of a pipeline", () => {
  it("are its inputs with their types, in the order of the document", () => {
    const fields = fieldsOf(
      withInputs({ label: "Text" }, { label: "Voice", dataType: ["audio"] }, { label: "Count", dataType: "integer" })
    )
    expect(fields.map(({ control, label }) => [label, control])).toEqual([
      ["Text", "text"],
      ["Voice", "media"],
      ["Count", "number"]
    ])
  })

  it("have the type of the port if the node declares none", () => {
    expect(fieldOf({ dataType: null, outputValues: [{ code: "input", dataType: "boolean" }] }).control).toBe("boolean")
  })

  it("are text if an input takes several types", () => {
    expect(fieldOf({ dataType: ["text", "audio"] }).control).toBe("text")
  })

  it("show their default", () => {
    expect(fieldOf({ data: "Hello" }).fallback).toBe("Hello")
    expect(fieldOf({ data: { a: 1 } }).fallback).toBe('{"a":1}')
    expect(fieldOf({ data: "" })).not.toHaveProperty("fallback")
  })
})

describe("a filled form", () => {
  const fields = fieldsOf(
    withInputs({ label: "Text" }, { label: "Tone", data: "kind" }, { label: "N", dataType: "number" })
  )

  it("becomes values by label; fields with a default may stay empty", () => {
    expect(toRunData(fields, { Text: typed("a\nb"), N: typed(" 4.5 ") })).toEqual({ data: { Text: "a\nb", N: 4.5 } })
    expect(toRunData(fields, { Text: typed("a"), Tone: typed(""), N: typed("0") })).toEqual({
      data: { Text: "a", N: 0 }
    })
  })

  it("names the first field with a problem", () => {
    expect(toRunData(fields, { N: typed("1") }).problem).toEqual({ label: "Text", message: "Give “Text” a value." })
    expect(toRunData(fields, { Text: typed("a"), N: typed("four") }).problem).toEqual({
      label: "N",
      message: "“N” must be a number."
    })
  })

  it("sends booleans as such and files as files", () => {
    const more = fieldsOf(withInputs({ label: "Yes", dataType: "boolean" }, { label: "Voice", dataType: ["audio"] }))
    const file = new File(["x"], "a.wav", { type: "audio/wav" })
    const { data } = toRunData(more, { Yes: typed("false"), Voice: { kind: "upload", file } })
    expect(data).toMatchObject({ Yes: false })
    expect(JSON.stringify(data)).not.toContain('"Voice":"')
  })
})

describe("a chosen file", () => {
  it("is read into the field as text", async () => {
    expect(await draftOf(fieldOf({}), new File(["héllo\n"], "a.txt"))).toEqual(typed("héllo\n"))
  })

  it("is kept as a file if it is long", async () => {
    const text = "x".repeat(longText + 1)
    expect(await draftOf(fieldOf({}), new File([text], "a.txt"))).toEqual({ kind: "read", name: "a.txt", text })
  })

  it("is uploaded if the field takes media", async () => {
    const file = new File(["x"], "a.wav", { type: "audio/wav" })
    expect(await draftOf(fieldOf({ dataType: ["audio"] }), file)).toEqual({ kind: "upload", file })
    expect(await draftOf(fieldOf({ dataType: ["text", "audio"] }), file)).toEqual({ kind: "upload", file })
  })

  it("is refused with a message if it is not text and the field takes text", async () => {
    const file = new File([new Uint8Array([0xff, 0xfe, 0x00, 0xd8])], "a.bin")
    const refused = await draftOf(fieldOf({ label: "Review" }), file).catch((error: unknown) => error)
    expect(refused).toMatchObject({ message: "a.bin is not UTF-8 text. “Review” takes text." })
    expect(isAixplainError(refused)).toBe(false)
  })
})
