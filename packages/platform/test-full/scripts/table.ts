/**
 * Boots Pyodide behind the gate, shuts it, and calls the entries at the end of the function table: the 259 JavaScript
 * functions that the linker put there, which a script with a hold on memory could call without an import. Prints how many
 * of the last calls the gate refused.
 */
import { installGate } from "../../src/scripts/child/Gate.ts"

const gate = installGate({ heapLimit: 200 << 20 })
const { loadPyodide } = await import("pyodide")
const python = await loadPyodide()
const { wasmTable: table } = (python as unknown as { _module: { wasmTable: WebAssembly.Table } })._module
gate.seal()
let refused = 0
// The very last one is WebAssembly's own: Python's trampoline.
for (let index = table.length - 260; index < table.length - 1; index++) {
  try {
    table.get(index)?.(0, 0, 0, 0, 0, 0, 0, 0)
  } catch (error) {
    if (error === gate.forbidden) refused++
  }
}
process.stdout.write(String(refused))
process.exit(0)
