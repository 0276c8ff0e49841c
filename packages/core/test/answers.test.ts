import { describe, expect, it } from "vitest"
import { failureSentence, readCheck, readRun } from "../src/runs/answers.ts"
import { phaseOf } from "../src/RunPhase.ts"

const run = { id: "r1", url: "http://h/check/r1" }
const read = (body: unknown) => {
  const snapshot = readCheck(body, run)
  if (snapshot === undefined) throw new Error("unreadable")
  return snapshot
}

describe("an answer of the current engine", () => {
  const body = {
    status: "SUCCESS",
    data: [
      {
        node_id: 2,
        label: "OUTPUT(ID=2)",
        path: [
          { node_id: 0, type: "INPUT" },
          { node_id: 1, type: "ASSET", function: "text-generation" },
          { node_id: 2, type: "OUTPUT" }
        ],
        segments: [
          {
            index: 0,
            success: true,
            response: "https://files/answer.txt",
            is_url: true,
            input_type: "text",
            output_type: "text",
            details: {},
            length: 1644,
            language: "en",
            input_segment_info: [
              { start: 0, end: 15, length: 15, is_url: false, type: "text", segment: "Your input data", language: "en" }
            ]
          }
        ],
        is_segmented: false
      }
    ],
    completed: true,
    numofsegments: 1,
    progress: "100%",
    elapsed_time: 7.82,
    used_credits: 0.000123
  }

  it("becomes one snapshot with everything in it", () => {
    expect(read(body)).toStrictEqual({
      id: "r1",
      url: "http://h/check/r1",
      status: "SUCCESS",
      phase: "succeeded",
      completed: true,
      progress: 100,
      elapsedTime: 7.82,
      usedCredits: 0.000123,
      segments: { total: 1, failed: 0 },
      outputs: [
        {
          label: "OUTPUT(ID=2)",
          nodeId: 2,
          type: "text",
          path: [
            { nodeId: 0, type: "INPUT" },
            { nodeId: 1, type: "ASSET", function: "text-generation" },
            { nodeId: 2, type: "OUTPUT" }
          ],
          segments: [
            {
              index: 0,
              success: true,
              value: "https://files/answer.txt",
              isUrl: true,
              type: "text",
              inputType: "text",
              length: 1644,
              start: 0,
              end: 15,
              language: "en",
              details: {},
              sources: [
                { start: 0, end: 15, length: 15, type: "text", language: "en", isUrl: false, value: "Your input data" }
              ]
            }
          ]
        }
      ],
      raw: body
    })
  })

  it("may wrap the path in a second list", () => {
    const wrapped = { ...body, data: [{ ...body.data[0], path: [body.data[0]?.path] }] }
    expect(read(wrapped).outputs[0]?.path.map((step) => step.nodeId)).toEqual([0, 1, 2])
  })

  it("has its segments in order and its failed ones with their reason", () => {
    const snapshot = read({
      status: "SUCCESS",
      completed: true,
      data: [
        {
          node_id: 1,
          label: "Out",
          segments: [
            { index: 1, success: false, is_url: true, error: "too loud" },
            { index: 0, success: true, response: "a", is_url: false }
          ]
        }
      ]
    })
    expect(snapshot.segments).toEqual({ total: 2, failed: 1 })
    expect(snapshot.outputs[0]?.segments).toEqual([
      { index: 0, success: true, value: "a", isUrl: false, sources: [] },
      { index: 1, success: false, error: "too loud", isUrl: false, sources: [] }
    ])
  })

  it("says who spoke when in audio", () => {
    const source = {
      length: 11.96,
      start: 0.4,
      end: 12.36,
      speaker: "1",
      type: "audio",
      node_id: 2,
      segment: "https://a",
      is_url: true
    }
    const segment = read({
      status: "SUCCESS",
      data: [
        {
          node_id: 3,
          label: "Out",
          segments: [{ index: 0, success: true, response: "x", input_segment_info: [source] }]
        }
      ]
    }).outputs[0]?.segments[0]
    expect(segment).toMatchObject({
      start: 0.4,
      end: 12.36,
      sources: [{ speaker: "1", nodeId: 2, isUrl: true, value: "https://a" }]
    })
  })
})

