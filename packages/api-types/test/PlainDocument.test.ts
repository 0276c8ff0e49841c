/** The JSON forms of the document: the same, and without unions. */
import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import { expect, it } from "vitest"
import { document } from "@aixplain-ts/api-types/document"
import { bodies } from "./contract.ts"

const read = (name: string): typeof document =>
  JSON.parse(readFileSync(new URL(`../openapi/${name}`, import.meta.url), "utf8"))
const plain = read("openapi.plain.json")

it("openapi.json is the document", () => {
  expect(read("openapi.json")).toEqual(document)
})

it("the plain document has the same operations and no unions, conditions, constants or wildcards", () => {
  const keys = new Set<string>()
  const mixed: unknown[] = []
  JSON.stringify({ ...plain, examples: {} }, (key, value: unknown) => {
    if (["example", "examples"].includes(key)) return undefined
    keys.add(key)
    if (key === "type" && Array.isArray(value) && value[1] !== "null") mixed.push(value)
    return value
  })
  expect(["anyOf", "if", "then", "const", "x-open", "x-untyped", "*/*"].filter((key) => keys.has(key))).toEqual([])
  expect(mixed).toEqual([])
  expect(Object.keys(plain.paths)).toEqual(Object.keys(document.paths))
})

it("every example of the document fits the plain one", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).addSchema(plain, "plain")
  const checked = bodies.filter(({ type }) => !type.includes("*") && type !== "application/x-www-form-urlencoded")
  const wrong = checked.flatMap(({ where, schema, examples }) => {
    const validate = ajv.compile({ $ref: `plain#${schema}` })
    return examples.flatMap(([name, value]) =>
      validate(value) ? [] : [`${where}, ${name}: ${ajv.errorsText(validate.errors)}`]
    )
  })
  expect(checked.length).toBeGreaterThan(60)
  expect(wrong).toEqual([])
})
