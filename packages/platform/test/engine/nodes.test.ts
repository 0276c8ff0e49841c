import { afterEach, describe, expect, it } from "vitest"
import { whole } from "../../src/plan/SegmentKey.ts"
import { input as runInput } from "../../src/nodes/input.ts"
import type { NodeCall } from "../../src/nodes/NodeCall.ts"
import { type AssetDefinition, AssetError } from "../../src/assets/AssetDefinition.ts"
import { ScriptError, type ScriptRunner, type ScriptSegment } from "../../src/scripts/ScriptRunner.ts"
import { inputSegments, outputSegments } from "../../src/scripts/internal/segments.ts"
import { asset, cleanUp, input, memoryFiles, output, outputs, pipeline, startKit, upper } from "./harness.ts"

afterEach(cleanUp)

/** Says what is in its text; fails on "bad". */
const mood: AssetDefinition = {
  id: "mood",
  function: "sentiment-analysis",
  pure: true,
  run: ({ text }: { text: string }) => {
    if (text === "bad") throw new AssetError("It is bad.")
    return { data: text.includes("love") ? "POSITIVE" : "NEGATIVE" }
  }
}

describe("inputs", () => {
  it("cut a long text and the answer has the places in the source", async () => {
    const kit = await startKit({ limits: { textLimit: 12 } })
    const document = pipeline(
      [input(), asset("text-normalization"), output()],
      ["0.input > 1.text", "1.data > 2.output"]
    )
    const answer = await kit.run(document, { Text: ["first line\nsecond line"] })
    expect(outputs(answer)).toEqual({ Out: ["FIRST LINE", "SECOND LINE"] })
    const [out] = answer.data as { is_segmented: boolean; segments: { input_segment_info: unknown }[] }[]
    expect(out?.is_segmented).toBe(true)
    expect(out?.segments[1]?.input_segment_info).toEqual([
      { start: 11, end: 22, length: 11, is_url: false, type: "text", segment: "second line", node_id: 0 }
    ])
  })

  it("follow references: text is read, media keep their type, and what fails is a failed segment", async () => {
    const files = memoryFiles()
    const text = await files.put(new TextEncoder().encode("from a file"), "text/plain")
    const sound = await files.put(new Uint8Array([1, 2]), "audio/wav")
    files.kept.set("s3://bucket/text", files.kept.get(text)!)
    files.kept.set("https://example.com/sound.wav", files.kept.get(sound)!)
    const kit = await startKit({ files })
    const document = pipeline([input("Any", []), output()], ["0.input > 1.output"])
    const answer = await kit.run(document, {
      Any: ["s3://bucket/text", "https://example.com/sound.wav", "https://gone"]
    })
    expect(outputs(answer)).toEqual({
      Out: ["from a file", "https://example.com/sound.wav", { error: "Any: File not found: https://gone." }]
    })
    const [out] = answer.data as { segments: { output_type?: string; is_url: boolean }[] }[]
    expect(out?.segments.map((segment) => [segment.output_type, segment.is_url])).toEqual([
      ["text", false],
      ["audio", true],
      [undefined, false]
    ])
  })

  it("take a base64 data URL as content where media is declared, and as text elsewhere", async () => {
    const url = `data:audio/wav;base64,${Buffer.from([1]).toString("base64")}`
    const files = memoryFiles()
    files.kept.set(url, { content: new Uint8Array([1]), mediaType: "audio/wav" })
    const kit = await startKit({ files })
    const document = pipeline(
      [input("Sound", ["audio"]), input("Text"), output("A"), output("B")],
      ["0.input > 2.output", "1.input > 3.output"]
    )
    const answer = await kit.run(document, { Sound: [url], Text: [url] })
    const types = (answer.data as { segments: { output_type: string }[] }[]).map((out) => out.segments[0]?.output_type)
    expect(types).toEqual(["audio", "text"])
  })
})

