import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const aixplain = new Aixplain() // AIXPLAIN_API_KEY or TEAM_API_KEY, and BACKEND_URL
const pipeline = await aixplain.pipelines.get(pipelineId)
const result = await pipeline.run({ Text: "I love it", Language: "en" })
console.log(await result.output("Mood").text()) // works for inline values and for URLs
