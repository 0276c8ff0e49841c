import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { type Change, canonical, diff } from "@aixplain-ts/designer"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import { asset, input, link, newsroom, ofType, output, textOrAudio, translation, triage, when } from "./documents.ts"
import { runs } from "./runs.ts"

const texts = (before: PipelineDocument, after: PipelineDocument): readonly string[] =>
  diff(before, after).map(({ text }) => text)

/** The document with one of its nodes changed. */
const changing = (
  pipeline: PipelineDocument,
  number: number,
  change: (node: PipelineNode) => PipelineNode
): PipelineDocument => ({
  ...pipeline,
  nodes: pipeline.nodes.map((node) => (node.number === number ? change(node) : node))
})

describe("one change each, and a line for it", () => {
  it.each<[string, PipelineDocument, PipelineDocument, Partial<Change>, string]>([
    [
      "a name",
      translation,
      { ...translation, name: "Translate" },
      { type: "name_changed", before: "Translate to Portuguese", after: "Translate" },
      "The name: “Translate to Portuguese” → “Translate”"
    ],
    [
      "another key of the document",
      { ...translation, owner: "a" },
      { ...translation, owner: ["b"] },
      { type: "document_changed", key: "owner", before: "a", after: ["b"] },
      'The document\'s owner: “a” → ["b"]'
    ],
    [
      "a new node",
      translation,
      { ...translation, nodes: [...translation.nodes, input(3, "More")] },
      { type: "node_added", node: 3 },
      "Node 3 “More” (INPUT): added"
    ],
    [
      "a node that is gone",
      translation,
      { ...translation, nodes: translation.nodes.slice(0, 2) },
      { type: "node_removed", node: 2 },
      "Node 2 “Portuguese text” (OUTPUT): removed"
    ],
    [
      "a new label",
      translation,
      changing(translation, 1, (node) => ({ ...node, label: "To Portuguese" })),
      { type: "node_changed", node: 1, key: "label", before: "Translate", after: "To Portuguese" },
      "Node 1: “Translate” is now called “To Portuguese”"
    ],
    [
      "another model",
      translation,
      changing(translation, 1, (node) => ({ ...node, assetId: "other" })),
      { type: "node_changed", node: 1, key: "assetId" },
      "Node 1 “Translate”: assetId “60ddef828d38c51c5885d491” → “other”"
    ],
    [
      "a key that we do not know",
      translation,
      changing(translation, 1, (node) => ({ ...node, retries: { most: 3 } })),
      { type: "node_changed", node: 1, key: "retries", before: undefined, after: { most: 3 } },
      'Node 1 “Translate”: retries nothing → {"most":3}'
    ],
    [
      "a preset",
      translation,
      changing(translation, 1, ({ inputValues, ...node }) => ({
        ...node,
        inputValues: [...inputValues!.slice(0, 2), { code: "targetlanguage", dataType: "label", value: "es" }]
      })),
      { type: "parameter_changed", node: 1, list: "inputValues", parameter: "targetlanguage" },
      "Node 1 “Translate”: input “targetlanguage” “pt” → “es”"
    ],
    [
      "a parameter more",
      translation,
      changing(translation, 1, (node) => ({
        ...node,
        inputValues: [...node.inputValues!, { code: "dialect_out", value: "Brazil" }]
      })),
      { type: "parameter_added", node: 1, parameter: "dialect_out" },
      "Node 1 “Translate”: input “dialect_out” added, “Brazil”"
    ],
    [
      "a parameter less",
      translation,
      changing(translation, 1, (node) => ({ ...node, outputValues: [] })),
      { type: "parameter_removed", node: 1, list: "outputValues", parameter: "data" },
      "Node 1 “Translate”: output “data” removed, was without a value"
    ],
    [
      "the type of a parameter",
      translation,
      changing(translation, 1, (node) => ({ ...node, outputValues: [{ code: "data", dataType: "label" }] })),
      { type: "parameter_changed", node: 1, list: "outputValues", parameter: "data" },
      "Node 1 “Translate”: output “data” dataType “text” → “label”"
    ],
    [
      "a route's value",
      triage,
      changing(triage, 2, (node) => ({ ...node, routes: [when("contain", "NEG", 3), node.routes![1]!] })),
      { type: "route_changed", node: 2, route: 0 },
      "Node 2 “How angry?”: route 1 = NEGATIVE to node 3 → contains NEG to node 3"
    ],
    [
      "a route more",
      textOrAudio,
      changing(textOrAudio, 1, (node) => ({ ...node, routes: [...node.routes!, ofType("image", 3)] })),
      { type: "route_added", node: 1, route: 2 },
      "Node 1 “By type”: route 3 added, image to node 3"
    ],
    [
      "a route less",
      triage,
      changing(triage, 2, (node) => ({ ...node, routes: node.routes!.slice(0, 1) })),
      { type: "route_removed", node: 2, route: 1 },
      "Node 2 “How angry?”: route 2 removed, ≠ NEGATIVE to node 4"
    ],
    [
      "a connection more, in a link that is there",
      translation,
      {
        ...translation,
        links: [
          {
            ...translation.links[0]!,
            paramMapping: [...translation.links[0]!.paramMapping, { from: "input", to: "context" }]
          },
          translation.links[1]!
        ]
      },
      { type: "connection_added", from: { node: 0, parameter: "input" }, to: { node: 1, parameter: "context" } },
      "Connection input of node 0 → context of node 1: added"
    ],
    [
      "a connection less",
      translation,
      { ...translation, links: translation.links.slice(1) },
      { type: "connection_removed", from: { node: 0, parameter: "input" }, to: { node: 1, parameter: "text" } },
      "Connection input of node 0 → text of node 1: removed"
    ],
    [
      "what a connection says besides",
      translation,
      {
        ...translation,
        links: [
          { ...translation.links[0]!, paramMapping: [{ from: "input", to: "text", weight: 2 }] },
          translation.links[1]!
        ]
      },
      { type: "connection_changed", key: "weight", before: undefined, after: 2 },
      "Connection input of node 0 → text of node 1: weight nothing → 2"
    ],
    [
      "what a link says besides",
      translation,
      { ...translation, links: [{ ...translation.links[0]!, note: "x" }, translation.links[1]!] },
      { type: "link_changed", from: 0, to: 1, key: "note", before: undefined, after: "x" },
      "Link from node 0 to node 1: note nothing → “x”"
    ],
    [
      "a link that connects nothing",
      translation,
      { ...translation, links: [...translation.links, { from: 0, to: 2, paramMapping: [] }] },
      { type: "link_added", from: 0, to: 2 },
      "Link from node 0 to node 2: added"
    ]
  ])("%s", (_, before, after, change, text) => {
    expect(diff(before, after)).toMatchObject([change])
    expect(texts(before, after)).toEqual([text])
    // The way back is one change too, of the same thing.
    expect(diff(after, before)).toHaveLength(1)
  })
})

