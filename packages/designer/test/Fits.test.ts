import { dataTypes, fits, isDataType } from "@aixplain-ts/designer"
import { expect, it } from "vitest"

it("lets exactly these types stand in for others", () => {
  const pairs = dataTypes.flatMap((from) =>
    dataTypes.filter((to) => from !== to && fits(from, to)).map((to) => `${from} → ${to}`)
  )
  expect(pairs).toEqual([
    "embedding → text",
    "float → number",
    "float → text",
    "integer → float",
    "integer → number",
    "integer → text",
    "label → text",
    "number → float",
    "number → text"
  ])
})

it("lets every type stand for itself", () => {
  expect(dataTypes).toHaveLength(11)
  for (const type of dataTypes) expect(fits(type, type)).toBe(true)
})

it("knows the words of the wire and nothing else", () => {
  expect(dataTypes.every(isDataType)).toBe(true)
  for (const word of ["TEXT", "string", "constructor", "", null, 1, ["text"]]) expect(isDataType(word)).toBe(false)
})
