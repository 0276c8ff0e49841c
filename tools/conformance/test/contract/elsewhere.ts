/** Answers in the contract that this platform never sends, each with the reason. */

/** By status, for all operations. */
const byStatus: Readonly<Record<string, string>> = {
  "402": "Only the hosted service has credits; runs on this platform are free.",
  "409": "A second request with a key in use waits for the answer to the first one instead of being refused.",
  "4XX": "460 to 499 are codes of the hosted service.",
  "504": "This server has no gateway in front of it."
}

const fromMemory = new Set([
  "health",
  "openSession",
  "listFunctions",
  "listSuppliers",
  "listLanguages",
  "listLicenses",
  "paginateModels"
])
const configured = new Set(["getCorpus", "getDataset", "paginateCorpora", "paginateDatasets"])
const withoutKey = new Set(["health", "openSession", "putUpload", "getFile"])
const ofRuns = new Set([
  "checkRun",
  "cancelRun",
  "listRuns",
  "getRun",
  "getRunLog",
  "listRunOutput",
  "listRunSteps",
  "streamRunEvents"
])

/** Why this platform never answers a pair such as `runPipeline 402`; undefined if it does. */
export const elsewhere = (pair: string): string | undefined => {
  const [operation = "", status = ""] = pair.split(" ")
  if (status === "403" && operation !== "putUpload")
    return "A key here may do everything that its team may; only the hosted service distinguishes owners."
  if (status === "429" && withoutKey.has(operation)) return "Rate limits are per team, and this operation needs no key."
  if (status === "500" && ofRuns.has(operation)) return "Every failure of the run store is a 503."
  if (fromMemory.has(operation) && (status === "500" || (status === "503" && operation !== "health")))
    return "It is answered from memory: nothing can fail."
  if (configured.has(operation) && status === "503")
    return "It is answered from the server's settings, not from the store."
  if (pair === "paginateCorpora 500" || pair === "paginateDatasets 500")
    return "A list leaves out what has a file that cannot be read."
  if (pair === "paginatePipelines 201") return "The hosted service may answer 201; this one answers 200."
  if (pair === "listRunOutput 409") return undefined
  return byStatus[status]
}