describe("no change", () => {
  it.each<[string, PipelineDocument, PipelineDocument]>([
    [
      "the order of nodes and links",
      newsroom,
      { ...newsroom, nodes: newsroom.nodes.toReversed(), links: newsroom.links.toReversed() }
    ],
    [
      "the order of parameters and keys",
      translation,
      changing(translation, 1, (node) => {
        const turned = Object.fromEntries(Object.entries(node).toReversed()) as PipelineNode
        return { ...turned, inputValues: node.inputValues!.toReversed() }
      })
    ],
    ["spelling", translation, changing(translation, 1, (node) => ({ ...node, type: "asset", functionType: "AI" }))],
    [
      "null values of linked inputs",
      translation,
      changing(translation, 1, (node) => ({
        ...node,
        inputValues: [{ ...node.inputValues![0]!, value: null }, ...node.inputValues!.slice(1)]
      }))
    ],
    [
      "what the server keeps beside the document",
      translation,
      { ...translation, id: "1", subscription: {}, createdAt: "now", updatedAt: "now", problems: [], status: "draft" }
    ],
    [
      "what servers and editors fill in",
      translation,
      changing(translation, 1, (node) => ({
        ...node,
        status: "Exists",
        model: {},
        customInputs: [{ code: "x" }],
        autoSelectOptions: [],
        position: { x: 1, y: 2 }
      }))
    ],
    [
      "what an asset says by leaving it out, written out",
      changing(translation, 1, ({ functionType: _kind, ...node }) => ({ ...node, assetId: undefined as never })),
      changing(translation, 1, (node) => ({ ...node, assetId: "", functionType: "ai" }))
    ],
    [
      "the type of an input, as a word, as a list, or at its port alone",
      changing(translation, 0, (node) => ({ ...node, dataType: "text" })),
      changing(translation, 0, ({ dataType: _type, ...node }) => ({
        ...node,
        outputValues: [{ code: "input", dataType: "text" }]
      }))
    ],
    [
      "one link split in two",
      translation,
      { ...translation, links: [...translation.links, { ...translation.links[0]!, paramMapping: [] }] }
    ],
    [
      "the source of a decision's value, said or not",
      triage,
      {
        ...triage,
        links: triage.links.map((one) => ({
          ...one,
          paramMapping: one.paramMapping.map((mapping) => ({ ...mapping, dataSourceId: 0 }))
        }))
      }
    ],
    ["a name that one of them does not have", translation, { nodes: translation.nodes, links: translation.links }]
  ])("%s", (_, before, after) => {
    expect(texts(before, after)).toEqual([])
    expect(texts(after, before)).toEqual([])
  })

  it("default labels count as labels", () => {
    const bare: PipelineDocument = {
      nodes: [
        { number: 0, type: "INPUT" },
        { number: 1, type: "ASSET", functionType: "METRIC" }
      ],
      links: []
    }
    const named = {
      ...bare,
      nodes: [
        { ...bare.nodes[0]!, label: "INPUT(ID=0)" },
        { ...bare.nodes[1]!, label: "METRIC(1)" }
      ]
    }
    expect(texts(bare, named)).toEqual([])
  })
})

