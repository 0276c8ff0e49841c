/** Documents that the tests speak of, as small as they can be, and the words to write more of them. */
import type { PipelineDocument, PipelineLink, PipelineNode, Route } from "@aixplain-ts/api-types"
import { catalogue } from "@aixplain-ts/designer"

type More = Partial<PipelineNode>

export const input = (
  number: number,
  label: string,
  dataType: readonly string[] = ["text"],
  more: More = {}
): PipelineNode => ({
  number,
  label,
  type: "INPUT",
  inputValues: [],
  outputValues: [{ code: "input", ...(dataType.length === 1 ? { dataType: dataType[0]! } : {}) }],
  dataType: [...dataType],
  ...more
})

export const output = (
  number: number,
  label: string,
  dataType: readonly string[] = ["text"],
  more: More = {}
): PipelineNode => ({
  number,
  label,
  type: "OUTPUT",
  inputValues: [{ code: "output", ...(dataType.length === 1 ? { dataType: dataType[0]! } : {}) }],
  outputValues: [],
  dataType: [...dataType],
  ...more
})

/** An asset as the vendor's designer writes it, with presets. */
export function asset(
  number: number,
  label: string,
  functionId: string,
  presets: Readonly<Record<string, unknown>> = {},
  more: More = {}
): PipelineNode {
  const known = catalogue[functionId]
  const inputs = Object.values(known?.inputs ?? {})
  return {
    number,
    label,
    type: "ASSET",
    function: functionId,
    assetId: "60ddef828d38c51c5885d491",
    supplier: "aixplain",
    assetType: "MODEL",
    functionType: known?.kind ?? "ai",
    inputValues: inputs
      .filter(({ code, required }) => required || code in presets)
      .map(({ code, dataType }) => (code in presets ? { code, dataType, value: presets[code] } : { code, dataType })),
    outputValues: Object.values(known?.outputs ?? {}).map(({ code, dataType }) => ({ code, dataType })),
    ...more
  }
}

export const script = (
  number: number,
  label: string,
  inputs: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, string>>,
  more: More = {}
): PipelineNode => ({
  number,
  label,
  type: "SCRIPT",
  fileId: "65f1c3a2b7e94d0012ab34cd",
  fileMetadata: '{"name": "group_speakers", "size": 1204}',
  inputValues: Object.entries(inputs).map(([code, dataType]) => ({ code, dataType })),
  outputValues: Object.entries(outputs).map(([code, dataType]) => ({ code, dataType })),
  ...more
})

export const decision = (number: number, label: string, routes: readonly Route[], more: More = {}): PipelineNode => ({
  number,
  label,
  type: "DECISION",
  inputValues: [
    { code: "comparison", dataType: "label" },
    { code: "passthrough", dataType: "text" }
  ],
  outputValues: [{ code: "data", dataType: "text" }],
  routes: [...routes],
  ...more
})

export const router = (number: number, label: string, routes: readonly Route[], more: More = {}): PipelineNode => ({
  number,
  label,
  type: "ROUTER",
  inputValues: [{ code: "input" }],
  outputValues: [{ code: "input" }],
  routes: [...routes],
  ...more
})

export const when = (operation: string, value: string | number, ...path: readonly number[]): Route => ({
  value,
  path: [...path],
  operation,
  type: "checkValue"
})

export const ofType = (dataType: string, ...path: readonly number[]): Route => ({
  value: dataType,
  path: [...path],
  operation: "equal",
  type: "checkType"
})

/** `link(0, "input", 1, "text")`: an output of node 0 feeds a parameter of node 1. */
export const link = (from: number, output: string, to: number, input: string): PipelineLink => ({
  from,
  to,
  paramMapping: [{ from: output, to: input }]
})

export const document = (
  name: string,
  nodes: readonly PipelineNode[],
  links: readonly PipelineLink[] = []
): PipelineDocument => ({ name, nodes: [...nodes], links: [...links] })

export const translation = document(
  "Translate to Portuguese",
  [
    input(0, "English text"),
    asset(1, "Translate", "translation", { sourcelanguage: "en", targetlanguage: "pt" }),
    output(2, "Portuguese text")
  ],
  [link(0, "input", 1, "text"), link(1, "data", 2, "output")]
)

export const triage = document(
  "Review triage",
  [
    input(0, "Review"),
    asset(1, "Judge the mood", "sentiment-analysis", { language: "en" }),
    decision(2, "How angry?", [when("equal", "NEGATIVE", 3), when("different", "NEGATIVE", 4)]),
    output(3, "Angry"),
    output(4, "Others")
  ],
  [
    link(0, "input", 1, "text"),
    link(1, "data", 2, "comparison"),
    link(0, "input", 2, "passthrough"),
    link(2, "data", 3, "output"),
    link(2, "data", 4, "output")
  ]
)

export const textOrAudio = document(
  "Text or speech to French",
  [
    input(0, "Source", ["text", "audio"]),
    router(1, "By type", [ofType("text", 3), ofType("audio", 2)]),
    asset(2, "Whisper large", "speech-recognition", { language: "en" }),
    asset(3, "Translate text", "translation", { sourcelanguage: "en", targetlanguage: "fr" }),
    asset(4, "Translate speech", "translation", { sourcelanguage: "en", targetlanguage: "fr" }),
    output(5, "From text"),
    output(6, "From speech")
  ],
  [
    link(0, "input", 1, "input"),
    link(1, "input", 2, "source_audio"),
    link(1, "input", 3, "text"),
    link(2, "data", 4, "text"),
    link(3, "data", 5, "output"),
    link(4, "data", 6, "output")
  ]
)

