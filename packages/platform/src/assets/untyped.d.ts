// The few members used of packages that publish no declarations.

declare module "wink-sentiment" {
  const winkSentiment: (text: string) => { readonly score: number; readonly normalizedScore: number }
  export default winkSentiment
}

declare module "@nlpjs/core" {
  interface Stemmer {
    stem(words: string[]): string[]
  }
  interface Container {
    use(plugin: unknown): void
    get(name: string): Stemmer
  }
  interface SentimentWords {
    readonly afinn?: Readonly<Record<string, number>>
    readonly pattern?: Readonly<Record<string, number>>
    readonly senticon?: Readonly<Record<string, number>>
    readonly negations?: { readonly words: readonly string[] }
  }
  /** `LangXx` is a plugin, `SentimentXx` its lexicon. */
  export interface LanguagePackage {
    readonly [name: `Lang${string}`]: unknown
    readonly [name: `Sentiment${string}`]: SentimentWords
  }
  const core: { containerBootstrap(): Container }
  export default core
}

declare module "@nlpjs/lang-*" {
  import type { LanguagePackage } from "@nlpjs/core"
  const pack: LanguagePackage
  export default pack
}

declare module "stopwords-iso" {
  /** By ISO 639-1 code. */
  const lists: Readonly<Record<string, readonly string[]>>
  export default lists
}
