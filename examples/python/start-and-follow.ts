import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const aixplain = new Aixplain()
const run = await aixplain.pipelines.ref(pipelineId).runAsync("I love it")
const ticket = JSON.stringify(run) // contains no secret; store it to resume in another process

const resumed = await aixplain.runs.resume(ticket)
const result = await resumed.result() // polls with back-off and tolerates short outages
console.log(result.status)