it("but what both have is a change: a moved node, another status", () => {
  const at = (x: number): PipelineDocument => changing(translation, 1, (node) => ({ ...node, position: { x, y: 0 } }))
  expect(texts(at(0), at(5))).toEqual(["Node 1 “Translate”: moved"])
  expect(texts({ ...translation, status: "draft" }, { ...translation, status: "onboarded" })).toEqual([
    "The document's status: “draft” → “onboarded”"
  ])
})

it("keeps a rename apart from a rewiring", () => {
  const renamed = changing(newsroom, 7, (node) => ({ ...node, label: "Tidy up" }))
  expect(diff(newsroom, renamed)).toMatchObject([{ type: "node_changed", key: "label" }])
})

it("names every change of a larger edit once", () => {
  const after: PipelineDocument = {
    ...triage,
    name: "Triage",
    nodes: [
      ...triage.nodes.filter(({ number }) => number !== 4),
      output(5, "Rest"),
      asset(6, "Sum up", "summarization", { language: "en" })
    ],
    links: [...triage.links.filter(({ to }) => to !== 4), link(2, "data", 6, "text"), link(6, "data", 5, "output")]
  }
  expect(texts(triage, after)).toEqual([
    "The name: “Review triage” → “Triage”",
    "Node 4 “Others” (OUTPUT): removed",
    "Node 5 “Rest” (OUTPUT): added",
    "Node 6 “Sum up” (ASSET summarization): added",
    "Connection data of node 2 → output of node 4: removed",
    "Connection data of node 2 → text of node 6: added",
    "Connection data of node 6 → output of node 5: added"
  ])
})

