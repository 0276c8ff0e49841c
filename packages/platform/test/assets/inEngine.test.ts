import { afterEach, expect, it } from "vitest"
import { parseWav, writeWav } from "../../src/assets/audio/Wav.ts"
import { asset, cleanUp, input, memoryFiles, output, outputs, pipeline, startKit } from "../engine/harness.ts"
import { FORMAT, record, sequence, silence, sine } from "./sounds.ts"

afterEach(cleanUp)

const segmentor = { functionType: "segmentor" }
const reconstructor = { functionType: "reconstructor" }

it("text that is split, cleaned and judged line by line is one text again", async () => {
  const kit = await startKit({ own: [] })
  const document = pipeline(
    [
      input(),
      asset("split-on-linebreak", segmentor),
      asset("text-normalization"),
      asset("sentiment-analysis", { inputValues: [{ code: "language", value: "en" }] }),
      asset("text-reconstruction", reconstructor),
      output("Clean"),
      output("Mood")
    ],
    [
      "0.input > 1.text",
      "1.data > 2.text",
      "2.data > 3.text",
      "2.data > 4.text",
      "4.data > 5.output",
      "3.data > 6.output"
    ]
  )
  const answer = await kit.run(document, { Text: ["I  love it.\n\nI hate it.\nIt is a bed."] })
  expect(outputs(answer)).toEqual({
    Clean: ["I love it.\n\nI hate it.\nIt is a bed."],
    Mood: ["POSITIVE", "NEGATIVE", "NEUTRAL"]
  })
})

it("audio that is cut at its silences and joined holds all that was loud", async () => {
  const files = memoryFiles()
  const sound = record(3, sequence([0.5, silence], [1, sine(200)], [0.5, silence], [0.5, sine(300)], [0.5, silence]))
  const url = "https://example.com/sound.wav"
  files.kept.set(url, { content: sound, mediaType: "audio/wav" })
  const kit = await startKit({ own: [], files })
  const document = pipeline(
    [
      input("Audio", ["audio"]),
      asset("voice-activity-detection", {
        ...segmentor,
        inputValues: [
          { code: "min_duration_on", value: "0.2" },
          { code: "min_duration_off", value: "0.3" }
        ]
      }),
      asset("audio-reconstruction", reconstructor),
      output("Joined")
    ],
    ["0.input > 1.audio", "1.audio > 2.audio", "2.data > 3.output"]
  )
  const answer = await kit.run(document, { Audio: [url] })
  const [joined] = outputs(answer)["Joined"] ?? []
  const wav = parseWav(files.kept.get(String(joined).replace("http://server", ""))?.content ?? writeWav(FORMAT, []))
  expect(wav).toMatchObject(FORMAT)
  expect(wav.data.length / 2 / FORMAT.sampleRate).toBeCloseTo(1.5, 2)
})

it("the metric of identical texts is 100.0", async () => {
  const kit = await startKit({ own: [] })
  const document = pipeline(
    [
      input("TextInput"),
      input("ReferenceInput"),
      asset("text-generation-metric", {
        functionType: "metric",
        inputValues: [{ code: "score_identifier", value: "bleu" }]
      }),
      output("Score")
    ],
    ["0.input > 2.hypotheses", "1.input > 2.references", "2.data > 3.output"]
  )
  const texts = ["Traduza esta coisa.", "Bom dia"]
  expect(outputs(await kit.run(document, { TextInput: texts, ReferenceInput: texts }))).toEqual({ Score: ["100.0"] })
})
