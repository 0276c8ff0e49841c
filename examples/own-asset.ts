/**
 * A custom asset: a translator with a small glossary, for a function without a built-in.
 * Run it: `node examples/own-asset.ts`.
 */
import { definePipeline } from "@aixplain-ts/designer"
import { AssetError, defineAsset, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"

const glossary: Readonly<Record<string, string>> = { room: "habitación", breakfast: "desayuno", key: "llave" }

export const glossaryTranslator = defineAsset({
  id: "glossary-en-es",
  function: "translation",
  name: "Hotel glossary",
  pure: true, // same inputs, same outputs, nothing else happens: safe to repeat after a crash
  run: ({ text, sourcelanguage, targetlanguage }, context) => {
    // The message of an AssetError is the error of the failed segment.
    if (sourcelanguage !== "en" || targetlanguage !== "es") throw new AssetError("The glossary is English to Spanish.")
    let known = 0
    const data = String(text).replaceAll(/\p{L}+/gu, (word) => {
      const translated = glossary[word.toLowerCase()]
      if (translated !== undefined) known++
      return translated ?? word
    })
    context.report({ language: "es", details: { known } })
    return { data }
  }
})

const signs = definePipeline("Hotel signs", { English: "text" }, ({ English }, n) => {
  const line = n.splitOnLinebreak({ text: English })
  const spanish = n.translation({ text: line.data, sourcelanguage: "en", targetlanguage: "es" })
  return { Spanish: n.textReconstruction({ text: spanish.data }).data }
})

/** Starts a platform with the asset and translates a text with it. */
export const translate = async (text: string): Promise<string> => {
  await using platform = await startPlatform({ assets: [glossaryTranslator] })
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(signs)
  const result = await pipeline.run({ English: text })
  return await result.outputs.Spanish.text()
}

if (import.meta.main) process.stdout.write(`${await translate("Room 12\nBreakfast\nKey")}\n`)
