import { Aixplain } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const aixplain = new Aixplain()
const run = await aixplain.pipelines.ref(pipelineId).runAsync("I love it")
const ticket = JSON.stringify(run) // no secret in it: put it away, and go on in another process

const resumed = await aixplain.runs.resume(ticket)
const result = await resumed.result() // no loop: it asks seldom, and bears with a server that is away for a while
console.log(result.status)
