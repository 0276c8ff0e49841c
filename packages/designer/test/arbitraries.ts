/**
 * Random pipeline documents: well-formed ones in the handwriting of our builder, the vendor's designer and the vendor's
 * editor, and the same with everything odd that documents in the wild have.
 */
import type { NodeParameter, PipelineDocument, PipelineLink, PipelineNode, Route } from "@aixplain-ts/api-types"
import { type CatalogueFunction, catalogue, type DataType, dataTypes, fits } from "@aixplain-ts/designer"
import * as fc from "fast-check"

type Draw = <T>(arbitrary: () => fc.Arbitrary<T>) => T

interface Output {
  readonly node: number
  readonly code: string
  readonly types: readonly DataType[]
}

const functions = Object.values(catalogue) as CatalogueFunction[]
const words = [
  "Review",
  "Text",
  "mood",
  "ASSET(ID=3)",
  "Model 1",
  "Größe",
  "日本語",
  'a "quoted" one',
  "n",
  "class",
  "12",
  "3",
  "__proto__",
  "",
  "\u2028 line"
]
const label = (): fc.Arbitrary<string> => fc.constantFrom(...words)
const anyJson = (): fc.Arbitrary<unknown> => fc.jsonValue({ maxDepth: 2, noUnicodeString: false })

/** `oddity` is the share of things that are not as they should be, from 0 to 1. */
export const documents = (oddity: number): fc.Arbitrary<PipelineDocument> =>
  fc
    .gen()
    .map((gen) => new Writer((arbitrary) => gen(arbitrary), oddity).document())
    // As JSON brings it: no -0, no undefined.
    .map((document) => JSON.parse(JSON.stringify(document)) as PipelineDocument)

class Writer {
  readonly #draw: Draw
  readonly #oddity: number
  readonly #handwriting: "builder" | "designer" | "editor"
  readonly #nodes: PipelineNode[] = []
  readonly #links: PipelineLink[] = []
  readonly #outputs: Output[] = []

  constructor(draw: Draw, oddity: number) {
    this.#draw = draw
    this.#oddity = oddity
    this.#handwriting = this.#pick("builder", "designer", "editor")
  }

