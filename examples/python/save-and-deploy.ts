import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = "", path = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.get(pipelineId)
await pipeline.save(path, { name: "Mood, second edition" }) // in place; { saveAsNew: true } creates a second one
await pipeline.deploy()
console.log(pipeline.name, pipeline.status)
