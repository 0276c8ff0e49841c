import { defineConfig } from "rolldown"
import { dts } from "rolldown-plugin-dts"
// @boundaries-ignore build configuration, not code of the package
import { commonJs } from "../../scripts/commonjs.ts"

// `tsc -b` writes the ES modules; this is the CommonJS build beside them.
export default defineConfig([
  {
    input: { index: "src/index.ts", diagram: "src/Diagram.ts", layout: "src/Layout.ts" },
    transform: { target: "es2023" },
    output: commonJs
  },
  {
    input: { index: "dist/index.d.ts", diagram: "dist/Diagram.d.ts", layout: "dist/Layout.d.ts" },
    external: /^@aixplain-ts\//,
    plugins: [dts({ dtsInput: true, emitDtsOnly: true, sourcemap: false })],
    output: { dir: "dist", format: "esm", entryFileNames: "[name].d.cts", chunkFileNames: "[name].shared.d.cts" }
  }
])