  document(): PipelineDocument {
    for (let count = this.#integer(1, 3); count > 0; count--) this.#input()
    for (let count = this.#integer(0, 8); count > 0; count--) this.#call()
    for (let count = this.#integer(1, 3); count > 0; count--) this.#output()
    if (this.#odd()) this.#spoilLinks()
    if (this.#chance(0.3)) this.#renumber()
    const nodes = this.#chance(0.2) ? this.#shuffled(this.#nodes) : this.#nodes
    return {
      ...(this.#odd() ? {} : { name: this.#draw(label) }),
      ...(this.#chance(0.2) ? { status: "draft" } : {}),
      nodes: nodes.map((node) => (this.#odd() ? this.#spoil(node) : node)),
      links: this.#chance(0.3) ? this.#shuffled(this.#links) : this.#links,
      ...(this.#odd() ? { extension: this.#draw(anyJson) } : {})
    }
  }

  #input(): void {
    const types = this.#chance(0.1) ? [] : this.#some(dataTypes, 1, 2)
    const number = this.#add({
      type: "INPUT",
      ...(this.#chance(0.3) ? { data: this.#pick<unknown>(null, "default", 5, true) } : {}),
      dataType: types,
      ...this.#lists([], [{ code: "input", ...(types.length === 1 ? { dataType: types[0] as string } : {}) }])
    })
    this.#outputs.push({ node: number, code: "input", types })
  }

  #output(): void {
    const source = this.#source()
    const number = this.#add({
      type: "OUTPUT",
      dataType: [...source.types],
      ...this.#lists(
        [{ code: "output", ...(source.types.length === 1 ? { dataType: source.types[0] as string } : {}) }],
        []
      )
    })
    this.#link(source, number, "output")
    if (this.#chance(0.1)) this.#link(this.#source(), number, "output")
  }

  #call(): void {
    const kind = this.#integer(0, 12)
    if (kind <= 5) this.#function(this.#draw(() => fc.constantFrom(...functions)))
    else if (kind === 6) this.#function(catalogue["text-generation"], "About {{topic}}, for {{the reader}}: {{}} {x}")
    else if (kind === 7) this.#decision()
    else if (kind === 8) this.#router()
    else if (kind === 9)
      this.#open(
        "SCRIPT",
        this.#pick<object>(
          { fileId: "F1", fileMetadata: '{"name":"s","size":1}' },
          { scriptFile: "./s.py" },
          { fileId: "" }
        )
      )
    else if (kind === 10)
      this.#open("ASSET", { function: "utilities", assetId: "u1", assetType: "MODEL", functionType: "utility" })
    else if (kind === 11)
      this.#open("ASSET", { function: "mcp-tool", assetId: "m1", assetType: "MODEL", functionType: "ai" })
    else if (this.#odd()) this.#open("LOOP", { times: 3 })
  }

  #function(fn: CatalogueFunction, prompt?: string): void {
    const values: NodeParameter[] = []
    const sources: [Output, string][] = []
    const inputs = [
      ...Object.values(fn.inputs),
      ...(prompt === undefined
        ? []
        : ["topic", "the reader"].map((code) => ({
            code,
            dataType: "text" as const,
            required: true,
            fixed: false,
            multiple: false
          })))
    ]
    for (const { code, dataType, fixed, multiple, required } of inputs) {
      if (code === "prompt" && prompt !== undefined) values.push(this.#parameter(code, dataType, { value: prompt }))
      else if (!required && this.#chance(0.6)) {
        if (this.#handwriting === "designer") values.push({ code, dataType, value: null })
      } else if (!this.#odd()) {
        const fitting = this.#outputs.filter(
          ({ types }) => fixed || (types.length > 0 && types.every((type) => fits(type, dataType)))
        )
        const linked = fitting.length > 0 && this.#chance(fixed ? 0.2 : 0.8)
        if (linked) {
          sources.push([this.#pick(...fitting), code])
          if (multiple && this.#chance(0.3)) sources.push([this.#pick(...fitting), code])
          if (this.#handwriting !== "editor")
            values.push({ code, dataType, ...(this.#handwriting === "designer" ? { value: null } : {}) })
        } else if (multiple && this.#chance(0.5)) values.push(this.#parameter(code, dataType, { values: ["a", "b"] }))
        else
          values.push(
            this.#parameter(code, dataType, {
              value: dataType === "number" ? this.#pick(0, 0.5) : this.#pick("en", "", "0.5")
            })
          )
      } else if (this.#chance(0.5)) sources.push([this.#source(), code])
      else values.push({ code, value: this.#draw(anyJson) })
    }
    if (this.#odd()) values.push({ code: "max_tokens", value: 100 })
    const outputs = Object.values(fn.outputs)
    const number = this.#add({
      type: "ASSET",
      function: fn.id,
      ...(this.#chance(0.7) ? { assetId: this.#pick("m1", "60ddef828d38c51c5885d491") } : {}),
      ...(this.#chance(0.3)
        ? { supplier: this.#pick<string | object>("aixplain", { id: 1, name: "aws" }), version: this.#pick(null, "2") }
        : {}),
      assetType: "MODEL",
      functionType: this.#odd() ? "utility" : fn.kind,
      ...this.#lists(
        values,
        outputs.map(({ code, dataType }) => ({ code, dataType }))
      )
    })
    for (const [source, code] of this.#chance(0.2) ? this.#shuffled(sources) : sources) this.#link(source, number, code)
    for (const { code, dataType } of outputs) this.#outputs.push({ node: number, code, types: [dataType] })
    if (this.#odd()) this.#outputs.push({ node: number, code: "details", types: [] })
  }

  #decision(): void {
    const comparison = this.#source()
    const passthrough = this.#source()
    const value = this.#pick<string | number>("NEGATIVE", "x", 0.5, "0.5")
    const routes: Route[] = this.#pick<[string, string | number][]>(
      [["equal", value]],
      [
        ["equal", value],
        ["different", value]
      ],
      [
        ["contain", "x"],
        ["equal", "y"],
        ["notContain", "x"]
      ],
      [
        ["greaterThan", 0.5],
        ["lessThanOrEqual", 0.5]
      ],
      [
        ["lessThan", "0.5"],
        ["greaterThanOrEqual", "0.7"]
      ]
    ).map(([operation, value]) => ({ value, path: [], operation, type: "checkValue" }))
    if (this.#odd())
      routes.push({
        value: this.#pick<never>("x" as never, null as never, true as never),
        path: [],
        operation: this.#pick("equal", "matches"),
        type: "checkValue"
      })
    const number = this.#add({
      type: "DECISION",
      ...this.#lists(
        [this.#linkedParameter("comparison", comparison), this.#linkedParameter("passthrough", passthrough)],
        [this.#linkedParameter("data", passthrough)]
      ),
      routes
    })
    this.#link(comparison, number, "comparison")
    if (!this.#odd()) this.#link(passthrough, number, "passthrough")
    this.#outputs.push({ node: number, code: this.#odd() ? "input" : "data", types: passthrough.types })
  }

  #router(): void {
    const source = this.#source()
    const types = source.types.length === 0 || this.#odd() ? (["text", "audio"] as const) : source.types
    const number = this.#add({
      type: "ROUTER",
      ...this.#lists([this.#linkedParameter("input", source)], [this.#linkedParameter("input", source)]),
      routes: types.map((value) => ({
        value: this.#odd() ? "speech" : value,
        path: [],
        operation: "equal",
        type: "checkType"
      }))
    })
    this.#link(source, number, "input")
    this.#outputs.push({ node: number, code: "input", types })
  }

  /** A node that says itself what goes in and comes out. */
  #open(type: string, fields: object): void {
    const sources = ["a", "b 2"].slice(0, this.#integer(0, 2)).map((code) => [this.#source(), code] as const)
    const presets =
      type !== "SCRIPT" && this.#chance(0.5)
        ? [
            { code: "factor", dataType: "number", value: 2 },
            { code: "list", values: ["x", 1] }
          ]
        : []
    const number = this.#add({
      type,
      ...fields,
      ...this.#lists(
        [...sources.map(([source, code]) => this.#linkedParameter(code, source)), ...presets],
        [{ code: "data", dataType: "text" }]
      )
    })
    for (const [source, code] of sources) this.#link(source, number, code)
    this.#outputs.push({ node: number, code: "data", types: ["text"] })
  }

  #add(fields: Omit<PipelineNode, "number">): number {
    const number = this.#nodes.length
    this.#nodes.push({
      number,
      ...(this.#odd() ? {} : { label: this.#label(String(fields["type"]), number) }),
      ...fields,
      ...(this.#handwriting === "editor"
        ? { position: { x: this.#integer(-900, 900), y: this.#integer(-900, 900) }, status: "Exists" }
        : {})
    } as PipelineNode)
    return number
  }

  #label(type: string, number: number): string {
    if (this.#odd() || this.#chance(0.2)) return this.#draw(label)
    return this.#handwriting === "designer" ? `${type}(ID=${number})` : `${type.toLowerCase()} ${number}`
  }

  #link(source: Output, to: number, code: string): void {
    const { node: from } = source
    const origin = this.#nodes[from] as PipelineNode
    for (const route of origin.routes ?? []) if (this.#chance(0.5) && !route.path.includes(to)) route.path.push(to)
    const passthrough = this.#links.find(
      (link) => link.to === from && link.paramMapping.some((mapping) => mapping.to === "passthrough")
    )
    const dataSource =
      origin.type === "DECISION" && passthrough !== undefined && !this.#odd() ? { dataSourceId: passthrough.from } : {}
    const mapping = { from: source.code, to: code, ...dataSource }
    const link = this.#links.find((known) => known.from === from && known.to === to)
    // The same connection twice is odd too.
    if (link?.paramMapping.some((known) => known.from === source.code && known.to === code) === true && !this.#odd())
      return
    if (link === undefined || this.#odd()) this.#links.push({ from, to, paramMapping: [mapping] })
    else link.paramMapping.push(mapping)
  }

  #spoilLinks(): void {
    const last = this.#nodes.length - 1
    this.#links.push(
      this.#pick<PipelineLink>(
        { from: last, to: 0, paramMapping: [{ from: "data", to: "text" }] },
        { from: 99, to: 0, paramMapping: [{ from: "data", to: "input" }] },
        { from: 0, to: 0, paramMapping: [{ from: "input", to: "input" }] },
        { from: 0, to: last, paramMapping: [] },
        { from: 0, to: last, paramMapping: [{ from: "input", to: "output", note: "odd" }], id: 7 }
      )
    )
  }

  #spoil(node: PipelineNode): PipelineNode {
    switch (this.#integer(0, 6)) {
      case 0:
        return { ...node, model: this.#draw(anyJson) }
      case 1:
        return Object.fromEntries(
          Object.entries(node).filter(([key]) => key !== "outputValues" && key !== "dataType")
        ) as PipelineNode
      case 2:
        return { ...node, type: String(node.type).toLowerCase(), functionType: "AI" }
      case 3:
        return { ...node, inputValues: [...(node.inputValues ?? []), { code: "text", dataType: null, value: null }] }
      case 4:
        return { ...node, number: this.#pick(0, node.number) }
      case 5:
        return { ...node, position: { x: 1, y: 2, z: 3 }, autoSelectOptions: [] }
      default:
        return { ...node, function: this.#pick<string | null>(null, "translation"), assetId: null }
    }
  }

  /** Gaps and another order of numbers. */
  #renumber(): void {
    const numbers = this.#shuffled(this.#nodes.map((_, index) => index * this.#integer(1, 2) + index))
    const unique = new Set(numbers).size === numbers.length
    const renumbered = (number: number): number => (unique ? (numbers[number] ?? number) : number)
    for (const node of this.#nodes) {
      node.number = renumbered(node.number)
      for (const route of node.routes ?? []) route.path = route.path.map(renumbered)
    }
    for (const link of this.#links) {
      link.from = renumbered(link.from)
      link.to = renumbered(link.to)
      for (const mapping of link.paramMapping)
        if (typeof mapping.dataSourceId === "number") mapping.dataSourceId = renumbered(mapping.dataSourceId)
    }
  }

  #lists(inputValues: NodeParameter[], outputValues: NodeParameter[]): Partial<PipelineNode> {
    if (this.#handwriting === "builder") return { inputValues, outputValues }
    if (this.#handwriting === "designer")
      return { inputValues, outputValues: outputValues.map((parameter) => ({ ...parameter, value: null })) }
    return { inputValues: inputValues.filter((parameter) => "value" in parameter || "values" in parameter) }
  }

  #parameter(code: string, dataType: string, value: object): NodeParameter {
    return { code, ...(this.#handwriting === "editor" ? {} : { dataType }), ...value }
  }

  #linkedParameter(code: string, { types }: Output): NodeParameter {
    return {
      code,
      ...(types.length === 1 ? { dataType: types[0] as string } : {}),
      ...(this.#handwriting === "designer" ? { value: null } : {})
    }
  }

  #source = (): Output => this.#pick(...this.#outputs)
  #odd = (): boolean => this.#chance(this.#oddity)
  #chance = (share: number): boolean => this.#integer(0, 999) < share * 1000
  #integer = (min: number, max: number): number => this.#draw(() => fc.integer({ min, max }))
  #pick = <T>(...items: readonly T[]): T => items[this.#integer(0, items.length - 1)] as T
  #some = <T>(items: readonly T[], min: number, max: number): T[] =>
    this.#shuffled(items).slice(0, this.#integer(min, max))
  #shuffled = <T>(items: readonly T[]): T[] => {
    const left = [...items]
    const out: T[] = []
    while (left.length > 0) out.push(...left.splice(this.#integer(0, left.length - 1), 1))
    return out
  }
}
