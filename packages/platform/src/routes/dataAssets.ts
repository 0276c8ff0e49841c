/** Corpora and datasets as clients look them up before a run. */
import type { DataAssets } from "../files/DataAssets.ts"
import type { Handlers } from "../http/Exchange.ts"
import { notFound } from "../http/HttpError.ts"
import { json } from "../http/Reply.ts"

export const dataAssetRoutes = (dataAssets: DataAssets): Handlers => ({
  async getCorpus({ params }) {
    const found = await dataAssets.corpus(params["id"] ?? "")
    if (found === undefined) throw notFound("No corpus has this id.")
    return json(200, found)
  },
  async getDataset({ params }) {
    const found = await dataAssets.dataset(params["id"] ?? "")
    if (found === undefined) throw notFound("No dataset has this id.")
    return json(200, found)
  }
})
