import type { NodeState, PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { toMermaid, toSvg, validate } from "@aixplain-ts/designer"
import {
  anyTypeMark,
  type ColourPair,
  dataTypeMarks,
  ground,
  kindSigns,
  outline,
  problemMarks,
  markOfState,
  stateMarks
} from "@aixplain-ts/designer/diagram"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import {
  asset,
  decision,
  document,
  input,
  link,
  newsroom,
  output,
  router,
  script,
  textOrAudio,
  transcript,
  triage
} from "./documents.ts"
import { runs } from "./runs.ts"

const light = (pipeline: PipelineDocument, more: Parameters<typeof toSvg>[1] = {}): string =>
  toSvg(pipeline, { theme: "light", ...more })

/** The drawing of one node, from its group. */
const drawn = (svg: string, label: string): string =>
  svg.split("<g ").find((group) => group.includes(`<title>${label} · `))!

const withoutColour = (svg: string): string => svg.replaceAll(/#[0-9a-f]{6}/g, "#")
const texts = (svg: string): readonly string[] => Array.from(svg.matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text!)

/** Every kind of node, alone. */
const kinds: Readonly<Record<string, PipelineNode>> = {
  input: input(0, "N"),
  output: output(0, "N"),
  asset: asset(0, "N", "search"),
  segmentor: asset(0, "N", "split-on-linebreak"),
  reconstructor: asset(0, "N", "text-reconstruction"),
  metric: asset(0, "N", "metric-aggregation"),
  utility: asset(0, "N", "utilities"),
  script: script(0, "N", {}, {}),
  router: router(0, "N", []),
  decision: decision(0, "N", []),
  teleport: { number: 0, label: "N", type: "TELEPORT" }
}

describe("an SVG", () => {
  it("is well-formed and self-contained, whatever is in the document", () => {
    fc.assert(
      fc.property(documents(0.4), fc.constantFrom("light", "dark", "auto"), (pipeline, theme) => {
        const svg = toSvg(pipeline, { theme, problems: validate(pipeline) })
        expect(unbalanced(svg)).toEqual([])
        expect(svg).not.toMatch(
          /<script|<foreignObject|<image|<use|url\(|@import|\son[a-z]+=| (?:xlink:)?href=| style=/
        )
        expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/(?:src|xmlns)[^>]*http/)
      }),
      { numRuns: runs(20), endOnFailure: true }
    )
  })

  it("escapes what people write, and leaves out what XML cannot hold", () => {
    const svg = light(document("<b>\u0007", [input(0, `</text><script>"x" & \ud800'y'`)]))
    expect(svg).toContain("&lt;b&gt;: 1 node, 0 links")
    expect(svg).toContain("&lt;/text&gt;&lt;script&gt;")
    expect(["\u0007", "\ud800"].filter((character) => svg.includes(character))).toEqual([])
    expect(unbalanced(svg)).toEqual([])
  })

  it("has a size, a role and a title", () => {
    const svg = light(triage)
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-24 -24 \d+ \d+" width="\d+" height="\d+" role="graphics-document"/
    )
    expect(svg).toContain("<title>Review triage: 5 nodes, 5 links</title>")
  })

  it("needs no style sheet in a fixed theme, and one for the dark when it follows the reader", () => {
    expect(light(triage)).not.toContain("<style")
    expect(toSvg(triage, { theme: "dark" })).not.toContain("<style")
    const auto = toSvg(triage)
    expect(auto).toMatch(
      /<style>@media \(prefers-color-scheme:dark\)\{(\.axp\d+\{(fill|stroke):#[0-9a-f]{6}\})+\}<\/style>/
    )
    // Apart from that it is the light one.
    expect(auto.replace(/<style>.*?<\/style>/, "").replaceAll(/ class="[^"]*"/g, "")).toBe(light(triage))
  })

  it("says all of a node in its title, also what is cut on its box", () => {
    const long = "A label that is far too long for the box that it is written on"
    const node = asset(0, long, "translation", { sourcelanguage: "en", targetlanguage: "fr" })
    const svg = light(document("x", [node]))
    expect(texts(svg).filter((text) => text.endsWith("…"))).toEqual([expect.stringMatching(/^A label that is/)])
    expect(svg).toContain(
      `<title>${long} · node 0 · ASSET\nTranslation\nsourcelanguage en · targetlanguage fr\nin: text (text) is missing\nout: data (text)</title>`
    )
  })

  it("writes an asset's label and its function", () => {
    expect(texts(light(transcript))).toEqual(
      expect.arrayContaining(["Who speaks when", "Speaker Diarization Audio", "SEGMENTOR"])
    )
    const named = asset(0, "Hear", "speech-recognition", { language: "en" }, { model: { name: "Whisper large" } })
    expect(texts(light(document("x", [named])))).toContain("Speech Recognition · Whisper large")
  })

  it("keeps the positions of a document unless a fresh picture is asked for", () => {
    const placed = document("x", [input(0, "In", ["text"], { position: { x: 500, y: 700 } })])
    expect(light(placed)).toContain('viewBox="476 676')
    expect(light(placed, { fresh: true })).toContain('viewBox="-24 -24')
  })
})

describe("without colour one still sees", () => {
  it.each(Object.entries(kinds))("the kind of a node: %s", (kind, node) => {
    const svg = light(document("x", [node]))
    expect(texts(svg)[0]).toMatch(new RegExp(`^${kind.toUpperCase()}`))
  })

  it("the kind by its shape and sign: none is drawn as another", () => {
    const shapes = Object.values(kinds).map((node) => {
      const group = light(document("x", [{ ...node, dataType: [], inputValues: [], outputValues: [] }]))
        .split("<g ")
        .at(-1)!
      return Array.from(withoutColour(group).matchAll(/<path[^>]*>/g), ([path]) =>
        path.replaceAll(/[\d.]+/g, "0")
      ).join("\n")
    })
    expect(new Set(shapes).size).toBe(Object.keys(kinds).length)
    expect(new Set(Object.values(kindSigns)).size).toBe(Object.keys(kindSigns).length)
    const box = { x: 0, y: 0, width: 200, height: 90 }
    expect(
      new Set(
        (["input", "output", "asset", "script", "router", "decision", "utility"] as const).map((form) =>
          outline({ ...box, form })
        )
      ).size
    ).toBe(7)
  })

  it("the data type: by its sign on ports and its line", () => {
    const numbers = new Set(["integer", "float", "number"])
    const signs = Object.entries(dataTypeMarks).filter(([type]) => !numbers.has(type))
    expect(new Set([...signs.map(([, { sign }]) => sign), dataTypeMarks.number.sign, anyTypeMark.sign]).size).toBe(
      signs.length + 2
    )
    const svg = withoutColour(light(textOrAudio))
    expect(texts(svg)).toEqual(expect.arrayContaining(["T", "♪", anyTypeMark.sign]))
    expect(svg).toMatch(/<path d="[^"]*" stroke-dasharray="7 4" [^>]*><title>audio from node 1 to node 2</)
    expect(svg).toMatch(/<path d="[^"]*" stroke="#"><title>text from node 1 to node 3</)
  })

  it("the state of a run: by sign, word and border", () => {
    const looks = Object.keys(stateMarks).map((status) =>
      withoutColour(
        drawn(light(triage, { states: { 1: { status: status as keyof typeof stateMarks } } }), "Judge the mood")
      )
    )
    expect(new Set(looks).size).toBe(looks.length)
    const borders = Object.values(stateMarks).map(({ dash, opacity, width }) => `${dash} ${width} ${opacity}`)
    // Skipped and cancelled are both "not done"; sign and word tell them apart.
    expect(new Set(borders).size).toBe(borders.length - 1)
  })
})

describe("states of a run", () => {
  const state = (status: NodeState["status"], done = 0, total = 0, failed = 0): NodeState => ({
    node: 2,
    label: "Transcribe",
    type: "ASSET",
    status,
    segments: { done, failed, total }
  })
  const painted = (of: NodeState): string => drawn(light(transcript, { states: { 2: of } }), "Transcribe")

  it("show how far a node has come, and what failed on the way", () => {
    const group = painted(state("IN_PROGRESS", 41, 60, 1))
    expect(texts(group)).toContain("◐ running 41/60 ✕1")
    const [track, bar] = Array.from(group.matchAll(/<rect[^>]* width="([\d.]+)"/g), ([, width]) => Number(width))
    expect(bar! / track!).toBeCloseTo(41 / 60, 2)
  })

  it("say nothing but a sign when all is well", () => {
    expect(texts(painted(state("SUCCESS", 60, 60)))).toContain("✓")
  })

  it("tell a node that is done with failures from one that is done, and from one that failed", () => {
    const partial = painted(state("SUCCESS", 60, 60, 2))
    expect(texts(partial)).toContain("! 2/60 failed")
    expect(partial).toContain("done with failures</title>")
    const looks = [state("SUCCESS", 60, 60), state("SUCCESS", 60, 60, 2), state("FAILED", 60, 60, 60)].map(markOfState)
    for (const part of ["sign", "word", "width"] as const)
      expect(new Set(looks.map((mark) => mark[part])).size).toBe(looks.length)
  })

  it("show a status that this version does not know as such", () => {
    expect(markOfState(state("WAITING_FOR_GPU" as NodeState["status"]))).toMatchObject({
      sign: "?",
      word: "waiting for gpu"
    })
  })

  it("give the reason of a failure in the title", () => {
    const group = painted({ ...state("FAILED", 1, 1, 1), error: "Supplier 429 after 3 tries" })
    expect(group).toContain("failed: Supplier 429 after 3 tries</title>")
    expect(texts(group)).toContain("✕ failed")
  })

  it("replace the kind's word where both do not fit", () => {
    const svg = light(transcript, { states: { 4: { status: "PENDING" } } })
    const [first, second] = texts(drawn(svg, "Transcript"))
    expect([first, second]).toEqual(["OUTPUT", "○ queued"])
  })
})

describe("problems", () => {
  const broken = document(
    "x",
    [input(0, "In"), asset(1, "Mood", "sentiment-analysis"), { number: 2, type: "NOPE" }],
    [link(0, "input", 1, "text")]
  )
  const problems = validate(broken)

  it("are counted at their node, with the sign of the worst", () => {
    const svg = light(broken, { problems })
    const count = (node: number): number => problems.filter((problem) => problem.node === node).length
    expect(texts(drawn(svg, "Mood"))).toContain(`${problemMarks.warning.sign} ${count(1)}`)
    expect(texts(drawn(svg, "NOPE\\(ID=2\\)".replaceAll("\\", "")))).toContain(`${problemMarks.error.sign} ${count(2)}`)
    expect(texts(drawn(svg, "In"))).not.toContain(`${problemMarks.warning.sign} 1`)
  })

  it("stand in the title as sentences", () => {
    expect(drawn(light(broken, { problems }), "Mood")).toContain("warning: “Mood” (node 1) needs “language”")
  })
})

describe("colours", () => {
  it("stand out from their ground in both themes, for text and for lines", () => {
    const inks: ColourPair[] = [
      ground.ink,
      ground.muted,
      anyTypeMark.colour,
      ...Object.values(dataTypeMarks).map(({ colour }) => colour),
      ...Object.values(stateMarks).map(({ colour }) => colour),
      markOfState({ status: "SUCCESS", segments: { done: 2, failed: 1, total: 2 } }).colour,
      ...Object.values(problemMarks).map(({ colour }) => colour)
    ]
    for (const theme of [0, 1] as const)
      for (const under of [ground.node, ground.paper])
        for (const ink of inks) expect(contrast(ink[theme], under[theme])).toBeGreaterThanOrEqual(4.5)
  })
})

describe("Mermaid text", () => {
  it("has a shape and a word for each kind, and the type or the condition on each link", () => {
    expect(toMermaid(triage)).toBe(`flowchart LR
  n0(["Review<br/>INPUT · text"])
  n1("Judge the mood<br/>Sentiment Analysis<br/>ASSET")
  n2{"How angry?<br/>DECISION"}
  n3(["Angry<br/>OUTPUT · text"])
  n4(["Others<br/>OUTPUT · text"])
  n0 -- "text" --> n1
  n0 -- "text" --> n2
  n1 -- "label" --> n2
  n2 -- "= NEGATIVE" --> n3
  n2 -- "≠ NEGATIVE" --> n4
`)
    expect(toMermaid(textOrAudio)).toContain('n1 -- "audio" --> n2')
  })

  it("escapes what Mermaid would read", () => {
    const text = toMermaid(document("x", [input(0, `a "b" [c] {d} <e> #f; \`g\`\n|h|`)]))
    expect(text).toBe(
      'flowchart LR\n  n0(["a #34;b#34; #91;c#93; #123;d#125; #60;e#62; #35;f#59; #96;g#96; #124;h#124;<br/>INPUT · text"])\n'
    )
  })

  it("is the same whatever the order of nodes and links", () => {
    expect(toMermaid({ ...newsroom, nodes: newsroom.nodes.toReversed(), links: newsroom.links.toReversed() })).toBe(
      toMermaid(newsroom)
    )
  })

  it("has one line for each node and each linked pair of any document", () => {
    fc.assert(
      fc.property(documents(0.3), (pipeline) => {
        const numbers = new Set(pipeline.nodes.map(({ number }) => number))
        const pairs = new Set(
          pipeline.links
            .filter(({ from, to }) => numbers.has(from) && numbers.has(to))
            .map(({ from, to }) => `${from} ${to}`)
        )
        expect(toMermaid(pipeline).trimEnd().split("\n")).toHaveLength(1 + numbers.size + pairs.size)
      }),
      { numRuns: runs(20), endOnFailure: true }
    )
  })
})

/** Tags that are not closed where they should be. */
function unbalanced(svg: string): readonly string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, closing, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?: [a-zA-Z-]+="[^"<]*")*(\/?)>/g))
    if (closing === "/") {
      if (open.pop() !== name) wrong.push(name!)
    } else if (self !== "/") open.push(name!)
  const tags = svg.match(/<[/a-zA-Z]/g)?.length
  const read = svg.match(/<(\/?)([a-zA-Z]+)(?: [a-zA-Z-]+="[^"<]*")*(\/?)>/g)?.length
  return [...wrong, ...open, ...(tags === read ? [] : ["a malformed tag"])]
}

/** Contrast after WCAG 2: from 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}