describe("an input with one declared type", () => {
  it.each([
    ["text", 0, "text", "0"],
    ["text", true, "text", "true"],
    ["label", 7, "label", "7"],
    ["boolean", 1, "boolean", true],
    ["boolean", 7, "number", 7],
    ["integer", false, "integer", 0]
  ])("declared as %s makes of %s a value of the type %s", async (declared, given, type, value) => {
    const call = {
      node: { label: "In", document: { dataType: [declared] } },
      inputs: { input: { value: given } },
      services: { textLimit: 100 },
      seg: whole
    }
    expect(await runInput(call as unknown as NodeCall)).toEqual({
      _tag: "Values",
      values: { input: { value, type } }
    })
  })

  it("takes the branch of that type when the run sends a number", async () => {
    const kit = await startKit()
    const document = pipeline(
      [
        input(),
        { type: "ROUTER", routes: [{ type: "checkType", operation: "equal", value: "text", path: [2] }] },
        output()
      ],
      ["0.input > 1.input", "1.input > 2.output"]
    )
    expect(outputs(await kit.run(document, { Text: [0] }))).toEqual({ Out: ["0"] })
  })
})

describe("the warnings of a submission", () => {
  it("open the run's log, and its own lines follow", async () => {
    const kit = await startKit({ own: [mood] })
    const document = pipeline(
      [input(), asset("sentiment-analysis"), output()],
      ["0.input > 1.text", "1.data > 2.output"]
    )
    const id = await kit.submit(document, { Text: ["bad"] }, { warnings: ["One.", "Two."] })
    await kit.end(id)
    const log = await kit.engine.log("team", id, { limit: 10 })
    expect(log?.items.map(({ level, text }) => [level, text])).toEqual([
      ["warning", "One."],
      ["warning", "Two."],
      ["error", expect.stringContaining("It is bad.")]
    ])
  })
})

describe("a pipeline without an output", () => {
  it("fails with the reason", async () => {
    const kit = await startKit()
    const document = pipeline([input(), asset("text-normalization")], ["0.input > 1.text"])
    expect(await kit.run(document, { Text: ["a"] })).toMatchObject({
      status: "FAILED",
      error_message: "Nothing reached an output: the pipeline has no output node."
    })
  })
})

