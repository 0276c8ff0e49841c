import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { expect, it } from "vitest"
import { glossaryTranslator, translate } from "../own-asset.ts"
import translation from "../pipelines/translation.ts"

it("the asset of the example translates each line of a text", async () => {
  expect(await translate("Room 12\nBreakfast\nKey")).toBe("habitación 12\ndesayuno\nllave")
})

it("the asset of the example reports its error in the failed segment", async () => {
  await using platform = await startPlatform({ assets: [glossaryTranslator] })
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(translation)
  await expect(pipeline.run({ English: "Room" })).rejects.toThrow("The glossary is English to Spanish.")
})

it("a translation without an asset is refused with instructions for adding one", async () => {
  await using platform = await startPlatform()
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(translation)
  await expect(pipeline.run({ English: "Room" })).rejects.toThrow(
    /The function "translation" needs a model .* startPlatform\(\{ assets: \[defineAsset/u
  )
})
