/**
 * The lists that clients read: functions from the designer's catalogue, suppliers of the assets that are here, languages
 * of the runtime, and the licences whose ids are known. What the wire is not known to say is left out.
 */
import type { components } from "@aixplain-ts/api-types"
import { catalogue, type CatalogueFunction } from "@aixplain-ts/designer"
import type { AssetDefinition } from "../assets/AssetDefinition.ts"
import type { Handlers } from "../http/Exchange.ts"
import { jsonText } from "../replies/Reply.ts"

type Item = components["schemas"]["CatalogueFunction"]

/** `assets` are those this server can run. */
export const catalogueRoutes = (assets: readonly AssetDefinition[]) => {
  const text = lazily(() => JSON.stringify(functionPage()))
  const suppliers = lazily(() => JSON.stringify(suppliersOf(assets)))
  const languages = lazily(() => JSON.stringify(languageList()))
  return {
    listFunctions: () => jsonText(200, text()),
    listSuppliers: () => jsonText(200, suppliers()),
    listLanguages: () => jsonText(200, languages()),
    listLicenses: () => jsonText(200, JSON.stringify(licenses))
  } satisfies Partial<Handlers>
}

const lazily = <A>(make: () => A): (() => A) => {
  let made: A | undefined
  return () => (made ??= make())
}

/** Clients read both arrays, and one deletes `results` without looking. */
const functionPage = (): components["schemas"]["FunctionPage"] => {
  const items = Object.values(catalogue).flatMap((fn) => (fn === undefined ? [] : [functionItem(fn)]))
  const n = items.length
  return { results: items, items, total: n, filteredFrom: n, pageTotal: n }
}

const title = (code: string): string => {
  const words = code.replaceAll(/[_-]+/g, " ").trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const functionItem = (fn: CatalogueFunction): Item => {
  const inputs = Object.values(fn.inputs)
  const outputs = Object.values(fn.outputs)
  const from = (inputs.find(({ fixed, required }) => required && !fixed) ?? inputs[0])?.dataType ?? "text"
  const to = outputs[0]?.dataType ?? "text"
  return {
    id: fn.id,
    name: fn.name,
    params: inputs.map((input) => ({
      name: title(input.code),
      code: input.code,
      required: input.required,
      isFixed: input.fixed,
      dataType: input.dataType,
      dataSubType: input.dataType,
      multipleValues: input.multiple,
      defaultValues: input.default === undefined ? [] : [{ value: input.default, label: input.default }]
    })),
    output: outputs.map(({ code, dataType }) => ({ name: title(code), code, defaultValue: [], dataType })),
    modalities: [`${from}-${to}`],
    metaData: { InputType: from, OutputType: to, description: fn.name }
  }
}

export const suppliersOf = (assets: readonly AssetDefinition[]): components["schemas"]["Supplier"][] =>
  ["aiXplain", ...new Set(assets.flatMap(({ supplier }) => (supplier === undefined ? [] : [supplier])))].map(
    (name, index) => ({ id: index + 1, name, code: name.toLowerCase() })
  )

/** Every language that has a two-letter code; clients make names of the labels, so each occurs once. */
const languageList = (): components["schemas"]["Language"][] => {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" })
  const letters = "abcdefghijklmnopqrstuvwxyz".split("")
  const byLabel = new Map<string, components["schemas"]["Language"]>()
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const label = Intl.getCanonicalLocales(code)[0] === code ? names.of(code) : undefined
    if (label !== undefined && !byLabel.has(label)) byLabel.set(label, { id: code, value: code, label, dialects: [] })
  }
  return [...byLabel.values()]
}

/** Ids as published clients have them; the rest of the hosted list is not public in full. */
const licenses: readonly components["schemas"]["License"][] = [
  {
    id: "620ba3983e2fa95c500b4297",
    name: "CC BY",
    description: "Any use, with the author named.",
    url: "https://creativecommons.org/licenses/by/4.0/"
  },
  {
    id: "620ba3a83e2fa95c500b429d",
    name: "MIT",
    description: "Any use, with the copyright notice kept.",
    url: "https://opensource.org/license/mit"
  },
  {
    id: "620ba3ae3e2fa95c500b429f",
    name: "Apache 2.0",
    description: "Any use, with notices kept and a patent licence.",
    url: "https://www.apache.org/licenses/LICENSE-2.0"
  }
]