describe("decisions and routers", () => {
  const decide = pipeline(
    [
      input(),
      asset("sentiment-analysis"),
      {
        type: "DECISION",
        routes: [
          { type: "checkValue", operation: "equal", value: "POSITIVE", path: [3] },
          { type: "checkValue", operation: "different", value: "POSITIVE", path: [4] }
        ]
      },
      output("Happy"),
      output("Others")
    ],
    ["0.input > 1.text", "1.data > 2.comparison", "0.input > 2.passthrough", "2.data > 3.output", "2.data > 4.output"]
  )

  it("send each segment along its true routes; an output that nothing reached is absent", async () => {
    const kit = await startKit({ own: [mood] })
    expect(outputs(await kit.run(decide, { Text: ["I love it"] }))).toEqual({ Happy: ["I love it"] })
    expect(outputs(await kit.run(decide, { Text: ["I love it", "no", "bad"] }))).toEqual({
      Happy: ["I love it", { error: "N1: It is bad." }],
      Others: ["no", { error: "N1: It is bad." }]
    })
  })

  it("let links decide where a route names no nodes, and read the output codes of older documents", async () => {
    const kit = await startKit({ own: [mood] })
    const document = pipeline(
      [
        input(),
        asset("sentiment-analysis"),
        { type: "DECISION", routes: [{ type: "checkValue", operation: "equal", value: "POSITIVE", path: [] }] },
        output()
      ],
      ["0.input > 1.text", "1.data > 2.comparison", "0.input > 2.passthrough", "2.input > 3.output"]
    )
    expect(outputs(await kit.run(document, { Text: ["I love it"] }))).toEqual({ Out: ["I love it"] })
    const nothing = await kit.run(document, { Text: ["no"] })
    expect(nothing).toMatchObject({ status: "FAILED", data: [], error: expect.stringContaining("no branch") as string })
  })

  it("pass on the value that a link's dataSourceId names", async () => {
    const kit = await startKit({ own: [mood, upper] })
    const document = pipeline(
      [
        input(),
        asset("sentiment-analysis"),
        asset("text-normalization"),
        { type: "DECISION", routes: [{ type: "checkValue", operation: "contain", value: "TIVE", path: [4, 5] }] },
        output("Original"),
        output("Loud")
      ],
      [
        "0.input > 1.text",
        "0.input > 2.text",
        "1.data > 3.comparison",
        "0.input > 3.passthrough",
        "2.data > 3.passthrough"
      ]
    )
    document.links.push(
      { from: 3, to: 4, paramMapping: [{ from: "data", to: "output", dataSourceId: 0 }] },
      { from: 3, to: 5, paramMapping: [{ from: "data", to: "output", dataSourceId: 2 }] }
    )
    expect(outputs(await kit.run(document, { Text: ["hi"] }))).toEqual({ Original: ["hi"], Loud: ["HI"] })
  })

  it("fail a segment whose numeric comparison has no number, with the reason", async () => {
    const kit = await startKit({ own: [mood] })
    const document = pipeline(
      [
        input(),
        {
          type: "DECISION",
          label: "Check",
          routes: [{ type: "checkValue", operation: "greaterThan", value: 3, path: [2] }]
        },
        output()
      ],
      ["0.input > 1.comparison", "0.input > 1.passthrough", "1.data > 2.output"]
    )
    expect(outputs(await kit.run(document, { Text: ["5", "2", "many"] }))).toEqual({
      Out: [
        "5",
        { error: 'Check: The value that reached Check is not a number ("many"), so "greaterThan" cannot compare it.' }
      ]
    })
  })

  it("route by what a value really is", async () => {
    const files = memoryFiles()
    files.kept.set("https://x/a.wav", { content: new Uint8Array([1]), mediaType: "audio/wav" })
    files.kept.set("https://x/b.txt", { content: new TextEncoder().encode("words"), mediaType: "text/plain" })
    const kit = await startKit({ files })
    const document = pipeline(
      [
        input("Any", []),
        {
          type: "ROUTER",
          routes: [
            { type: "checkType", operation: "equal", value: "text", path: [2] },
            { type: "checkType", operation: "equal", value: "audio", path: [3] }
          ]
        },
        output("Texts"),
        output("Sounds")
      ],
      ["0.input > 1.input", "1.input > 2.output", "1.input > 3.output"]
    )
    expect(outputs(await kit.run(document, { Any: ["plain", "https://x/a.wav", "https://x/b.txt"] }))).toEqual({
      Texts: ["plain", "words"],
      Sounds: ["https://x/a.wav"]
    })
  })

  it("meet again: the branch that was taken fills the parameter", async () => {
    const kit = await startKit({ own: [mood, upper] })
    const document = pipeline(
      [
        input(),
        asset("sentiment-analysis"),
        {
          type: "DECISION",
          routes: [
            { type: "checkValue", operation: "equal", value: "POSITIVE", path: [3] },
            { type: "checkValue", operation: "different", value: "POSITIVE", path: [4] }
          ]
        },
        asset("text-normalization"),
        output()
      ],
      [
        "0.input > 1.text",
        "1.data > 2.comparison",
        "0.input > 2.passthrough",
        "2.data > 3.text",
        "2.data > 4.output",
        "3.data > 4.output"
      ]
    )
    expect(outputs(await kit.run(document, { Text: ["I love it", "no"] }))).toEqual({ Out: ["I LOVE IT", "no"] })
  })
})

