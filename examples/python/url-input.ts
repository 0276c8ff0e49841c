import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = "", url = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.get(pipelineId)
const result = await pipeline.run(url) // the only input without a default value needs no label
console.log(await result.output("Mood").text())
