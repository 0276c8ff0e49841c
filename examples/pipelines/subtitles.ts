/** Split, process each segment, join: a recording becomes one text, speaker by speaker. */
import { definePipeline } from "@aixplain-ts/designer"

export default definePipeline("Subtitles", { Recording: "audio" }, ({ Recording }, n) => {
  const pieces = n.speakerDiarizationAudio({ audio: Recording })
  const words = n.speechRecognition({ source_audio: pieces.audio, language: "en" })
  const all = n.textReconstruction({ text: words.data })
  return { Subtitles: all.data, Speakers: pieces.data }
})
