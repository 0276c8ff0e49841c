import { Aixplain, isAixplainError } from "@aixplain-ts/sdk"

const [pipelineId = ""] = process.argv.slice(2)
const pipeline = await new Aixplain().pipelines.get(pipelineId)
try {
  await pipeline.run({ Text: "I love it", Language: "tlh" }, { timeout: "20 minutes" })
} catch (error) {
  if (!isAixplainError(error)) throw error
  switch (error.reason._tag) {
    case "RunFailed":
      console.log("failed:", error.message)
      break
    case "DeadlineExceeded":
      console.log("timed out, resume with", JSON.stringify(error.runRef))
      break
    default:
      console.log(error.message, error.hint ?? "", error.isRetryable ? "Try again later." : "")
  }
}