describe("answers of other generations", () => {
  it("online mode: JSON text that holds the outputs", () => {
    const data = JSON.stringify({
      response: [{ node_id: 2, label: "Out", segments: [{ index: 0, success: true, response: "Hola" }] }]
    })
    expect(read({ status: "SUCCESS", completed: true, data }).outputs).toMatchObject([
      { label: "Out", nodeId: 2, segments: [{ value: "Hola" }] }
    ])
  })

  it("2022: one URL and pieces with inputs by node", () => {
    const snapshot = read({
      status: "SUCCESS",
      data: "https://aixplain-output/0279.out",
      completed: true,
      numofsegments: 4,
      numoffailedsegments: 1,
      progress: 100,
      segments: [
        {
          index: 0,
          success: true,
          response: "https://x/868.tmp",
          inputs: { "1": { value: "https://x/0.txt", input_type: "text" } }
        }
      ]
    })
    expect(snapshot).toMatchObject({ phase: "succeeded", progress: 100, segments: { total: 4, failed: 1 } })
    expect(snapshot.outputs).toMatchObject([
      { label: "data", segments: [{ value: "https://aixplain-output/0279.out", isUrl: true }] }
    ])
  })

  it("2022 without data: the pieces are the output", () => {
    const snapshot = read({
      status: "SUCCESS",
      completed: true,
      segments: [
        {
          index: 0,
          success: true,
          response: "https://x/868.tmp",
          start_sec: 1,
          end_sec: 2,
          credits_used: 0.01,
          timeSpent: 0.9,
          details: "",
          inputs: { "1": { value: "https://x/0.txt", input_type: "text" } }
        }
      ]
    })
    expect(snapshot.outputs[0]?.segments[0]).toEqual({
      index: 0,
      success: true,
      value: "https://x/868.tmp",
      isUrl: true,
      start: 1,
      end: 2,
      usedCredits: 0.01,
      elapsedTime: 0.9,
      sources: [{ nodeId: 1, type: "text", isUrl: true, value: "https://x/0.txt" }]
    })
  })

  it("a little later: outputs named by their function", () => {
    expect(read({ status: "SUCCESS", data: [{ function: "subtitling", segments: [] }] }).outputs[0]?.label).toBe(
      "subtitling"
    )
  })

  it("plain text and structures are one value", () => {
    expect(read({ status: "SUCCESS", data: "just text" }).outputs[0]?.segments[0]).toMatchObject({
      value: "just text",
      isUrl: false
    })
    expect(read({ status: "SUCCESS", data: { a: 1 } }).outputs[0]?.segments[0]).toMatchObject({ value: { a: 1 } })
    expect(read({ status: "SUCCESS", data: {} }).outputs).toEqual([])
    expect(read({ status: "SUCCESS", data: [] }).outputs).toEqual([])
  })
})

describe("what a status means", () => {
  it.each([
    [{ status: "IN_PROGRESS", completed: false }, "running"],
    [{ status: "in progress" }, "running"],
    [{ status: "success", completed: true }, "succeeded"],
    [{ status: "SUCCESS" }, "succeeded"],
    [{ status: "SUCCESS", completed: false }, "running"],
    [{ status: "FAILED", completed: true }, "failed"],
    [{ status: "failed", completed: false }, "failed"],
    [{ status: "ERROR" }, "failed"],
    [{ status: "ABORTED", completed: true }, "cancelled"],
    [{ status: "canceled" }, "cancelled"],
    [{ status: "Cancelled" }, "cancelled"],
    [{ completed: false }, "running"],
    [{ completed: true, error: "err.supplier_error", supplierError: "boom" }, "failed"],
    [{ completed: true, data: "x" }, "succeeded"],
    [{ completed: true }, "unknown"],
    [{ status: "IN_PROGRESS", completed: true, supplierError: "IN_PROGRESS" }, "failed"],
    [{ status: "IN_PROGRESS", completed: true }, "unknown"],
    [{ status: "COMPLETED", completed: true }, "unknown"],
    [{ status: "hasOwnProperty" }, "unknown"]
  ])("%j is %s", (body, phase) => {
    expect(read(body).phase).toBe(phase)
  })

  it("is never an end for a word outside the list", () => {
    for (const word of ["", "DONE", "constructor", "__proto__"]) expect(phaseOf(word)).toBe("unknown")
    expect(phaseOf(undefined)).toBe("unknown")
  })

  it.each([
    ["IN_PROGRESS", "running"],
    ["in progress", "running"],
    [" In - Progress ", "running"],
    ["PENDING", "running"],
    ["QUEUED", "running"],
    ["RUNNING", "running"],
    ["SUCCESS", "succeeded"],
    ["FAILED", "failed"],
    ["ERROR", "failed"],
    ["ABORTED", "cancelled"],
    ["CANCELED", "cancelled"],
    ["cancelled", "cancelled"]
  ])("of %j is %s", (word, phase) => {
    expect(phaseOf(word)).toBe(phase)
  })
})

describe("a reason", () => {
  it.each([
    [{ error: "x" }, "The run failed: x."],
    [
      { error: "err.supplier_error", supplierError: "The model is away." },
      "The run failed: err.supplier_error: The model is away."
    ],
    [{ error_message: "late" }, "The run failed: late."],
    [{ error: { error: { error: "deep" }, status: "ERROR" } }, "The run failed: deep."],
    [{ error: { code: 7 } }, 'The run failed: {"code":7}.'],
    [{}, "The run ended with status FAILED, and the server gives no reason."]
  ])("of %j is %s", (facts, sentence) => {
    expect(failureSentence(read({ status: "FAILED", completed: true, ...facts }))).toBe(sentence)
  })

  it("is that of the first failed segment when the run gives none", () => {
    const data = [{ node_id: 1, label: "A", segments: [{ index: 0, success: false, error: "no voice" }] }]
    expect(failureSentence(read({ status: "FAILED", data }))).toBe("The run failed: no voice.")
  })
})

describe("an invalid response", () => {
  it.each([[null], ["text"], [[]], [{}], [{ message: "Not Found", statusCode: 404 }]])("%j is unreadable", (body) => {
    expect(readCheck(body, run)).toBeUndefined()
  })
})

describe("a run answer", () => {
  it("is read without the engine's own document, which echoes the key", () => {
    const answer = readRun({ url: "http://h/check/r1", status: "IN_PROGRESS", json: { pipeline_api_key: "secret" } })
    expect(answer).toMatchObject({ url: "http://h/check/r1", status: "IN_PROGRESS", phase: "running" })
    expect(JSON.stringify(answer)).not.toContain("secret")
  })
})
