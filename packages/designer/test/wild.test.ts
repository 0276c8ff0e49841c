/** Documents as clients, editors and engines have written them over the years; `fixtures/documents` holds one of each. */
import { readdirSync, readFileSync } from "node:fs"
import { canonical, diff, layout, parseDocument, toMermaid, toSvg, validate } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"
import { asset, decision, document, input, link, output, when } from "./documents.ts"

const folder = new URL("fixtures/documents/", import.meta.url)
const names = readdirSync(folder).map((file) => file.replace(".json", ""))
const read = (name: string): string => readFileSync(new URL(`${name}.json`, folder), "utf8")
const compact = (text: string): string => JSON.stringify(JSON.parse(text))

/** What the canonical form changes: three spellings and one null, wherever they stand. */
const respelt = (text: string): string =>
  compact(text)
    .replaceAll('"dataType":null,', "")
    .replaceAll(',"dataType":null', "")
    .replaceAll(/"type":"(Input|asset|output)"/g, (_, kind: string) => `"type":"${kind.toUpperCase()}"`)
    .replaceAll('"functionType":"AI"', '"functionType":"ai"')
    .replaceAll(/"dataType":\[?"(TEXT|LABEL|Text)"\]?/g, (found) => `"dataType"${found.slice(10).toLowerCase()}`)

/** The body of a POST with its architecture unfolded: braces aside, the same text. */
const unfolded = (text: string): string => text.replace('"architecture":{', "").replace(/\}\}$/, "}")

describe.each(names.filter((name) => name !== "engine"))("%s", (name) => {
  const text = compact(read(name))

  it("is read without losing or moving anything", () => {
    const flat = JSON.stringify(parseDocument(JSON.parse(text)))
    expect(flat).toBe(text.includes('"architecture"') ? unfolded(text) : text)
  })

  it("comes out of the canonical form byte for byte, but for spelling", () => {
    const once = canonical(parseDocument(JSON.parse(text)))
    expect(JSON.stringify(once)).toBe(text.includes('"architecture"') ? unfolded(respelt(text)) : respelt(text))
    expect(JSON.stringify(canonical(parseDocument(JSON.parse(JSON.stringify(once)))))).toBe(JSON.stringify(once))
  })

  it("differs neither from itself nor from its canonical form", () => {
    const document = parseDocument(JSON.parse(text))
    expect(diff(document, canonical(document))).toEqual([])
  })
})

describe("validation of what is really used", () => {
  const problems = (name: string): readonly string[] =>
    validate(parseDocument(read(name))).map(({ code, node, parameter }) =>
      [code, node, parameter].filter((part) => part !== undefined).join(" ")
    )

  it.each([
    "designer-decision",
    "designer-decision-2024",
    "designer-router",
    "designer-script",
    "editor-subtitling",
    "engine",
    "posted-with-hardly-anything",
    "shouted"
  ])("finds nothing wrong with %s", (name) => {
    expect(problems(name)).toEqual([])
  })

  it("only wonders about a parameter that the function does not list", () => {
    expect(problems("designer-segments")).toEqual(["unknown_parameter 2 max_tokens"])
  })

  it("takes a decision whose output is called as what it passes on, as in the first year", () => {
    const old = document(
      "Watch and decide",
      [
        input(0, "Video", ["video"]),
        input(1, "Question"),
        asset(2, "Watch", "video-understanding", { language: "en" }),
        asset(3, "Mood", "sentiment-analysis", { language: "en" }),
        decision(4, "Happy?", [when("equal", "POSITIVE", 5)]),
        output(5, "Answer")
      ],
      [
        link(0, "input", 2, "video"),
        link(1, "input", 2, "text"),
        link(2, "text", 3, "text"),
        link(3, "data", 4, "comparison"),
        link(2, "text", 4, "passthrough"),
        link(4, "text", 5, "output")
      ]
    )
    expect(validate(old)).toEqual([])
    const other = { ...old, links: [...old.links.slice(0, 5), link(4, "words", 5, "output")] }
    expect(validate(other).map(({ code }) => code)).toEqual(["unknown_parameter"])
  })
})

describe("the engine's own form", () => {
  it("is read as a document, with the settings of its assets", () => {
    const document = parseDocument(read("engine"))
    expect(document.nodes.map(({ number, type, dataType }) => [number, type, dataType])).toEqual([
      [0, "INPUT", ["text"]],
      [2, "OUTPUT", ["text"]],
      [1, "ASSET", undefined]
    ])
    expect(document.nodes[2]).toMatchObject({
      function: "translation",
      assetId: "60ddef828d38c51c5885d491",
      inputValues: [
        { code: "sourcelanguage", value: "en" },
        { code: "targetlanguage", value: "pt" },
        { code: "dialect_out", value: "Brazil" }
      ],
      payload: { supplier: "Azure" }
    })
    expect(JSON.stringify(document.links[0])).toBe('{"paramMapping":[{"from":"input","to":"text"}],"from":0,"to":1}')
  })
})

it("draws every one of them", () => {
  for (const name of names) {
    const document = parseDocument(read(name))
    expect(layout(document).nodes).toHaveLength(document.nodes.length)
    expect(toSvg(document)).toMatch(/^<svg [\s\S]*<\/svg>$/)
    expect(toMermaid(document).split("\n")[0]).toBe("flowchart LR")
  }
})
