import { describe, expect, it } from "vitest"
import { inputSegments, outputSegments, readAnswer, segmentsIn } from "../../src/scripts/internal/segments.ts"

describe("the segments that a script gets", () => {
  it("hold a value under attributes and flat, as its parameter's code and as data", () => {
    const { speakers } = inputSegments({
      speakers: [{ index: 4, success: true, attributes: { label: "A" }, details: {} }]
    })
    expect(speakers).toEqual([
      {
        index: 4,
        success: true,
        details: {},
        label: "A",
        speakers: "A",
        data: "A",
        attributes: { label: "A", speakers: "A", data: "A" }
      }
    ])
  })

  it("are the same for a value that lies flat", () => {
    const { text } = inputSegments({ text: [{ data: "x" }] })
    expect(text).toEqual([{ index: 0, success: true, data: "x", text: "x", attributes: { data: "x", text: "x" } }])
  })

  it("keep several values under their own names", () => {
    const { text } = inputSegments({ text: [{ attributes: { data: "x", audio: "http://a" } }] })
    expect(text?.[0]).toMatchObject({ data: "x", audio: "http://a", text: "x" })
  })

  it("say that a segment before them failed", () => {
    const { text } = inputSegments({ text: [{ success: false, error: "no" }] })
    expect(text?.[0]).toEqual({ index: 0, success: false, error: "no", attributes: {} })
  })

  it("never lose a fact to a value of the same name", () => {
    const { details } = inputSegments({ details: [{ index: 1, details: { a: 1 }, attributes: { details: "v" } }] })
    expect(details?.[0]).toMatchObject({ index: 1, details: { a: 1 }, attributes: { details: "v", data: "v" } })
  })
})

describe("the segments that a script returns", () => {
  const given = inputSegments({ text: [{ data: "old" }] })
  const one = (segment: Record<string, unknown>, outputs: readonly string[]) =>
    outputSegments([segment], { outputs, name: "script.py", inputs: given })[0]

  it("are read in all four shapes", () => {
    const expected = { index: 0, success: true, out: "v", attributes: { out: "v" } }
    expect(one({ attributes: { out: "v" } }, ["out"])).toEqual(expected)
    expect(one({ out: "v" }, ["out"])).toEqual(expected)
    expect(one({ attributes: { data: "v" } }, ["out"])).toMatchObject(expected)
    expect(one({ data: "v" }, ["out"])).toMatchObject(expected)
  })

  it("prefer a value under its own name to data, and attributes to the segment", () => {
    expect(one({ data: "old", out: "new" }, ["out"])).toMatchObject({ out: "new" })
    expect(one({ out: "flat", attributes: { out: "inside" } }, ["out"])).toMatchObject({ out: "inside" })
  })

  it("count where the script changed them, when it handed the other place on as it got it", () => {
    const [segment = {}] = given["text"] ?? []
    expect(one({ ...segment, data: "new" }, ["data"])).toMatchObject({ data: "new", attributes: { data: "new" } })
    const attributes = { ...(segment["attributes"] as object), data: "new" }
    expect(one({ ...segment, attributes }, ["data"])).toMatchObject({ data: "new", attributes: { data: "new" } })
  })

  it("are those under data when the output's own name only holds the input of that name", () => {
    const [segment = {}] = given["text"] ?? []
    expect(one({ ...segment, data: "new" }, ["text"])).toMatchObject({ text: "new", attributes: { text: "new" } })
    expect(one({ ...segment, text: "new" }, ["text"])).toMatchObject({ text: "new", attributes: { text: "new" } })
    expect(one(segment, ["text"])).toMatchObject({ text: "old" })
  })

  it("may leave out some of several outputs, but not all", () => {
    expect(one({ a: 1 }, ["a", "b"])).toMatchObject({ attributes: { a: 1 } })
    expect(() => one({ text: 1, c: 2 }, ["a", "b"])).toThrow(
      "script.py: segment 0 holds no a and no b (it has text, c)."
    )
    expect(() => one({}, ["a"])).toThrow("script.py: segment 0 holds no a (it has no values).")
  })

  it("need no value when they failed", () => {
    expect(one({ success: false, error: "no speech" }, ["data"])).toMatchObject({ success: false, error: "no speech" })
  })

  it("keep unknown keys", () => {
    expect(one({ data: "v", input_segment_info: [1], note: { a: 1 } }, ["data"])).toMatchObject({
      input_segment_info: [1],
      note: { a: 1 }
    })
  })
})

describe("an answer of an interpreter", () => {
  const json = (text: string): unknown => readAnswer(new TextEncoder().encode(text))

  it("is a list of objects or nothing", () => {
    expect(segmentsIn(json('{"segments":[{"a":"]}"}]}'))).toEqual([{ a: "]}" }])
    for (const text of ["5", "null", "[]", '{"segments":5}', '{"segments":[5]}', '{"segments":[[]]}'])
      expect(segmentsIn(json(text))).toBeUndefined()
  })

  it("is refused when it is so deep that code that walks it would overflow", () => {
    expect(() => json("[".repeat(200_000) + "]".repeat(200_000))).toThrow("nested too deeply")
    expect(json(JSON.stringify(["[".repeat(500), '\\"['.repeat(500)]))).toHaveLength(2)
  })
})
