/** Corpora and datasets as clients look them up before a run: one by one, and in lists. */
import type { components, Corpus, DataColumn, Dataset } from "@aixplain-ts/api-types"
import type { DataAssets } from "../files/DataAssets.ts"
import type { Handlers } from "../http/Exchange.ts"
import { notFound } from "../replies/HttpError.ts"
import { json } from "../replies/Reply.ts"
import { pageOf } from "./pageOf.ts"

type CorpusQuery = components["schemas"]["CorpusQuery"]
type DatasetQuery = components["schemas"]["DatasetQuery"]

export const dataAssetRoutes = (dataAssets: DataAssets) =>
  ({
    async getCorpus({ params }) {
      const found = await dataAssets.corpus(params["id"] ?? "")
      if (found === undefined)
        throw notFound("No corpus has this id. POST /sdk/corpora/paginate lists those that exist.")
      return json(200, found)
    },
    async getDataset({ params }) {
      const found = await dataAssets.dataset(params["id"] ?? "")
      if (found === undefined)
        throw notFound("No dataset has this id. POST /sdk/datasets/paginate lists those that exist.")
      return json(200, found)
    },
    async paginateCorpora({ body }) {
      const query = body as CorpusQuery
      const found = (await dataAssets.corpora()).filter(
        (corpus) =>
          fits(corpus, query) &&
          (query.function === undefined || corpus.suggestedFunction.includes(query.function)) &&
          speaks(corpus.data, query.language)
      )
      const { items, ...counts } = pageOf(sorted(found, query), query)
      return json(200, { results: items.map(listed), ...counts })
    },
    async paginateDatasets({ body }) {
      const query = body as DatasetQuery
      const found = (await dataAssets.datasets()).filter((dataset) => {
        const outputs = dataset.output.flatMap(({ dataIds }) => dataIds)
        return (
          fits(dataset, query) &&
          (query.function === undefined || dataset.function === query.function) &&
          (query.isReferenceless === undefined || query.isReferenceless === (outputs.length === 0)) &&
          speaks(
            columns(
              dataset,
              dataset.input.map(({ dataId }) => dataId)
            ),
            query.input?.languages
          ) &&
          speaks(columns(dataset, outputs), query.output?.languages)
        )
      })
      const { items, ...counts } = pageOf(sorted(found, query), query)
      return json(200, { results: items, ...counts })
    }
  }) satisfies Partial<Handlers>

const fits = (
  { name, description, license, data }: Corpus | Dataset,
  { q = "", license: wanted, dataType }: CorpusQuery | DatasetQuery
): boolean =>
  [name, description].some((text) => text.toLowerCase().includes(q.toLowerCase())) &&
  (wanted === undefined || license?.typeId === wanted) &&
  (dataType === undefined || data.some((column) => column.dataType === dataType))

const columns = ({ data }: Dataset, ids: readonly string[]): readonly DataColumn[] =>
  data.filter(({ id }) => ids.includes(id))

const listed = (corpus: Corpus): components["schemas"]["ListedCorpus"] =>
  Object.assign({}, corpus, { languages: languagesOf(corpus.data) })

const languagesOf = (data: readonly DataColumn[]): components["schemas"]["DataLanguage"][] => {
  const all = data.flatMap(({ metadata }) => metadata?.languages ?? [])
  return [...new Map(all.map((language) => [JSON.stringify(language), language])).values()]
}

const speaks = (data: readonly DataColumn[], wanted: readonly string[] = []): boolean =>
  wanted.length === 0 || languagesOf(data).some(({ language }) => wanted.includes(language))

/** They have no dates, so that only their names can order them. */
const sorted = <A extends Corpus | Dataset>(
  all: readonly A[],
  { sort = [] }: CorpusQuery | DatasetQuery
): readonly A[] => {
  const byNames = sort.find(({ field }) => field === "name")
  return byNames === undefined ? all : all.toSorted((a, b) => byNames.dir * a.name.localeCompare(b.name, "en"))
}
