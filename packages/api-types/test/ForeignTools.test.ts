/** What generators, mocks and testers of other people trip over, or send without being asked to. */
import { describe, expect, it } from "vitest"
import { document } from "@aixplain-ts/api-types/document"
import type { MediaType, Parameter } from "@aixplain-ts/api-types"
import { entries, resolve } from "./contract.ts"

interface Place {
  readonly at: string
  readonly value: Readonly<Record<string, unknown>>
}

/** Values shown to people, not parts of the document. */
const data = new Set(["example", "examples", "value", "default", "const", "enum"])

/** Every object of the document but what is inside of examples, with where it is. */
const places = (value: unknown, at = ""): readonly Place[] => {
  if (typeof value !== "object" || value === null) return []
  const own = Array.isArray(value) ? [] : [{ at, value: value as Place["value"] }]
  const isNamed = /\/(?:properties|schemas|examples|mapping)$/.test(at)
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, item]) =>
      data.has(key) && !isNamed ? [] : places(item, `${at}/${key.replaceAll("/", "~1")}`)
    )
  ]
}
const all = places(document)
const where = (test: (place: Place) => boolean): readonly string[] => all.filter(test).map(({ at }) => at)

describe("A tool can send what the document shows", () => {
  const parameters = all.filter(({ value }) => typeof value["in"] === "string" && typeof value["name"] === "string")
  const optional = parameters.filter(({ value }) => value["required"] !== true && value["type"] !== "apiKey")

  it("finds the optional parameters", () => {
    expect(optional.length).toBeGreaterThan(10)
  })

  it("no optional parameter has an example: Swagger UI sends it, and a key, an ETag or a filter then takes effect", () => {
    const shown = optional.filter(({ value }) => {
      const schema = value["schema"] as Readonly<Record<string, unknown>>
      return ["example", "examples"].some((key) => key in value || key in schema)
    })
    expect(shown.map(({ at }) => at)).toEqual([])
  })
})

describe("A generator can read the document", () => {
  it("no header is a list: Prism 5 cannot serve one, and oapi-codegen writes code that does not compile", () => {
    const isHeader = ({ at, value }: Place): boolean => /\/headers\/[^/]+$/.test(at) || value["in"] === "header"
    const lists = all.filter(isHeader).filter(({ value }) => {
      const schema = value["schema"] as { readonly type?: unknown } | undefined
      return schema !== undefined && schema.type !== "string" && schema.type !== "integer"
    })
    expect(lists.map(({ at }) => at)).toEqual([])
  })

  it("no schema has two types: alternatives are written as anyOf, and only null may stand beside a type", () => {
    const isMixed = ({ value: { type } }: Place): boolean =>
      Array.isArray(type) && (type.length !== 2 || type[1] !== "null" || type[0] === "null")
    expect(where(isMixed)).toEqual([])
  })

  it("nothing stands beside a $ref: tools of OpenAPI 3.0 drop it, or what it refers to", () => {
    expect(where(({ value }) => "$ref" in value && Object.keys(value).length > 1)).toEqual([])
  })

  it("a content type with a wildcard says why, and has one without beside it: generators leave out the rest", () => {
    const contents = all.filter(({ at }) => at.endsWith("/content"))
    const wild = contents.flatMap(({ at, value }) =>
      Object.entries(value).flatMap(([type, media]) =>
        type.includes("*") ? [{ at, why: (media as MediaType)["x-wildcard"], beside: Object.keys(value) }] : []
      )
    )
    expect(wild.length).toBeGreaterThan(0)
    for (const one of wild) {
      expect(one).toMatchObject({ why: expect.stringMatching(/\w+ .+\.$/) })
      expect(one.beside).toContain("application/octet-stream")
    }
  })

  it("alternatives that differ by a constant member have a discriminator that names each of them", () => {
    const unions = all.filter(({ value }) => Array.isArray(value["oneOf"]))
    expect(unions.length).toBeGreaterThan(0)
    for (const { value } of unions) {
      const { propertyName, mapping } = value["discriminator"] as {
        readonly propertyName: string
        readonly mapping: Readonly<Record<string, string>>
      }
      const refs = (value["oneOf"] as readonly { readonly $ref: string }[]).map(({ $ref }) => $ref)
      expect(Object.values(mapping).toSorted()).toEqual(refs.toSorted())
      for (const [word, $ref] of Object.entries(mapping)) {
        const { allOf } = resolve<{ readonly allOf: readonly Place["value"][] }>({ $ref })
        const properties = allOf.map((part) => (part["properties"] ?? {}) as Place["value"])
        expect(properties).toContainEqual(expect.objectContaining({ [propertyName]: { const: word } }))
      }
    }
  })

  it("links lead to operations of the document and fill in parameters of their paths", () => {
    const links = all.filter(({ value }) => typeof value["operationId"] === "string" && "parameters" in value)
    const named = new Map(entries.map((entry) => [entry.operation.operationId, entry]))
    const followed = links.filter(({ at }) => at.includes("/links/"))
    expect(followed.length).toBeGreaterThan(5)
    for (const { value } of followed)
      for (const name of Object.keys(value["parameters"] as object))
        expect(named.get(String(value["operationId"]))?.path).toContain(`{${name}}`)
  })
})

describe("One list says it", () => {
  const { requestHeaders, responseHeaders } = document["x-cors"]

  it("x-cors allows every header that an operation takes or a key travels in, and no cookie", () => {
    const taken = all.flatMap(({ value }) => (value["in"] === "header" ? [String(value["name"]).toLowerCase()] : []))
    expect(taken).toContain("idempotency-key")
    expect(requestHeaders).toEqual(expect.arrayContaining([...taken, "content-type", "authorization"]))
    expect(requestHeaders).not.toContain("cookie")
  })

  it("x-cors exposes every header that an answer has, but the cookie", () => {
    const answered = all.flatMap(({ value }) =>
      typeof value["headers"] === "object" ? Object.keys(value["headers"] as object) : []
    )
    const names = [
      ...new Set([...answered, ...Object.keys(document.components.headers)].map((name) => name.toLowerCase()))
    ]
    expect(names.filter((name) => name !== "set-cookie" && !responseHeaders.includes(name))).toEqual([])
  })

  it("lists are in lower case, each name once", () => {
    for (const list of [requestHeaders, responseHeaders])
      expect([...new Set(list.map((name) => name.toLowerCase()))]).toEqual([...list])
  })

  it("the description of ExtensionName explains each of its words", () => {
    const { enum: words, description } = document.components.schemas["ExtensionName"] as {
      readonly enum: readonly string[]
      readonly description: string
    }
    expect(words.filter((word) => !description.includes(`\`${word}\``))).toEqual([])
  })
})

it("every parameter of an operation is found by these tests", () => {
  const declared = entries.flatMap(({ operation, item }) => (operation.parameters ?? []).concat(item.parameters ?? []))
  for (const parameter of declared) {
    const { name } = resolve<Parameter>(parameter)
    expect(all.some(({ value }) => value["name"] === name && typeof value["in"] === "string")).toBe(true)
  }
})
