/** What does not compile in a pipeline, and what types its parts have. */
import { definePipeline, type Decision, type Pipeline, type Port, type Router } from "@aixplain-ts/designer"
import { expectTypeOf } from "vitest"

definePipeline("functions", { Text: "text", Sound: "audio" }, ({ Text, Sound }, n) => {
  // Typed outputs.
  const french = n.translation({ text: Text, sourcelanguage: "en", targetlanguage: "fr" })
  expectTypeOf(french.data).toEqualTypeOf<Port<"text", "always">>()
  const aligned = n.audioForcedAlignment({ audio: Sound, text: Text, language: "en" })
  expectTypeOf(aligned.text).toEqualTypeOf<Port<"text", "always">>()
  expectTypeOf(aligned.audio).toEqualTypeOf<Port<"audio", "always">>()
  const pieces = n.speakerDiarizationAudio({ audio: Sound })
  expectTypeOf(pieces.data).toEqualTypeOf<Port<"label", "always">>()
  expectTypeOf(n.utilities({ inputs: Text }).outputs).toEqualTypeOf<Port<"text", "always">>()

  // @ts-expect-error a wrong parameter code
  n.translation({ text: Text, sourcelanguag: "en", targetlanguage: "fr" })
  // @ts-expect-error one code too many
  n.translation({ text: Text, sourcelanguage: "en", targetlanguage: "fr", tone: "formal" })
  // @ts-expect-error a required parameter is missing
  n.translation({ text: Text, sourcelanguage: "en" })
  // @ts-expect-error audio is not text
  n.translation({ text: Sound, sourcelanguage: "en", targetlanguage: "fr" })
  // @ts-expect-error a number is not text
  n.translation({ text: 5, sourcelanguage: "en", targetlanguage: "fr" })
  // @ts-expect-error one text is wanted, not a list
  n.translation({ text: ["a", "b"], sourcelanguage: "en", targetlanguage: "fr" })
  // @ts-expect-error no such function
  n.translate({ text: Text })
  // @ts-expect-error no such output
  void french.text

  // What fits what: label and numbers into text, nothing into audio but audio, anything into a fixed parameter.
  const language = n.languageIdentification({ text: Text })
  n.translation({ text: language.data, sourcelanguage: language.data, targetlanguage: Sound })
  n.summarization({ text: n.loglikelihood({ text: Text }).data, language: "en" })
  n.summarization({
    text: n.videoEmbedding({ video: "https://example.com/v.mp4", language: "en" }).data,
    language: "en"
  })
  // @ts-expect-error text is not a label, and this parameter is not fixed
  n.intentClassification({ language: Text })
  // @ts-expect-error text is not audio
  n.speechRecognition({ source_audio: Text, language: "en" })

  // Numeric settings that the wire types as text take numbers; other texts do not.
  n.voiceActivityDetection({ audio: Sound, onset: 0.3, min_duration_on: "1" })
  n.imageLabelDetection({ image: "https://example.com/p.png", min_confidence: 0.9 })
  // @ts-expect-error `source_supplier` has a default too, but no numeric one
  n.subtitling({ source_audio: Sound, sourcelanguage: "en", source_supplier: 5 })
  n.textGeneration({ text: Text, temperature: 0.1 })
  // @ts-expect-error temperature is a number
  n.textGeneration({ text: Text, temperature: "0.1" })

  // Lists where the catalogue has them.
  n.textGenerationMetric({ hypotheses: [Text, french.data, "text"], score_identifier: "bleu" })
  // @ts-expect-error metrics want their score
  n.textGenerationMetric({ hypotheses: Text })
  // @ts-expect-error a list of the wrong type
  n.textGenerationMetric({ hypotheses: [Text, Sound], score_identifier: "bleu" })
  return { french: french.data }
})

definePipeline("models", { Text: "text" }, ({ Text }, n) => {
  const french = n.asset("m1", { function: "translation", text: Text, sourcelanguage: "en", targetlanguage: "fr" })
  expectTypeOf(french.data).toEqualTypeOf<Port<"text", "always">>()
  n.asset("m1", { function: "text-generation", prompt: "About {{topic}}", topic: Text }, { version: "2" })
  // @ts-expect-error a wrong parameter code
  n.asset("m1", { function: "translation", text: Text, sourcelanguag: "en", targetlanguage: "fr" })
  // @ts-expect-error a required parameter is missing
  n.asset("m1", { function: "translation", text: Text, sourcelanguage: "en" })
  // @ts-expect-error no such function
  n.asset("m1", { function: "translate", text: Text, sourcelanguage: "en", targetlanguage: "fr" })
  // @ts-expect-error the prompt's variable is missing
  n.asset("m1", { function: "text-generation", prompt: "About {{topic}}" })
  // @ts-expect-error `prompt` is not a parameter of this function
  n.asset("m1", { function: "summarization", text: Text, language: "en", prompt: "x" })

  expectTypeOf(n.utility("u1", { inputs: { a: Text, b: 1 } }).outputs).toEqualTypeOf<Port<"text", "always">>()
  const custom = n.utility("u1", { inputs: {}, outputs: { score: "float" } })
  expectTypeOf(custom.score).toEqualTypeOf<Port<"float", "always">>()
  // @ts-expect-error no data type
  n.utility("u1", { inputs: {}, outputs: { score: "double" } })
  const tool = n.model("t1", { function: "mcp-tool", inputs: { query: Text }, outputs: { result: "text" } })
  expectTypeOf(tool.result).toEqualTypeOf<Port<"text", "always">>()
  return { french: french.data }
})

