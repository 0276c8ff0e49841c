import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const aixplain = new Aixplain() // AIXPLAIN_API_KEY or TEAM_API_KEY, and BACKEND_URL
const pipeline = await aixplain.pipelines.get(pipelineId)
const result = await pipeline.run({ Text: "I love it", Language: "en" })
console.log(await result.output("Mood").text()) // inline or behind a URL: it is all the same
