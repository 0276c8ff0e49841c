// What `import { Aixplain } from "@aixplain-ts/sdk"` costs a web app, minified and gzipped. A gate, not a report.
import { gzipSync } from "node:zlib"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

const LIMIT_KIB = 45
const sdk = fileURLToPath(new URL("../packages/sdk/dist/index.js", import.meta.url))
const bundle = await rolldown({
  input: "entry",
  platform: "browser",
  plugins: [
    {
      name: "entry",
      resolveId: (id) => (id === "entry" ? id : null),
      load: (id) => (id === "entry" ? `export { Aixplain } from ${JSON.stringify(sdk)}` : null)
    }
  ]
})
const { output } = await bundle.generate({ format: "esm", minify: true })
const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length / 1024
const chunks = output.filter((chunk) => chunk.type === "chunk")
for (const chunk of chunks) console.log(`${chunk.fileName} ${gzipped(chunk.code).toFixed(1)} KiB gz`)
// What a page loads first: the entry and what it imports, but not what is imported when it is needed.
const first = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName))
for (const name of first)
  for (const other of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) first.add(other)
const eager = chunks.filter((chunk) => first.has(chunk.fileName))
const total = eager.reduce((sum, chunk) => sum + gzipped(chunk.code), 0)
console.log(`@aixplain-ts/sdk ${total.toFixed(1)} KiB gz (limit ${LIMIT_KIB})`)
if (total > LIMIT_KIB) process.exitCode = 1
