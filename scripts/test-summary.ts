// Sums the vitest results of all packages into the last line, which CI reads.
import { globSync, readFileSync } from "node:fs"

const total = { passed: 0, failed: 0, skipped: 0 }
for (const file of globSync("{packages,apps,tools}/*/.test/*.json").concat(globSync("examples/.test/*.json"))) {
  const result = JSON.parse(readFileSync(file, "utf8"))
  total.passed += result.numPassedTests
  total.failed += result.numFailedTests + result.testResults.filter(brokeBeforeItsTests).length
  total.skipped += result.numPendingTests + result.numTodoTests
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
if (total.passed === 0 || total.failed > 0) process.exitCode = 1

function brokeBeforeItsTests(file: { status: string; assertionResults: Array<unknown> }): boolean {
  return file.status === "failed" && file.assertionResults.length === 0
}
