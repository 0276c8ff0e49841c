import { promptVariables } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

describe("variables of a prompt", () => {
  it("are what stands between double braces, each once, in order", () => {
    expect(promptVariables("Summarise {{topic}} for {{the reader}}, {{topic}}")).toEqual(["topic", "the reader"])
    expect(promptVariables("{{ padded }}\n{{second line}}")).toEqual([" padded ", "second line"])
  })

  it("are not in single, empty or unbalanced braces", () => {
    expect(promptVariables("{{}} {a} }} {{ {a}")).toEqual([])
    expect(promptVariables("{{a} {{b}}")).toEqual(["b"])
  })

  it("may hold opening braces, as the service reads them", () => {
    expect(promptVariables("{{foo {{bar}}")).toEqual(["foo {{bar"])
    expect(promptVariables("{{{a}}}")).toEqual(["{a"])
  })
})
