import { Aixplain } from "@aixplain-ts/sdk"

const [path = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.create(path, { name: "Mood from a file" })
console.log(pipeline.name, pipeline.status)
for (const { message, hint } of pipeline.problems) console.warn(message, hint) // problems of the document, if any
