import { afterEach, describe, expect, it } from "vitest"
import { asset, cleanUp, folder, input, output, outputs, pipeline, startKit } from "./harness.ts"

afterEach(cleanUp)

const shout = pipeline([input(), asset("text-normalization"), output()], ["0.input > 1.text", "1.data > 2.output"])

describe("a run of one asset", () => {
  it("answers with the output in the shape of the wire", async () => {
    const kit = await startKit()
    const answer = await kit.run(shout, { Text: ["hello"] })
    expect(answer).toEqual({
      status: "SUCCESS",
      completed: true,
      data: [
        {
          node_id: 2,
          label: "Out",
          path: [
            { node_id: 0, type: "INPUT" },
            { node_id: 1, type: "ASSET", function: "text-normalization" },
            { node_id: 2, type: "OUTPUT" }
          ],
          is_segmented: false,
          segments: [
            {
              index: 0,
              success: true,
              response: "HELLO",
              is_url: false,
              input_type: "text",
              output_type: "label",
              details: {},
              length: 5,
              input_segment_info: [
                { start: 0, end: 5, length: 5, is_url: false, type: "text", segment: "hello", node_id: 0 }
              ]
            }
          ]
        }
      ],
      numofsegments: 1,
      numoffailedsegments: 0,
      progress: "100%",
      elapsed_time: 0,
      used_credits: 0
    })
  })

  it("runs on a data folder as in memory", async () => {
    const kit = await startKit({ directory: folder() })
    expect(outputs(await kit.run(shout, { Text: ["hello"] }))).toEqual({ Out: ["HELLO"] })
  })

  it("splits, works on each line, and joins again", async () => {
    const kit = await startKit()
    const document = pipeline(
      [
        input(),
        asset("split-on-linebreak"),
        asset("text-normalization"),
        asset("text-reconstruction"),
        output(),
        output("Lines")
      ],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.text", "3.data > 4.output", "2.data > 5.output"]
    )
    expect(outputs(await kit.run(document, { Text: ["one\ntwo\n\nthree"] }))).toEqual({
      Out: ["ONE\nTWO\n\nTHREE"],
      Lines: ["ONE", "TWO", "THREE"]
    })
  })

  it("gives one segment for each instance, and fails none for another's failure", async () => {
    const kit = await startKit()
    const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])
    const answer = await kit.run(document, { Text: ["a", "bad", "c"] })
    expect(answer.status).toBe("SUCCESS")
    expect(answer.numoffailedsegments).toBe(1)
    expect(outputs(answer)).toEqual({ Out: ["a", { error: 'N1: It does not like "bad".' }, "c"] })
  })
})
