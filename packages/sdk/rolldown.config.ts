import { defineConfig } from "rolldown"
import { dts } from "rolldown-plugin-dts"

// One bundle with core and effect inside: users install no dependency and load one file. Its declarations are bundled
// too and never mention effect.
export default defineConfig([
  {
    input: { index: "src/index.ts" },
    platform: "neutral",
    transform: { target: "es2023" },
    output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir: true }
  },
  {
    input: { index: "src/index.ts" },
    plugins: [dts({ emitDtsOnly: true })],
    output: { dir: "dist", format: "esm" }
  }
])
