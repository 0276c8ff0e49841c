import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { layout, linkPath } from "@aixplain-ts/designer/layout"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import {
  asset,
  document,
  input,
  link,
  newsroom,
  output,
  speakers,
  textOrAudio,
  transcript,
  translation,
  triage
} from "./documents.ts"
import { backward, crossings, graphs, overlaps, underNodes } from "./pictures.ts"
import { runs } from "./runs.ts"

const at = (x: number, y: number): Partial<PipelineNode> => ({ position: { x, y } })
const samples = { translation, triage, textOrAudio, transcript, speakers, newsroom }

describe("a fresh picture", () => {
  it("never has nodes on each other, links that go back, or links under nodes", () => {
    fc.assert(
      fc.property(graphs(40), (pipeline) => {
        const picture = layout(pipeline)
        expect(overlaps(picture)).toEqual([])
        expect(backward(picture)).toEqual([])
        expect(underNodes(picture)).toEqual([])
      }),
      { numRuns: runs(60) }
    )
  })

  it("is the same for the same document, whatever the order of its nodes and links", () => {
    const shuffled = graphs(25).chain((pipeline) =>
      fc.record({
        pipeline: fc.constant(pipeline),
        nodes: fc.shuffledSubarray(pipeline.nodes, { minLength: pipeline.nodes.length }),
        links: fc.shuffledSubarray(pipeline.links, { minLength: pipeline.links.length })
      })
    )
    fc.assert(
      fc.property(shuffled, ({ links, nodes, pipeline }) => {
        const picture = layout(pipeline)
        expect(layout(structuredClone(pipeline))).toEqual(picture)
        expect(layout({ ...pipeline, nodes, links })).toEqual(picture)
      }),
      { numRuns: runs(40) }
    )
  })

  it("shows every node and every connection of any document, with links that end at ports", () => {
    fc.assert(
      fc.property(documents(0.2), (pipeline) => {
        const picture = layout(pipeline, { fresh: true })
        const numbers = new Set(pipeline.nodes.map(({ number }) => number))
        expect(picture.nodes.map(({ number }) => number)).toEqual([...numbers].toSorted((a, b) => a - b))
        expect(overlaps(picture)).toEqual([])
        const byNumber = new Map(picture.nodes.map((node) => [node.number, node]))
        for (const { from, fromPort, points, to, toPort } of picture.links) {
          const start = byNumber.get(from)!.outputs.find(({ key }) => key === fromPort)!
          const end = byNumber.get(to)!.inputs.find(({ key }) => key === toPort)!
          expect(points[0]).toEqual({ x: start.x, y: start.y })
          expect(points.at(-1)).toEqual({ x: end.x, y: end.y })
          expect(start.linked && end.linked).toBe(true)
        }
        const connected = pipeline.links
          .filter(({ from, to }) => numbers.has(from) && numbers.has(to))
          .flatMap(({ from, paramMapping, to }) => paramMapping.map((mapping) => `${from} ${to} ${mapping.to}`))
        expect(new Set(picture.links.map(({ from, to, toPort }) => `${from} ${to} ${toPort}`))).toEqual(
          new Set(connected)
        )
      }),
      { numRuns: runs(20), endOnFailure: true }
    )
  })

  it("has no crossing where none is needed", () => {
    const counts = Object.entries(samples).map(([name, pipeline]) => [name, crossings(layout(pipeline))])
    // Two parameters of the script want their links the other way round than they come.
    expect(Object.fromEntries(counts)).toEqual({
      translation: 0,
      triage: 0,
      textOrAudio: 0,
      transcript: 0,
      speakers: 1,
      newsroom: 0
    })
  })

  it("runs a chain dead level", () => {
    const { links, nodes } = layout(translation)
    for (const { points } of links) expect(points[0]!.y).toBe(points[1]!.y)
    expect(nodes.map(({ number }) => number)).toEqual([0, 1, 2])
  })

  it("leads a long link around what stands in between", () => {
    const { links, nodes } = layout(triage)
    const long = links.find(({ from, to }) => from === 0 && to === 2)!
    const between = nodes.find(({ number }) => number === 1)!
    const across = long.points.filter(({ x }) => x === between.x || x === between.x + between.width)
    expect(across).toHaveLength(2)
    expect(across[0]!.y).toBe(across[1]!.y)
    expect(across[0]!.y).toBeGreaterThan(between.y + between.height)
  })

  it("gives each route of a decision its own port", () => {
    const decision = layout(triage).nodes.find(({ number }) => number === 2)!
    expect(decision.outputs.map(({ key, text }) => [key, text])).toEqual([
      ["route 0", "= NEGATIVE"],
      ["route 1", "≠ NEGATIVE"]
    ])
  })

  it("shows required parameters that nothing gives a value", () => {
    const { nodes } = layout(document("x", [asset(0, "Translate", "translation", { sourcelanguage: "en" })]))
    expect(nodes[0]!.inputs.filter(({ missing }) => missing).map(({ code }) => code)).toEqual([
      "text",
      "targetlanguage"
    ])
  })

  it("draws circles too", () => {
    const circle = document(
      "circle",
      [asset(0, "A", "search"), asset(1, "B", "search"), asset(2, "C", "search")],
      [link(0, "data", 1, "text"), link(1, "data", 2, "text"), link(2, "data", 0, "text"), link(1, "data", 1, "text")]
    )
    const picture = layout(circle)
    expect(overlaps(picture)).toEqual([])
    expect(picture.links).toHaveLength(4)
    expect(backward(picture)).toEqual(["1 to 1", "2 to 0"])
  })

  it("sets separate pipelines and single nodes below each other", () => {
    const two = document(
      "two",
      [
        ...translation.nodes,
        ...translation.nodes.map((node) => ({ ...node, number: node.number + 3 })),
        input(6, "Alone"),
        input(7, "Alone too")
      ],
      [...translation.links, link(3, "input", 4, "text"), link(4, "data", 5, "output")]
    )
    const picture = layout(two)
    expect(overlaps(picture)).toEqual([])
    const bottom = (numbers: readonly number[]): number =>
      Math.max(...picture.nodes.filter(({ number }) => numbers.includes(number)).map(({ height, y }) => y + height))
    const top = (numbers: readonly number[]): number =>
      Math.min(...picture.nodes.filter(({ number }) => numbers.includes(number)).map(({ y }) => y))
    expect(top([3, 4, 5])).toBeGreaterThan(bottom([0, 1, 2]))
    expect(top([6, 7])).toBeGreaterThan(bottom([3, 4, 5]))
  })

  it("is nothing for a document without nodes", () => {
    expect(layout({ nodes: [], links: [] })).toEqual({ x: 0, y: 0, width: 0, height: 0, nodes: [], links: [] })
  })

  it("encloses all of its nodes", () => {
    for (const pipeline of Object.values(samples)) {
      const { height, nodes, width, x, y } = layout(pipeline)
      expect(Math.min(...nodes.map((node) => node.x))).toBe(x)
      expect(Math.min(...nodes.map((node) => node.y))).toBe(y)
      expect(Math.max(...nodes.map((node) => node.x + node.width))).toBe(x + width)
      expect(Math.max(...nodes.map((node) => node.y + node.height))).toBe(y + height)
    }
  })
})