describe("lists", () => {
  it("are joined with their separators again, also when they were cut twice; failed members are left out and named", async () => {
    const kit = await startKit({ limits: { textLimit: 12 }, own: [mood, upper] })
    const nodes = [
      input(),
      asset("split-on-linebreak"),
      asset("text-normalization"),
      asset("text-reconstruction"),
      output()
    ]
    const links = ["0.input > 1.text", "1.data > 2.text", "2.data > 3.text", "3.data > 4.output"]
    expect(outputs(await kit.run(pipeline(nodes, links), { Text: ["one two\nthree\n\nfour five\nsix"] }))).toEqual({
      Out: ["ONE TWO\nTHREE\n\nFOUR FIVE\nSIX"]
    })
    const document = pipeline([...nodes.slice(0, 2), asset("sentiment-analysis"), ...nodes.slice(3)], links)
    const id = await kit.submit(document, { Text: ["love\nbad\nhate"] })
    expect(outputs(await kit.end(id))).toEqual({ Out: ["POSITIVE\nNEGATIVE"] })
    const log = await kit.engine.log("team", id, { limit: 10 })
    expect(log?.items.map((line) => line.text)).toEqual([
      "N2: It is bad.",
      "N3 leaves out 1 failed segments: 00000.00000.00001."
    ])
  })

  const scored: AssetDefinition = {
    id: "scored",
    function: "text-generation-metric",
    pure: true,
    run: (inputs: Record<string, unknown>) => ({
      data: JSON.stringify([inputs["hypotheses"], inputs["references"], inputs["score_identifier"]])
    })
  }
  const metric = (text: string): ReturnType<typeof asset> =>
    asset("text-generation-metric", {
      functionType: "metric",
      inputValues: [{ code: "score_identifier", value: text }]
    })

  it("of a metric lie side by side, without the pairs that failed", async () => {
    const kit = await startKit({ own: [mood, scored] })
    const document = pipeline(
      [input("Source"), input("Reference"), asset("sentiment-analysis"), metric("bleu"), output()],
      ["0.input > 2.text", "2.data > 3.hypotheses", "1.input > 3.references", "3.data > 4.output"]
    )
    const answer = await kit.run(document, { Source: ["love", "bad", "x"], Reference: ["a", "b", "c"] })
    expect(outputs(answer)["Out"]).toEqual([JSON.stringify([["POSITIVE", "NEGATIVE"], ["a", "c"], "bleu"])])
    expect((answer.data as any)[0].segments[0].details).toEqual({ missing: ["00001"] })
  })

  it("of a metric are joined where they are cut differently", async () => {
    const kit = await startKit({ own: [upper, scored], limits: { textLimit: 10 } })
    const document = pipeline(
      [input("Source"), input("Reference"), asset("text-normalization"), metric("bleu"), output()],
      ["0.input > 2.text", "2.data > 3.hypotheses", "1.input > 3.references", "3.data > 4.output"]
    )
    const answer = await kit.run(document, { Source: ["some words\nand more"], Reference: ["short"] })
    expect(outputs(answer)["Out"]).toEqual([JSON.stringify([["SOME WORDS\nAND MORE"], ["short"], "bleu"])])
  })

  it("that are cut differently fail where they have no partner", async () => {
    const pair: AssetDefinition = {
      id: "pair",
      function: "paraphrasing",
      pure: true,
      run: ({ text, language }) => ({ data: `${text}/${language}` })
    }
    const kit = await startKit({ own: [pair] })
    const document = pipeline(
      [
        input("A"),
        input("B"),
        asset("split-on-linebreak"),
        asset("split-on-linebreak"),
        asset("paraphrasing"),
        output()
      ],
      ["0.input > 2.text", "1.input > 3.text", "2.data > 4.text", "3.data > 4.language", "4.data > 5.output"]
    )
    expect(outputs(await kit.run(document, { A: ["1\n2\n3"], B: ["x\ny"] }))).toEqual({
      Out: [
        "1/x",
        "2/y",
        { error: "N4: this segment has no partner, because the lists that meet here are cut differently." }
      ]
    })
  })
})

describe("prompts", () => {
  it("get the values of their variables, and need them", async () => {
    const echo: AssetDefinition = {
      id: "echo",
      function: "text-generation",
      pure: true,
      run: ({ prompt }) => ({ data: prompt })
    }
    const kit = await startKit({ own: [echo] })
    const generate = asset("text-generation", {
      inputValues: [
        { code: "prompt", value: "Write {{length}} about {{my topic}}." },
        { code: "length", value: "little" }
      ]
    })
    const document = pipeline([input("Topic"), generate, output()], ["0.input > 1.my topic", "1.data > 2.output"])
    expect(outputs(await kit.run(document, { Topic: ["bees"] }))).toEqual({ Out: ["Write little about bees."] })
    const without = pipeline([input("Topic"), generate, output()], ["0.input > 1.text", "1.data > 2.output"])
    expect(await kit.run(without, { Topic: ["bees"] })).toMatchObject({
      status: "FAILED",
      error: 'N1: The prompt of N1 needs "my topic": link a value to it, or set one.'
    })
  })
})

