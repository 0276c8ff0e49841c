/**
 * The thread that writes to the database of a data folder: takes calls from `Writer.ts`, one after the other.
 */
import { parentPort, workerData } from "node:worker_threads"
import { connect } from "../Database.ts"
import { storeError } from "../StoreError.ts"
import { valueFiles } from "./ValueFiles.ts"
import type { WriterAnswer, WriterCall, WriterData } from "./Writer.ts"
import { openWrites, type Probe } from "./Writes.ts"

const { file, values, probe } = workerData as WriterData
const { at } = probe === undefined ? { at: () => {} } : ((await import(probe)) as { at: Probe })
const sql = connect(file)
const writes = openWrites(sql, valueFiles(values), at)
const port = parentPort!

const perform = ({ name, args }: WriterCall): unknown => {
  if (name === "close") return sql.close()
  return (writes[name] as (...all: readonly unknown[]) => unknown)(...args)
}

port.on("message", (call: WriterCall) => {
  let answer: WriterAnswer
  try {
    answer = { id: call.id, result: perform(call) }
  } catch (error) {
    const { reason, message } = storeError(error)
    answer = { id: call.id, reason, message }
  }
  port.postMessage(answer)
})
