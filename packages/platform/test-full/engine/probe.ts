// Ends the process at a point of the engine's code: `KILL_AT=step:after KILL_NODE=2 KILL_N=17` at the 17th passage at
// which steps of node 2 are committed.
import type { Probe } from "../../src/store/sqlite/Writes.ts"

const { KILL_AT: point, KILL_NODE: node } = process.env
const passage = Number(process.env["KILL_N"] ?? 1)
let passed = 0

export const at: Probe = (name, batch) => {
  if (name !== point) return
  if (node !== undefined && batch?.steps.every((step) => step.node !== Number(node)) === true) return
  if (++passed === passage) process.kill(process.pid, "SIGKILL")
}
