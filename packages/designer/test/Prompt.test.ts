import { fillPrompt, promptVariables } from "@aixplain-ts/designer"
import * as fc from "fast-check"
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

  it("are those that the service's pattern finds, in every text", () => {
    const texts = fc.array(fc.constantFrom("{", "}", "{{", "}}", "a", " ", "\n", "🎉")).map((parts) => parts.join(""))
    fc.assert(
      fc.property(texts, (text) => {
        const names = Array.from(text.matchAll(/\{\{([^}]+)\}\}/g), (match) => match[1] as string)
        expect(promptVariables(text)).toEqual([...new Set(names)])
        expect(fillPrompt(text, (name) => `<${name}>`)).toBe(text.replaceAll(/\{\{([^}]+)\}\}/g, "<$1>"))
      })
    )
  })

  it("are replaced by their values as they are, whatever is in them", () => {
    expect(fillPrompt("{{a}} and {{b}}, {{a}}", (name) => (name === "a" ? "$1 {{b}}" : "$&"))).toBe(
      "$1 {{b}} and $&, $1 {{b}}"
    )
  })

  it("may hold opening braces, as the service reads them", () => {
    expect(promptVariables("{{foo {{bar}}")).toEqual(["foo {{bar"])
    expect(promptVariables("{{{a}}}")).toEqual(["{a"])
  })
})
