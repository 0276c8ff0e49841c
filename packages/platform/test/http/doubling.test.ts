/** Foreign text in every place of a request and of a node: the work on it is linear, whatever it is made of. */
import { expect, it } from "vitest"
import { operations } from "../../src/http/contract.ts"
import { cutText } from "../../src/nodes/cutText.ts"
import { matches } from "../../src/nodes/decision.ts"
import { planOf } from "../../src/plan/Plan.ts"
import { readInputs } from "../../src/routes/runInputs.ts"
import { filled, fillings, tooMuch } from "../work.ts"
import { start } from "./Harness.ts"

const slowOf = async (work: (text: string) => unknown, length: number, kinds = Object.entries(fillings)) => {
  const slow: string[] = []
  for (const [name, filling] of kinds) {
    const measured = await tooMuch(async (characters) => {
      try {
        await work(filled(filling, characters))
      } catch {
        // A refusal is an answer.
      }
    }, length)
    if (measured !== undefined) slow.push(`${name}: ${measured}`)
  }
  return slow
}

const document = (label: string) =>
  ({
    nodes: [
      { number: 0, type: "INPUT", label },
      { number: 1, type: "INPUT", label: `${label} 2` }
    ],
    links: []
  }) as never
const column = () => Promise.resolve([])
const operationsOfRoutes = [
  "equal",
  "different",
  "contain",
  "notContain",
  "greaterThan",
  "greaterThanOrEqual",
  "lessThan",
  "lessThanOrEqual"
] as const

const nodes: Readonly<Record<string, (text: string) => unknown>> = {
  "cutting a text": (text) => cutText(text, 1500),
  "values by label": (text) => readInputs(document(text), { data: { [text]: text, [`${text} 2`]: text } }, column),
  "values of entries": (text) => readInputs(document(text), { data: [{ nodeId: text, value: text }] }, column),
  "a label that is not there": (text) => readInputs(document("In"), { data: { [text]: text } }, column),
  ...Object.fromEntries(
    operationsOfRoutes.map((operation) => [
      `a decision by ${operation}`,
      (text: string) => {
        for (const value of [text, text.slice(1), `${text}x`, 3])
          try {
            matches({ operation, value } as never, text, { label: "D" })
          } catch {
            // Not a number.
          }
      }
    ])
  )
}

it.each(Object.entries(nodes))("%s is linear", async (_, work) => {
  expect(await slowOf(work, 50_000)).toEqual([])
})

const numbered = (word: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word}${index}`)
const manyInputs = (labels: readonly string[]) =>
  ({
    nodes: labels.map((label, number) => ({ number, type: "INPUT", label, data: `${label} data` })),
    links: []
  }) as never

/** Lists of a document and of a run's body, each with that many items. */
const lists: Readonly<Record<string, (count: number) => unknown>> = {
  "inputs by label": (count) => {
    const labels = numbered("In ", count)
    return readInputs(manyInputs(labels), { data: Object.fromEntries(labels.map((label) => [label, "x"])) }, column)
  },
  "inputs by stored value": (count) => {
    const labels = numbered("In ", count)
    const entries = labels.map((label) => ({ nodeId: `${label} data`, value: "x" }))
    return readInputs(manyInputs(labels), { data: entries }, column)
  },
  "labels that are not there": (count) => {
    const body = Object.fromEntries(numbered("Nope ", count).map((label) => [label, "x"]))
    return readInputs(manyInputs(numbered("In ", count)), body, column).catch(() => undefined)
  },
  "parameters of one link in a plan": (count) => {
    const parameters = numbered("p", count).map((code) => ({ code, dataType: "text", isRequired: true }))
    const node = (number: number) => ({
      number,
      type: "SCRIPT",
      label: "S",
      inputValues: parameters,
      outputValues: parameters
    })
    const paramMapping = parameters.map(({ code }) => ({ from: code, to: code }))
    return planOf({ nodes: [node(0), node(1)], links: [{ from: 0, to: 1, paramMapping }] })
  },
  "sources of one parameter in a plan": (count) => {
    const nodes = numbered("I", count).map((label, number) => ({ number, type: "INPUT", label }))
    const links = nodes.map(({ number }) => ({
      from: number,
      to: count,
      paramMapping: [{ from: "input", to: "passthrough" }]
    }))
    return planOf({ nodes: [...nodes, { number: count, type: "DECISION", label: "D", routes: [] }], links })
  }
}

it.each(Object.entries(lists))("%s are read in time linear in their number", async (_, work) => {
  expect(await tooMuch(work, 3000)).toBeUndefined()
})

const headers = [
  ...new Set([
    ...[...operations.values()].flatMap(({ parameters }) =>
      parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name.toLowerCase())
    ),
    "accept-encoding",
    "authorization",
    "content-type",
    "cookie",
    "if-none-match",
    "origin",
    "range",
    "referer",
    "user-agent",
    "x-api-key",
    "x-forwarded-for"
  ])
]
// What a header may hold.
const plain = Object.entries(fillings).filter(([, filling]) => /^[\x20-\x7e]+$/.test(filling))

it.each(headers)("the header %s is read in linear time", { timeout: 120_000 }, async (name) => {
  const { client, platform } = await start()
  const target = (await client.call("createTemporaryUpload", { body: { contentType: "a", originalName: "a" } })).body
  await client.send("PUT", target.uploadUrl, { key: null, body: "x" })
  const send = async (text: string): Promise<void> => {
    const key = name === "x-api-key" || name === "authorization" ? null : platform.apiKey
    for (const prefix of ["", "wait=", "bytes=", "sha-256=:", "Bearer "])
      await client.send("GET", `/files/${target.key}`, { key, headers: { [name]: prefix + text } })
  }
  // A request takes some milliseconds by itself: several are one measurement.
  expect(await slowOf(send, 6000, plain)).toEqual([])
})

it("paths and queries are read in linear time", { timeout: 120_000 }, async () => {
  const { client } = await start()
  const slow = await slowOf(
    async (text) => {
      const word = encodeURIComponent(text.slice(0, Math.floor(text.length / 3)))
      for (const path of [
        `/files/${word}`,
        `/sdk/models/${word}`,
        `/sdk/pipelines/${word}`,
        `/${word}`,
        `/ext/runs?since=${word}`
      ])
        await client.send("GET", path)
    },
    2500,
    Object.entries(fillings).filter(([, filling]) => filling.isWellFormed())
  )
  expect(slow).toEqual([])
})
