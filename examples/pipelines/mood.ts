/** A decision: angry reviews go one way, all others the other. Run it: `axp run examples/pipelines/mood.ts "Never again"`. */
import { definePipeline } from "@aixplain-ts/designer"

export default definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => {
  const mood = n.sentimentAnalysis({ text: Review, language: "en" })
  const route = n.decision({ comparison: mood.data, passthrough: Review })
  return { Angry: route.when("equal", "NEGATIVE"), Others: route.otherwise() }
})
