import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.get(pipelineId)
const result = await pipeline.run(["I love it", "I hate it"]) // one run, one segment per item
for (const one of await result.output("Mood").values()) console.log(one.success ? one.value : one.error)