declare const unknownPrompt: string
definePipeline("prompts", { Topic: "text", Sound: "audio" }, ({ Topic, Sound }, n) => {
  const answer = n.textGeneration({ prompt: "{{topic}} and {{the other}}", topic: Topic, "the other": "cats" })
  expectTypeOf(answer.data).toEqualTypeOf<Port<"text", "always">>()
  // A prompt with variables does not need a text; one without does.
  n.textGeneration({ prompt: "Hello {}, {{}}", text: Topic })
  // @ts-expect-error no variable, so text is required
  n.textGeneration({ prompt: "Hello {topic}" })
  // @ts-expect-error a variable is missing
  n.textGeneration({ prompt: "{{topic}} and {{other}}", topic: Topic })
  // @ts-expect-error a variable that the prompt does not have
  n.textGeneration({ prompt: "{{topic}}", topic: Topic, other: "cats" })
  // @ts-expect-error variables are texts
  n.textGeneration({ prompt: "{{topic}}", topic: Sound })
  // A prompt that is not known here takes any variables.
  n.textGeneration({ prompt: unknownPrompt, topic: Topic })
  n.textGeneration({ prompt: Topic, text: "x" })
  return { answer: answer.data }
})

definePipeline("branches", { Review: "text", Source: ["text", "audio"] }, ({ Review, Source }, n) => {
  expectTypeOf(Source).toEqualTypeOf<Port<"text" | "audio", "always">>()
  const mood = n.sentimentAnalysis({ text: Review, language: "en" })
  const decision = n.decision({ comparison: mood.data, passthrough: Review })
  expectTypeOf(decision).toEqualTypeOf<Decision<"text">>()
  expectTypeOf(decision.when("equal", "NEGATIVE")).toEqualTypeOf<Port<"text", "maybe">>()
  decision.when("greaterThan", 0.5)
  decision.when("lessThan", "0.5")
  decision.otherwise()
  // @ts-expect-error a wrong operation
  decision.when("equals", "NEGATIVE")
  // @ts-expect-error numbers only
  decision.when("greaterThan", "much")
  // @ts-expect-error both parameters are needed
  n.decision({ comparison: mood.data })

  const router = n.router(Source)
  expectTypeOf(router).toEqualTypeOf<Router<"text" | "audio">>()
  n.speechRecognition({ source_audio: router.type("audio"), language: "en" })
  // @ts-expect-error nothing of this type comes in
  router.type("video")
  // @ts-expect-error a source of several types needs a router first
  n.speechRecognition({ source_audio: Source, language: "en" })

  // What comes after a branch may be absent, and so may all that depends on it.
  const french = n.translation({ text: decision.otherwise(), sourcelanguage: "en", targetlanguage: "fr" })
  expectTypeOf(french.data).toEqualTypeOf<Port<"text", "maybe">>()
  const joined = n.textReconstruction({ text: n.merge(french.data, decision.when("equal", "POSITIVE")) })
  expectTypeOf(joined.data).toEqualTypeOf<Port<"text", "maybe">>()
  expectTypeOf(n.merge(french.data, Review)).toEqualTypeOf<Port<"text", "always">>()
  expectTypeOf(n.textGeneration({ prompt: "{{a}}", a: french.data }).data).toEqualTypeOf<Port<"text", "maybe">>()
  const metric = n.textGenerationMetric({ hypotheses: [Review, french.data], score_identifier: "bleu" })
  expectTypeOf(metric.data).toEqualTypeOf<Port<"text", "maybe">>()
  const script = n.script({ file: "a.py", inputs: { a: Review, b: [french.data] }, outputs: { data: "label" } })
  expectTypeOf(script.data).toEqualTypeOf<Port<"label", "maybe">>()
  return { french: french.data }
})

definePipeline("scripts", { Text: "text" }, ({ Text }, n) => {
  n.script({ file: new URL("file:///a.py"), inputs: { a: Text }, outputs: { data: "text" } })
  n.script({ fileId: "F1", inputs: { a: Text }, outputs: { data: "text" } })
  // @ts-expect-error a script is a file here or one at the server
  n.script({ inputs: { a: Text }, outputs: { data: "text" } })
  // @ts-expect-error not both
  n.script({ file: "a.py", fileId: "F1", inputs: { a: Text }, outputs: { data: "text" } })
  // @ts-expect-error scripts take what flows, not presets
  n.script({ file: "a.py", inputs: { a: "text" }, outputs: { data: "text" } })
  const label = n.as(Text, "label")
  expectTypeOf(label).toEqualTypeOf<Port<"label", "always">>()
  expectTypeOf(n.raw({ type: "LOOP" }, { in: Text }).port("out", "audio")).toEqualTypeOf<Port<"audio", "maybe">>()
  return { label }
})

// @ts-expect-error a wrong label
definePipeline("labels", { Review: "text" }, ({ Reviews }, n) => ({
  Out: n.summarization({ text: Reviews, language: "en" }).data
}))
// @ts-expect-error no data type
definePipeline("labels", { Review: "string" }, ({ Review }) => ({ Review }))
// @ts-expect-error outputs are ports
definePipeline("labels", { Review: "text" }, () => ({ Review: "text" }))

expectTypeOf(definePipeline("empty", {}, () => ({}))).toEqualTypeOf<Pipeline<{}, {}>>()
