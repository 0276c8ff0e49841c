// Ends the process at a point of the engine's code: `KILL_AT=step:after KILL_N=17` at the 17th passage.
const point = process.env["KILL_AT"]
const passage = Number(process.env["KILL_N"] ?? 1)
let passed = 0

export const at = (name: string): void => {
  if (name === point && ++passed === passage) process.kill(process.pid, "SIGKILL")
}
