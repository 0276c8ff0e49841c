/** Answers that the contract declares and this platform never gives, each with the reason. */

/** By status, for all operations. */
const byStatus: Readonly<Record<string, string>> = {
  "402": "Credits are the hosted service's: nothing costs anything here.",
  "409": "A second request with a key in use waits for the first one's answer instead of being refused.",
  "4XX": "460 to 499 are the hosted service's own codes.",
  "504": "There is no gateway before this server."
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

/** Why a pair such as `runPipeline 402` is not given here; undefined for those that are. */
export const elsewhere = (pair: string): string | undefined => {
  const [operation = "", status = ""] = pair.split(" ")
  if (status === "403" && operation !== "putUpload")
    return "A key here may do everything its team may; the hosted service tells owners from others."
  if (status === "429" && withoutKey.has(operation)) return "Rates are those of a team, and this needs no key."
  if (status === "500" && ofRuns.has(operation)) return "Every trouble of the store of runs is a 503."
  if (fromMemory.has(operation) && (status === "500" || (status === "503" && operation !== "health")))
    return "It is answered from memory: nothing can fail."
  if (configured.has(operation) && status === "503")
    return "It is answered from what the server was started with, not from the store."
  if (pair === "paginatePipelines 201") return "The hosted service may answer 201; this one answers 200."
  if (pair === "listRunOutput 409") return undefined
  return byStatus[status]
}
