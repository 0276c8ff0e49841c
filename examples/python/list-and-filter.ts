import { Aixplain } from "@aixplain-ts/sdk"

const found = new Aixplain().pipelines.list({ query: "Mood", functions: ["sentiment-analysis"] })
for await (const pipeline of found) console.log(pipeline.name, pipeline.status) // fetches pages as needed
