import { expect, it } from "vitest"
import { builtInFor, builtIns, needsModel } from "../../src/assets/index.ts"
import { requireOptional } from "../../src/assets/optionalPackages.ts"

it("serves each function by one built-in with a name and a description", () => {
  for (const asset of builtIns) {
    expect(builtInFor(asset.function)).toBe(asset)
    expect(asset.id).toBe(`local/${asset.function}`)
    expect(asset.name).toMatch(/\w/)
    expect(asset.description).toMatch(/\.$/)
  }
  expect(new Set(builtIns.map(({ id }) => id)).size).toBe(builtIns.length)
})

it("says in one sentence how to serve a function that has no built-in", () => {
  expect(needsModel("sentiment-analysis")).toBeUndefined()
  expect(needsModel("translation")).toBe(
    'The function "translation" needs a model and this server has none built in: name one with ' +
      'startPlatform({ assets: [defineAsset({ id: "my-asset", function: "translation", run: async (inputs) => ({ data: … }) })] }).'
  )
  expect(needsModel("search")).toContain("needs an index to search in")
})

it("names the package that a heavy built-in needs, and finds those that are there", () => {
  expect(() => requireOptional("Speech synthesis", ["@nowhere/voices"])).toThrow(
    'Speech synthesis needs a package that is not installed: run "npm install @nowhere/voices" beside the platform.'
  )
  expect(requireOptional("Anything", ["fastest-levenshtein"]).resolve("fastest-levenshtein")).toContain(
    "fastest-levenshtein"
  )
})
