/** Every built-in that takes text, driven by the registry: a new one is covered without being named. */
import { findFunction } from "@aixplain-ts/designer"
import { AssetError } from "../../src/assets/AssetDefinition.ts"
import { builtIns, codeOf } from "../../src/assets/index.ts"
import { filled, fillings, tooMuch } from "../work.ts"
import { context } from "./calling.ts"

/** Parameters that get the long text: those that the function needs. */
const textCodes = (functionId: string): readonly string[] =>
  Object.values(findFunction(functionId)?.inputs ?? {})
    .filter(({ code, dataType, required }) => dataType === "text" && (required || code === "text"))
    .map(({ code }) => code)

export const takingText = builtIns.filter((asset) => textCodes(asset.function).length > 0)

export const inputsOf = (functionId: string, text: string): Record<string, unknown> => ({
  language: "en",
  ...Object.fromEntries(textCodes(functionId).map((code) => [code, text]))
})

/** What of the built-in takes too long for a text, by filling. */
export const slowFillings = async (functionId: string, length: number): Promise<readonly string[]> => {
  const run = await codeOf(functionId)
  const slow: string[] = []
  for (const [name, filling] of Object.entries(fillings)) {
    const measured = await tooMuch(async (characters) => {
      try {
        await run(inputsOf(functionId, filled(filling, characters)), context())
      } catch (error) {
        if (!(error instanceof AssetError)) throw error
      }
    }, length)
    if (measured !== undefined) slow.push(`${name}: ${measured}`)
  }
  return slow
}