export const transcript = document(
  "Transcribe a meeting",
  [
    input(0, "Meeting", ["audio"]),
    asset(1, "Who speaks when", "speaker-diarization-audio"),
    asset(2, "Transcribe", "speech-recognition", { language: "en" }),
    asset(3, "Join", "text-reconstruction"),
    output(4, "Transcript"),
    output(5, "Speakers", ["label"])
  ],
  [
    link(0, "input", 1, "audio"),
    link(1, "audio", 2, "source_audio"),
    link(2, "data", 3, "text"),
    link(3, "data", 4, "output"),
    link(1, "data", 5, "output")
  ]
)

export const speakers = document(
  "Speakers and what they said",
  [
    input(0, "Call", ["audio"]),
    asset(1, "Diarize", "speaker-diarization-audio"),
    asset(2, "Transcribe", "speech-recognition", { language: "en" }),
    script(3, "Group by speaker", { transcripts: "text", speakers: "label" }, { data: "text" }),
    output(4, "Minutes")
  ],
  [
    link(0, "input", 1, "audio"),
    link(1, "audio", 2, "source_audio"),
    link(1, "data", 3, "speakers"),
    link(2, "data", 3, "transcripts"),
    link(3, "data", 4, "output")
  ]
)

/** Thirty nodes of every kind: a video in, subtitles, dubbing, moderation and a summary out. */
export const newsroom = document(
  "Newsroom",
  [
    input(0, "Video", ["video"]),
    input(1, "House style"),
    asset(2, "Extract audio", "extract-audio-from-video"),
    asset(3, "Clean up the sound", "noise-removal"),
    asset(4, "Find the speech", "voice-activity-detection"),
    asset(5, "Which language?", "language-identification-audio"),
    asset(6, "Transcribe", "speech-recognition"),
    asset(7, "Punctuate", "text-normalization", { language: "en" }),
    asset(8, "To Spanish", "translation", { sourcelanguage: "en", targetlanguage: "es" }),
    asset(9, "To French", "translation", { sourcelanguage: "en", targetlanguage: "fr" }),
    asset(10, "To German", "translation", { sourcelanguage: "en", targetlanguage: "de" }),
    asset(11, "Join Spanish", "text-reconstruction"),
    asset(12, "Join French", "text-reconstruction"),
    asset(13, "Join German", "text-reconstruction"),
    asset(14, "Join English", "text-reconstruction"),
    asset(15, "Speak Spanish", "speech-synthesis", { language: "es" }),
    asset(16, "Join the dubbing", "audio-reconstruction"),
    asset(17, "Moderate the pictures", "video-content-moderation"),
    asset(18, "Moderate the words", "text-content-moderation", { language: "en" }),
    decision(19, "Fit to publish?", [when("equal", "SAFE", 21), when("different", "SAFE", 28)]),
    script(20, "Write the headline", { article: "text", style: "text" }, { data: "text" }),
    asset(21, "Summarise", "text-summarization", { language: "en" }),
    asset(22, "Name the topics", "topic-classification", { language: "en" }),
    asset(23, "Score the French", "text-generation-metric", { score_identifier: "bleu" }),
    output(24, "Spanish subtitles"),
    output(25, "French subtitles"),
    output(26, "German subtitles"),
    output(27, "Spanish soundtrack", ["audio"]),
    output(28, "Held back"),
    output(29, "Headline"),
    output(30, "Topics", ["label"]),
    output(31, "Picture report", ["label"]),
    output(32, "French score")
  ],
  [
    link(0, "input", 2, "video"),
    link(2, "data", 3, "audio"),
    link(3, "data", 4, "audio"),
    link(4, "audio", 5, "audio"),
    link(4, "audio", 6, "source_audio"),
    link(5, "data", 6, "language"),
    link(6, "data", 7, "text"),
    link(7, "data", 8, "text"),
    link(7, "data", 9, "text"),
    link(7, "data", 10, "text"),
    link(7, "data", 14, "text"),
    link(8, "data", 11, "text"),
    link(9, "data", 12, "text"),
    link(10, "data", 13, "text"),
    link(8, "data", 15, "text"),
    link(15, "data", 16, "audio"),
    link(0, "input", 17, "video"),
    link(14, "data", 18, "text"),
    link(18, "data", 19, "comparison"),
    link(14, "data", 19, "passthrough"),
    link(19, "data", 21, "text"),
    link(19, "data", 28, "output"),
    link(21, "data", 20, "article"),
    link(1, "input", 20, "style"),
    link(14, "data", 22, "text"),
    link(9, "data", 23, "hypotheses"),
    link(7, "data", 23, "sources"),
    link(11, "data", 24, "output"),
    link(12, "data", 25, "output"),
    link(13, "data", 26, "output"),
    link(16, "data", 27, "output"),
    link(20, "data", 29, "output"),
    link(22, "data", 30, "output"),
    link(17, "data", 31, "output"),
    link(23, "data", 32, "output")
  ]
)
