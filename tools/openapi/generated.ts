/**
 * Generates the files of `packages/api-types` from the OpenAPI document. openapi-typescript needs TypeScript 5, so
 * this is a separate package.
 */
import openapiTS, { astToString, oapiRef } from "openapi-typescript"
import type { OpenAPI3, SchemaObject } from "openapi-typescript"
import ts from "typescript"
import { parse } from "yaml"
import { plain } from "./plain.ts"

const header = "// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.\n"

/** `(string & {})`: any text, without absorbing the literals next to it in a union. */
const anyText = (): ts.TypeNode =>
  ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([plainText(), ts.factory.createTypeLiteralNode([])])
  )

const plainText = (): ts.TypeNode => ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)

type Alternative = { $ref?: string; type?: string; items?: OpenUnion }
type OpenUnion = { "x-open"?: boolean; anyOf?: readonly Alternative[] }

/**
 * How a union marked `x-open` (known values or any other text) is written. `suggested` keeps the known values visible
 * in editors. `plain` is `string`: openapi-fetch 0.17 maps over every type that extends `object`, `string & {}` does,
 * and
 * no type that takes every string and keeps its literals apart does not.
 */
type OpenWords = "suggested" | "plain"

class OpenUnions {
  /** The unions that were written, so that one in a place that openapi-typescript skips is noticed. */
  readonly expressed = new Set<OpenUnion>()
  readonly #words: OpenWords
  constructor(words: OpenWords) {
    this.#words = words
  }

  typeOf(schema: OpenUnion): ts.TypeNode | undefined {
    if (schema["x-open"] !== true || schema.anyOf === undefined) return undefined
    this.expressed.add(schema)
    const types = schema.anyOf.flatMap((one) => this.#alternative(one) ?? [])
    return types.length === 1 ? types[0] : ts.factory.createUnionTypeNode(types)
  }

  #alternative({ $ref, type, items }: Alternative): ts.TypeNode | undefined {
    const isPlain = this.#words === "plain"
    if ($ref !== undefined) return isPlain ? undefined : oapiRef($ref)
    if (type === "string") return isPlain ? plainText() : anyText()
    if (type === "null") return ts.factory.createLiteralTypeNode(ts.factory.createNull())
    const element = type === "array" && items !== undefined ? this.typeOf(items) : undefined
    if (element !== undefined) return ts.factory.createArrayTypeNode(element)
    throw new Error(`x-open holds an alternative that cannot be expressed: ${JSON.stringify({ type, items })}.`)
  }
}

const countOpen = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce<number>((sum, item) => sum + countOpen(item), "x-open" in value ? 1 : 0)
    : 0

/** `x-untyped`: part of an `allOf` that only validators read, so that one type serves both directions. */
const isUntyped = (schema: SchemaObject): boolean => schema["x-untyped"] === true
const unknownType = (): ts.TypeNode => ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)

const typesOf = async (document: OpenAPI3, words: OpenWords): Promise<string> => {
  const unions = new OpenUnions(words)
  const nodes = await openapiTS(document, {
    alphabetize: true,
    defaultNonNullable: false,
    silent: true,
    transform: (schema: SchemaObject) => (isUntyped(schema) ? unknownType() : unions.typeOf(schema as OpenUnion))
  })
  const missed = countOpen(document) - unions.expressed.size
  if (missed !== 0)
    throw new Error(
      `x-open has no effect in ${missed} place(s): it works on schemas and properties, not on items alone.`
    )
  return header + astToString(nodes)
}

const valueOf = (document: OpenAPI3): string =>
  `${header}import type { OpenApiDocument } from "./OpenApiDocument.ts"

/** The whole contract as a value, for servers that validate against it and tools that show it. */
export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)}
`

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

/**
 * File names and their text, from the text of the document.
 * @throws Error for a document that is not OpenAPI 3.1, or with `x-open` in an unsupported place.
 */
export const generated = async (yaml: string): Promise<Readonly<Record<string, string>>> => {
  const document = parse(yaml) as OpenAPI3
  const { schemas } = document.components ?? {}
  return {
    "openapi/openapi.json": jsonOf(document),
    "openapi/openapi.plain.json": jsonOf(plain(document as unknown as Readonly<Record<string, unknown>>)),
    "src/document.gen.ts": valueOf(document),
    "src/openapi.gen.ts": await typesOf(document, "plain"),
    "src/schemas.gen.ts": await typesOf({ ...document, paths: {}, components: { schemas: schemas ?? {} } }, "suggested")
  }
}