describe("scripts", () => {
  const runner = (
    main: (inputs: Readonly<Record<string, readonly ScriptSegment[]>>) => readonly ScriptSegment[]
  ): ScriptRunner => ({
    run: (call) => {
      const inputs = inputSegments(call.inputs)
      const segments = outputSegments(main(inputs), { outputs: call.outputs, inputs, name: call.name })
      return Promise.resolve({ segments, log: "one line\n" })
    },
    warm: () => {},
    close: () => Promise.resolve()
  })
  const source = () => Promise.resolve({ name: "main.py", source: "" })
  const document = pipeline(
    [
      input(),
      asset("split-on-linebreak"),
      { type: "SCRIPT", fileId: "F1", outputValues: [{ code: "data" }] },
      output()
    ],
    ["0.input > 1.text", "1.data > 2.lines", "2.data > 3.output"]
  )
  const runScript = async (main: Parameters<typeof runner>[0], text = "a\nb\nc") => {
    const kit = await startKit({ scripts: runner(main), scriptSource: source })
    const id = await kit.submit(document, { Text: [text] })
    return { answer: await kit.end(id), log: await kit.engine.log("team", id, { limit: 9 }), kit }
  }

  it("see the whole list in both shapes, and their prints are in the log", async () => {
    let seen: unknown
    const { answer, log } = await runScript((inputs) => {
      seen = inputs
      return inputs["lines"]!.map((segment) => Object.assign({}, segment, { data: `${String(segment["data"])}!` }))
    })
    expect(outputs(answer)).toEqual({ Out: ["a!", "b!", "c!"] })
    expect(Object.keys(seen as object)).toEqual(["lines"])
    expect((seen as { lines: ScriptSegment[] }).lines[1]).toEqual({
      index: 1,
      success: true,
      input_type: "text",
      is_url: false,
      details: {},
      input_segment_info: [{ node_id: 1, type: "text", is_url: false, start: 2, end: 3, segment: "b" }],
      attributes: { data: "b", lines: "b" },
      lines: "b",
      data: "b"
    })
    expect(log?.items).toMatchObject([{ text: "one line", node: 2 }])
  })

  it("may keep some places, make a new list, or answer once for all", async () => {
    const some = await runScript((inputs) => [inputs["lines"]![2]!, inputs["lines"]![0]!])
    expect(outputs(some.answer)).toEqual({ Out: ["a", "c"] })
    const more = await runScript(() =>
      ["v", "w", "x", "y", "z"].map((data, index) => ({ index, attributes: { data } }))
    )
    expect(outputs(more.answer)).toEqual({ Out: ["v", "w", "x", "y", "z"] })
    const one = await runScript(() => [{ index: 0, data: "all" }])
    expect(outputs(one.answer)).toEqual({ Out: ["all"] })
    const none = await runScript(() => [])
    expect(none.answer.status).toBe("FAILED")
  })

  it("may mark segments as failed", async () => {
    const { answer } = await runScript((inputs) =>
      inputs["lines"]!.map((segment, index) =>
        index === 1 ? Object.assign(segment, { success: false, error: "odd" }) : segment
      )
    )
    expect(outputs(answer)).toEqual({ Out: ["a", { error: "N2: odd" }, "c"] })
  })

  it("that break fail their node with what happened", async () => {
    const { answer } = await runScript(() => {
      throw new ScriptError("exception", "ZeroDivisionError in line 3 of main.py.", "before\n")
    })
    expect(answer).toMatchObject({ status: "FAILED", error: "N2: ZeroDivisionError in line 3 of main.py." })
  })

  it("give text inline even where texts are addresses", async () => {
    const kit = await startKit({
      scripts: runner((inputs) => inputs["lines"]!),
      scriptSource: source,
      textOutputs: "url"
    })
    const both = pipeline(
      [...document.nodes, output("Lines")],
      ["0.input > 1.text", "1.data > 2.lines", "2.data > 3.output", "1.data > 4.output"]
    )
    const answer = await kit.run(both, { Text: ["only"] })
    expect(outputs(answer)["Out"]).toEqual(["only"])
    const [url] = outputs(answer)["Lines"] as string[]
    const [, id, token, n] = /^http:\/\/server\/files\/outputs\/([^/]+)\/([^/]+)\/(\d+)\.txt$/u.exec(url!)!
    expect(await kit.engine.output(id!, token!, Number(n))).toBe("only")
    expect(await kit.engine.output(id!, "0".repeat(24), Number(n))).toBe(undefined)
  })
})
