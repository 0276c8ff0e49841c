/** Text or speech: a router sends each down its own branch, and both branches are merged again. */
import { definePipeline } from "@aixplain-ts/designer"

export default definePipeline("Text or speech to French", { Source: ["text", "audio"] }, ({ Source }, n) => {
  const source = n.router(Source)
  const heard = n.speechRecognition({ source_audio: source.type("audio"), language: "en" })
  const english = n.merge(source.type("text"), heard.data)
  const french = n.translation({ text: english, sourcelanguage: "en", targetlanguage: "fr" })
  return { French: french.data }
})
