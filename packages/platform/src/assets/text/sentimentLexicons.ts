/**
 * Sentiment scores from the per-language lexicons of `@nlpjs`, loaded one language at a time (0.1 to 0.25 MB each).
 * Private to sentiment analysis.
 *
 * The packages' own analyzer folds accents and stems the text but not every lexicon, so that in half of the languages
 * many words are never found (36 of 72 probe sentences wrong in sv, no, pl, tr, fi, ru). Here words, lexicon and
 * negations are compared as written, then folded, then stemmed.
 */
import type { LanguagePackage } from "@nlpjs/core"

interface Source {
  readonly load: () => Promise<{ readonly default: LanguagePackage }>
  /** Words that turn the next three words around, besides those the package brings. */
  readonly negations?: readonly string[]
  /** Negation follows the word it turns ("iyi değil"). */
  readonly negatesBackwards?: true
}

const sources: Readonly<Record<string, Source>> = {
  ar: { load: () => import("@nlpjs/lang-ar"), negations: ["ليس", "ليست", "لا", "لم", "غير"] },
  ca: { load: () => import("@nlpjs/lang-ca"), negations: ["no", "mai", "gens", "sense"] },
  da: { load: () => import("@nlpjs/lang-da"), negations: ["ikke", "aldrig", "ingen"] },
  de: { load: () => import("@nlpjs/lang-de") },
  es: { load: () => import("@nlpjs/lang-es") },
  fi: { load: () => import("@nlpjs/lang-fi"), negations: ["ei", "en", "eivät", "emme"] },
  fr: { load: () => import("@nlpjs/lang-fr"), negations: ["pas", "jamais", "aucun", "aucune", "sans"] },
  it: { load: () => import("@nlpjs/lang-it"), negations: ["non", "mai", "senza"] },
  nl: { load: () => import("@nlpjs/lang-nl") },
  no: { load: () => import("@nlpjs/lang-no"), negations: ["ikke", "aldri", "ingen"] },
  pl: { load: () => import("@nlpjs/lang-pl"), negations: ["nie", "bez", "nigdy"] },
  pt: { load: () => import("@nlpjs/lang-pt"), negations: ["não", "nunca", "sem"] },
  sv: { load: () => import("@nlpjs/lang-sv"), negations: ["inte", "aldrig", "ingen", "utan"] },
  tr: { load: () => import("@nlpjs/lang-tr"), negations: ["değil"], negatesBackwards: true }
}

export const lexiconLanguages: readonly string[] = Object.keys(sources)

interface Lexicon {
  /** -1 to 1 for the words as written, folded and stemmed. */
  readonly words: readonly ReadonlyMap<string, number>[]
  readonly negations: ReadonlySet<string>
  readonly stem: (word: string) => string
}

const fold = (word: string): string =>
  word
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()

/** AFINN's ±1 of 5 are mostly machine-translated words that carry no opinion in the other language. */
const AFINN_MIN = 2

const loadLexicon = async (language: string, source: Source): Promise<Lexicon> => {
  const { default: core } = await import("@nlpjs/core")
  const { default: pack } = await source.load()
  const suffix = `${language[0]?.toUpperCase()}${language[1]}`
  const container = core.containerBootstrap()
  container.use(pack[`Lang${suffix}`])
  const stemmer = container.get(`stemmer-${language}`)
  const stem = (word: string): string => stemmer.stem([word])[0] ?? word
  const { afinn, pattern, senticon, negations } = pack[`Sentiment${suffix}`] ?? {}
  const written = new Map<string, number>()
  const folded = new Map<string, number>()
  const stemmed = new Map<string, number>()
  const scores = [
    ...Object.entries(afinn ?? {}).map(([word, score]) => [word, Math.abs(score) < AFINN_MIN ? 0 : score / 5] as const),
    ...Object.entries({ ...senticon, ...pattern })
  ]
  // The first score of a word wins; a written form wins over a stem that collides with it.
  const keep = (map: Map<string, number>, key: string, score: number): void => {
    if (score !== 0 && !map.has(key)) map.set(key, score)
  }
  for (const [word, score] of scores) keep(written, word.toLowerCase(), score)
  for (const [word, score] of written) keep(folded, fold(word), score)
  for (const [word, score] of folded) keep(stemmed, stem(word), score)
  return {
    words: [written, folded, stemmed],
    negations: new Set([...(negations?.words ?? []), ...(source.negations ?? [])].map(fold)),
    stem
  }
}

const loaded = new Map<string, Promise<Lexicon>>()

const lookUp = ({ stem, words: [written, folded, stemmed] }: Lexicon, word: string): number => {
  const plain = fold(word)
  const root = stem(plain)
  return written?.get(word) ?? folded?.get(plain) ?? folded?.get(root) ?? stemmed?.get(root) ?? 0
}

/** How far a negation reaches, in words. */
const REACH = 3

/** Above 0 for praise, below 0 for blame, 0 for neither; `language` is one of `lexiconLanguages`. */
export const scoreByLexicon = async (text: string, language: string): Promise<number> => {
  const source = sources[language]
  if (source === undefined) throw new Error(`no lexicon for ${language}`)
  let lexicon = loaded.get(language)
  if (lexicon === undefined) loaded.set(language, (lexicon = loadLexicon(language, source)))
  const { negations, ...rest } = await lexicon
  let score = 0
  let last = 0
  let reach = 0
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    // A clause ends the reach of a negation; emoji are not "word like" and still in the lexicons.
    if (/[.,;:!?…]/u.test(segment)) reach = 0
    if (isWordLike !== true && !/\p{Extended_Pictographic}/u.test(segment)) continue
    for (const word of segment.toLocaleLowerCase(language).split(/['’]/u)) {
      if (negations.has(fold(word))) {
        if (source.negatesBackwards) score -= 2 * last
        else reach = REACH + 1
        last = 0
      } else {
        // Articles and copulas of two letters collide with stems.
        const value = /^\p{Script=Latin}{1,2}$/u.test(word) ? 0 : lookUp({ negations, ...rest }, word)
        last = reach > 0 ? -value : value
        score += last
      }
      reach--
    }
  }
  return score
}
