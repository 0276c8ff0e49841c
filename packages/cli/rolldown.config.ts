import { cpSync, existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "rolldown"
// @boundaries-ignore build configuration, not code of the package
import { bundledLicences } from "../../scripts/bundled-licences.ts"

const studio = fileURLToPath(new URL("../../apps/studio/dist", import.meta.url))

/** The studio ships with the command that serves it. turbo.json builds it first. */
const copyStudio: Plugin = {
  name: "studio",
  writeBundle: ({ dir = "dist" }) => {
    if (!existsSync(`${studio}/index.html`)) return
    // Vite's list of chunks is only for the studio's tests.
    cpSync(studio, `${dir}/studio`, { recursive: true, filter: (path) => !path.endsWith(".vite") })
  }
}

// One small entry that answers --help and --version, and chunks that are loaded with a command. The platform stays
// external: a separate package that only `axp dev` and `axp run <file>` load.
export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  external: [/^@aixplain-ts\/platform/],
  plugins: [copyStudio, bundledLicences],
  transform: { target: "node22" },
  output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir: true }
})