describe("positions that a document has", () => {
  const placed = document(
    "placed",
    [
      input(0, "In", ["text"], at(-880, -228)),
      asset(1, "Find", "search", {}, at(-624, -248)),
      output(2, "Out", ["text"], at(-304, -236))
    ],
    [link(0, "input", 1, "text"), link(1, "data", 2, "output")]
  )
  const placeOf = (pipeline: PipelineDocument, number: number, fresh = false): readonly number[] => {
    const { x, y } = layout(pipeline, { fresh }).nodes.find((node) => node.number === number)!
    return [x, y]
  }

  it("are kept, unless a fresh picture is asked for", () => {
    expect([0, 1, 2].map((number) => placeOf(placed, number))).toEqual([
      [-880, -228],
      [-624, -248],
      [-304, -236]
    ])
    expect(placeOf(placed, 0, true)).not.toEqual([-880, -228])
    expect(layout(placed, { fresh: true }).x).toBe(0)
  })

  it("are kept for every node that has one, and the others go where nothing is", () => {
    const positions = fc.array(
      fc.option(fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) })),
      { minLength: 20, maxLength: 20 }
    )
    fc.assert(
      fc.property(graphs(20), positions, (pipeline, places) => {
        const nodes = pipeline.nodes.map((node, index) => {
          const position = places[index]
          return position === null || position === undefined ? node : { ...node, position }
        })
        const picture = layout({ ...pipeline, nodes })
        const free = new Set(nodes.filter(({ position }) => position === undefined).map(({ number }) => number))
        const placed = nodes.filter(({ position }) => position !== undefined)
        const kept = picture.nodes.filter(({ number }) => !free.has(number))
        expect(kept.map(({ x, y }) => ({ x, y }))).toEqual(placed.map(({ position }) => position))
        expect(
          overlaps(picture).filter((pair) => pair.split(" and ").some((number) => free.has(Number(number))))
        ).toEqual([])
        expect(layout({ ...pipeline, nodes: nodes.toReversed() })).toEqual(picture)
      }),
      { numRuns: runs(40) }
    )
  })

  it("put a new node right of what feeds it", () => {
    const more = {
      ...placed,
      nodes: [...placed.nodes, output(3, "Also")],
      links: [...placed.links, link(1, "data", 3, "output")]
    }
    const [x, y] = placeOf(more, 3)
    expect(x).toBeGreaterThan(-624 + 136)
    expect(Math.abs(y! - -248)).toBeLessThan(250)
  })

  it("count only when they are numbers", () => {
    const broken = {
      ...translation,
      nodes: translation.nodes.map((node) => ({ ...node, position: { x: "1", y: null } as never }))
    }
    expect(layout(broken)).toEqual(layout(translation))
  })
})

describe("the path of a link", () => {
  it("is a straight line between level ports and a curve otherwise", () => {
    expect(
      linkPath([
        { x: 0, y: 5 },
        { x: 100, y: 5 }
      ])
    ).toBe("M0 5H100")
    expect(
      linkPath([
        { x: 0, y: 0 },
        { x: 100, y: 40 }
      ])
    ).toBe("M0 0C50 0 50 40 100 40")
  })

  it("leaves to the right and arrives from the left also when it goes back: between its ends, or above them", () => {
    const [a, b] = [
      { x: 300, y: 0 },
      { x: 0, y: 200 }
    ]
    expect(linkPath([a, b])).toBe("M300 0C348 0 348 100 150 100C-48 100 -48 200 0 200")
    expect(linkPath([a, { x: 0, y: 0 }])).toBe("M300 0C348 0 348 -96 150 -96C-48 -96 -48 0 0 0")
  })
})