describe("for any document", () => {
  it("says nothing when nothing changed", () => {
    fc.assert(
      fc.property(documents(0.4), (pipeline) => {
        expect(diff(pipeline, pipeline)).toEqual([])
        expect(diff(pipeline, structuredClone(pipeline))).toEqual([])
        expect(diff(pipeline, canonical(pipeline))).toEqual([])
      }),
      { numRuns: runs(20), endOnFailure: true }
    )
  })

  it("finds what was planted, and only there", () => {
    type Plant = (pipeline: PipelineDocument, node: PipelineNode) => [PipelineDocument, Partial<Change>]
    const plants: readonly Plant[] = [
      (pipeline, node) => [
        changing(pipeline, node.number, () => ({ ...node, planted: { here: true } })),
        { type: "node_changed", node: node.number, key: "planted", after: { here: true } }
      ],
      (pipeline, node) => [
        changing(pipeline, node.number, () => ({
          ...node,
          inputValues: [...(node.inputValues ?? []), { code: "planted", value: 1 }]
        })),
        { type: "parameter_added", node: node.number, parameter: "planted" }
      ],
      (pipeline, node) => [
        changing(pipeline, node.number, () => ({
          ...node,
          routes: [...(node.routes ?? []), when("equal", "planted")]
        })),
        { type: "route_added", node: node.number, route: node.routes?.length ?? 0 }
      ],
      (pipeline, node) => [
        { ...pipeline, nodes: pipeline.nodes.filter((other) => other !== node) },
        { type: "node_removed", node: node.number }
      ],
      (pipeline, node) => [
        { ...pipeline, links: [...pipeline.links, link(node.number, "planted", node.number, "planted")] },
        { type: "connection_added", from: { node: node.number, parameter: "planted" } }
      ]
    ]
    fc.assert(
      fc.property(documents(0.1), fc.constantFrom(...plants), fc.nat(), (pipeline, plant, chosen) => {
        const node = pipeline.nodes[chosen % pipeline.nodes.length]!
        fc.pre(pipeline.nodes.every((other) => other === node || other.number !== node.number))
        const [after, change] = plant(pipeline, node)
        expect(diff(pipeline, after)).toMatchObject([change])
        expect(diff(after, pipeline)).toHaveLength(1)
      }),
      { numRuns: runs(40), endOnFailure: true }
    )
  })

  it("finds every connection that was cut", () => {
    fc.assert(
      fc.property(documents(0.1), fc.nat(), (pipeline, chosen) => {
        const { number } = pipeline.nodes[chosen % pipeline.nodes.length]!
        const cut = pipeline.links.filter(({ from, to }) => from === number || to === number)
        const after = { ...pipeline, links: pipeline.links.filter((one) => !cut.includes(one)) }
        const connections = cut.flatMap((one) =>
          one.paramMapping.map(({ from, to }) => `${one.from} ${from} ${one.to} ${to}`)
        )
        const removed = diff(pipeline, after).filter(({ type }) => type === "connection_removed")
        expect(removed).toHaveLength(new Set(connections).size)
      }),
      { numRuns: runs(20), endOnFailure: true }
    )
  })

  it("writes each change in one line", () => {
    fc.assert(
      fc.property(documents(0.3), documents(0.3), (before, after) => {
        const lines = diff(before, after).map(({ text }) => text)
        expect(lines.filter((text) => text.includes("\n") || text.length <= 5)).toEqual([])
      }),
      { numRuns: runs(10), endOnFailure: true }
    )
  })
})

it("compares links whose ends cannot be made into numbers or strings", () => {
  const odd = { toString: null, valueOf: null } as unknown
  const ends = (to: unknown): PipelineDocument =>
    ({ nodes: [], links: [1, 2].map((from) => ({ from, to, paramMapping: [{ from: odd, to: odd }] })) }) as never
  expect(diff(ends(odd), ends(odd))).toEqual([])
  expect(diff(ends(odd), ends(5)).map(({ type }) => type)).toContain("connection_added")
})
