import { Aixplain, file } from "@aixplain-ts/sdk"

const [pipelineId = "", path = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.get(pipelineId)
const result = await pipeline.run({ Text: file(path), Language: "en" }) // only values marked with file() are uploaded
console.log(await result.output("Mood").text())
