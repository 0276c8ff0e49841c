import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = "", corpusId = ""] = process.argv.slice(2)
const aixplain = new Aixplain()
const corpus = await aixplain.corpora.get(corpusId)
const column = corpus.data.find(({ name }) => name === "Review")
const result = await aixplain.pipelines.ref(pipelineId).run(column?.id ?? "", { dataAsset: corpus.id })
console.log(await result.output("Mood").text())
