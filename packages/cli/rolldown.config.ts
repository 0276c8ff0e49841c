import { defineConfig } from "rolldown"
// @boundaries-ignore build configuration, not code of the package
import { bundledLicences } from "../../scripts/bundled-licences.ts"

// One small entry that answers --help and --version, and chunks that are loaded with a command. The platform stays
// outside: it is a package of its own that only `axp dev` and `axp run file` load.
export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  external: [/^@aixplain-ts\/platform/],
  plugins: [bundledLicences],
  transform: { target: "node22" },
  output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir: true }
})
