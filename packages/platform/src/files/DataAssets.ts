/**
 * Corpora and datasets from CSV or JSON Lines files: their overview as clients look it up before a run, and a column's
 * values for the run itself. A file is read when it is first asked for, and again when it has changed.
 */
import { createHash } from "node:crypto"
import { createReadStream, statSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { basename, dirname, extname, isAbsolute, join } from "node:path"
import { createInterface } from "node:readline"
import type { components, Corpus, DataColumn, Dataset, DataType } from "@aixplain-ts/api-types"
import { parse } from "csv-parse"
import type { Value } from "../assets/AssetDefinition.ts"
import type { Files } from "./Files.ts"
import { HttpError } from "../replies/HttpError.ts"
import { mediaTypeOf, sniffedBytes } from "./mediaTypes.ts"

export interface ColumnOptions {
  /** Default: `text`. Media columns hold URLs, or paths relative to the file. */
  readonly dataType?: DataType
  readonly languages?: readonly string[]
  /** Default: `other`. */
  readonly dataSubtype?: "age" | "gender" | "interval" | "other" | "race" | "split" | "topic"
}

export interface CorpusOptions {
  /** 24 hex characters. Default: made from the name. */
  readonly id?: string
  readonly name: string
  readonly description?: string
  /** A `.csv` file with a header line, or a `.jsonl` file with an object a line. */
  readonly file: string
  readonly columns?: Readonly<Record<string, ColumnOptions>>
  /** Functions that the corpus is fit for. */
  readonly functions?: readonly string[]
  /** Id of a licence. */
  readonly license?: string
}

export interface DatasetOptions extends Omit<CorpusOptions, "functions"> {
  readonly function: string
  /** Names of the input columns, and of the output columns. */
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly hypotheses?: readonly string[]
}

export interface DataAssets {
  corpus(id: string): Promise<Corpus | undefined>
  dataset(id: string): Promise<Dataset | undefined>
  corpora(): Promise<readonly Corpus[]>
  datasets(): Promise<readonly Dataset[]>
  /** Values of one column, row by row. @throws HttpError 400 for an unknown asset or column */
  column(reference: components["schemas"]["DataAssetRef"]): Promise<readonly Value[]>
}

interface Table {
  readonly names: readonly string[]
  readonly rows: readonly Readonly<Record<string, Value>>[]
}

const idOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 24)

