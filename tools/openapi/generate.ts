/**
 * Writes the machine-made files of `packages/api-types/src` from the OpenAPI document: `openapi.gen.ts` (types) and
 * `document.gen.ts` (the document itself as a value). `--check` writes nothing and exits 1 when a file differs; a folder
 * as argument stands in for the package.
 * Runs under TypeScript 5 (openapi-typescript does not run under 7), which is why it is a package of its own.
 */
import { readFile, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import openapiTS, { astToString, oapiRef } from "openapi-typescript"
import type { OpenAPI3, SchemaObject } from "openapi-typescript"
import ts from "typescript"
import { parse } from "yaml"

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true })
const apiTypes = resolve(positionals[0] ?? fileURLToPath(new URL("../../packages/api-types", import.meta.url)))
const header = "// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.\n"

/** `(string & {})`: any text, without swallowing the literals it stands beside in a union. */
const anyText = (): ts.TypeNode =>
  ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([])
    ])
  )

type Alternative = { $ref?: string; type?: string; items?: OpenUnion }
type OpenUnion = { "x-open"?: boolean; anyOf?: readonly Alternative[] }

/** A union marked `x-open` (known words or any other text) keeps its known words visible to editors. */
const openUnion = (schema: OpenUnion): ts.TypeNode | undefined => {
  if (schema["x-open"] !== true || schema.anyOf === undefined) return undefined
  return ts.factory.createUnionTypeNode(schema.anyOf.map(alternative))
}

const alternative = ({ $ref, type, items }: Alternative): ts.TypeNode => {
  if ($ref !== undefined) return oapiRef($ref)
  if (type === "string") return anyText()
  if (type === "null") return ts.factory.createLiteralTypeNode(ts.factory.createNull())
  const element = type === "array" && items !== undefined ? openUnion(items) : undefined
  if (element !== undefined) return ts.factory.createArrayTypeNode(element)
  throw new Error(`x-open holds an alternative that generate.ts does not know: ${JSON.stringify({ type, items })}`)
}

const typesOf = async (document: OpenAPI3): Promise<string> =>
  header +
  astToString(
    await openapiTS(document, {
      alphabetize: true,
      defaultNonNullable: false,
      silent: true,
      transform: (schema: SchemaObject) => openUnion(schema as OpenUnion)
    })
  )

const valueOf = (document: OpenAPI3): string =>
  `${header}import type { OpenApiDocument } from "./OpenApiDocument.ts"

/** The whole contract as a value, for servers that validate against it and tools that show it. */
export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)}
`

const source = parse(await readFile(join(apiTypes, "openapi/openapi.yaml"), "utf8")) as OpenAPI3
const made = { "document.gen.ts": valueOf(source), "openapi.gen.ts": await typesOf(source) }

for (const [name, text] of Object.entries(made)) {
  const file = join(apiTypes, "src", name)
  if (values.check !== true) {
    await writeFile(file, text)
  } else if ((await readFile(file, "utf8").catch(() => undefined)) !== text) {
    console.error(`${file} does not match openapi/openapi.yaml: run \`pnpm gen\` and commit the result.`)
    process.exitCode = 1
  }
}