/** @throws Error at once for a file that is not there or not of a known kind */
export const openDataAssets = (
  corpora: readonly CorpusOptions[],
  datasets: readonly DatasetOptions[],
  files: Files,
  onError: (error: unknown) => void
): DataAssets => {
  const tables = new Map<string, { readonly changed: number; readonly table: Promise<Table> }>()
  for (const { file } of [...corpora, ...datasets]) {
    if (!readers.has(extname(file).toLowerCase()))
      throw new Error(`The data file ${file} must be a .csv or a .jsonl file.`)
    statSync(file)
  }
  /** @throws HttpError 500 that names the asset when its file cannot be read */
  const load = async ({ name, file }: Pick<CorpusOptions, "name" | "file">): Promise<Table> => {
    try {
      return await read(file)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      onError(new Error(`The file ${file} of the data asset "${name}" cannot be read: ${reason}`, { cause }))
      throw new HttpError(500, `The file of the data asset ${JSON.stringify(name)} cannot be read.`, {
        detail: "Its owner finds the reason in the server's log.",
        cause
      })
    }
  }
  const read = async (file: string): Promise<Table> => {
    const changed = statSync(file).mtimeMs
    const known = tables.get(file)
    if (known?.changed === changed) return await known.table
    const table = (readers.get(extname(file).toLowerCase()) as typeof readCsv)(file)
    tables.set(file, { changed, table })
    return await table
  }
  const byId = <A extends CorpusOptions | DatasetOptions>(list: readonly A[]): ReadonlyMap<string, A> =>
    new Map(list.map((options) => [options.id ?? idOf(options.name), options]))
  const allCorpora = byId(corpora)
  const allDatasets = byId(datasets)

  const overview = async (id: string, options: Omit<CorpusOptions, "functions">) => {
    const { names, rows } = await load(options)
    return {
      id,
      name: options.name,
      description: options.description ?? "",
      status: "onboarded",
      data: names.map((name) => columnOf(id, name, options.columns?.[name] ?? {})),
      segmentsCount: rows.length,
      ...(options.license === undefined ? {} : { license: { typeId: options.license } })
    }
  }

  const corpusOf = async (id: string, options: CorpusOptions): Promise<Corpus> => ({
    ...(await overview(id, options)),
    suggestedFunction: [...(options.functions ?? [])]
  })
  const datasetOf = async (id: string, options: DatasetOptions): Promise<Dataset> => {
    const facts = await overview(id, options)
    const dataId = (name: string): string => idOf(id, name)
    const named = new Set([...options.input, ...options.output, ...(options.hypotheses ?? [])])
    return {
      ...facts,
      function: options.function,
      input: options.input.map((name) => ({ dataId: dataId(name) })),
      output: options.output.map((name) => ({ dataIds: [dataId(name)] })),
      hypotheses: (options.hypotheses ?? []).map((name) => ({ dataId: dataId(name) })),
      metadata: facts.data.filter(({ name }) => !named.has(name)).map(({ id: column }) => ({ dataId: column }))
    }
  }

  return {
    async corpus(id) {
      const options = allCorpora.get(id)
      return options === undefined ? undefined : corpusOf(id, options)
    },
    async dataset(id) {
      const options = allDatasets.get(id)
      return options === undefined ? undefined : datasetOf(id, options)
    },
    corpora: () => readable([...allCorpora].map(([id, options]) => corpusOf(id, options))),
    datasets: () => readable([...allDatasets].map(([id, options]) => datasetOf(id, options))),
    async column({ corpus_id: corpusId, dataset_id: datasetId, data_id: dataId }) {
      const id = corpusId ?? datasetId ?? ""
      const options = corpusId === undefined ? allDatasets.get(id) : allCorpora.get(id)
      const kind = corpusId === undefined ? "dataset" : "corpus"
      if (options === undefined)
        throw new HttpError(
          400,
          `${kind === "corpus" ? "Corpus" : "Dataset"} not found: ${JSON.stringify(id.slice(0, 100))}.`
        )
      const { names, rows } = await load(options)
      const name = names.find((column) => idOf(id, column) === dataId || column === dataId)
      if (name === undefined)
        throw new HttpError(
          400,
          `The ${kind} "${options.name}" has no column ${JSON.stringify(dataId.slice(0, 100))}.`,
          {
            detail: `Its columns are ${names.map((column) => `${column} (${idOf(id, column)})`).join(", ")}.`
          }
        )
      const type = options.columns?.[name]?.dataType ?? "text"
      const values = rows.map((row) => row[name] ?? "")
      return isMedia(type) ? Promise.all(values.map((value) => media(value, options.file, type, files))) : values
    }
  }
}

/** Those whose files can be read: a list does not fail for one that cannot. */
const readable = async <A>(assets: readonly Promise<A>[]): Promise<readonly A[]> =>
  (await Promise.allSettled(assets)).flatMap((asset) => (asset.status === "fulfilled" ? [asset.value] : []))

const columnOf = (asset: string, name: string, { dataType, languages, dataSubtype }: ColumnOptions): DataColumn => ({
  id: idOf(asset, name),
  name,
  dataType: dataType ?? "text",
  // A published client drops the whole asset over a column without one.
  dataSubtype: dataSubtype ?? "other",
  status: "onboarded",
  metadata: languages === undefined ? {} : { languages: languages.map((language) => ({ language })) }
})

const isMedia = (type: DataType): boolean => type === "audio" || type === "image" || type === "video"

/** A path becomes a file of this server; a URL stays what it is. */
const media = async (value: Value, table: string, type: DataType, files: Files): Promise<Value> => {
  if (typeof value !== "string" || /^(?:https?|s3|data):/i.test(value)) return value
  const path = isAbsolute(value) ? value : join(dirname(table), value)
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new HttpError(400, `The file ${JSON.stringify(basename(value))} of the data asset cannot be read.`, { cause })
  })
  const mediaType = await mediaTypeOf(bytes.subarray(0, sniffedBytes), value)
  return files.media(await files.put(bytes, mediaType), mediaType, type)
}

const readCsv = async (file: string): Promise<Table> => {
  const rows: Record<string, string>[] = []
  const parser = createReadStream(file).pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true })
  )
  for await (const row of parser as AsyncIterable<Record<string, string>>) rows.push(row)
  return { names: Object.keys(rows[0] ?? {}), rows }
}

const readJsonLines = async (file: string): Promise<Table> => {
  const rows: Record<string, Value>[] = []
  const names = new Set<string>()
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() === "") continue
    const row: unknown = JSON.parse(text)
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw new Error(`Line ${line} of ${file} is not a JSON object.`)
    rows.push(row as Record<string, Value>)
    for (const name of Object.keys(row)) names.add(name)
  }
  return { names: [...names], rows }
}

const readers: ReadonlyMap<string, (file: string) => Promise<Table>> = new Map([
  [".csv", readCsv],
  [".jsonl", readJsonLines],
  [".ndjson", readJsonLines]
])
