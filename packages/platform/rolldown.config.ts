import { readFileSync } from "node:fs"
import { join } from "node:path"
import { defineConfig, type Plugin } from "rolldown"
import { dts } from "rolldown-plugin-dts"
// @boundaries-ignore build configuration, not code of the package
import { bundledLicences } from "../../scripts/bundled-licences.ts"
// @boundaries-ignore build configuration, not code of the package
import { workspaceDeclarations } from "../../scripts/workspace-declarations.ts"
import manifest from "./package.json" with { type: "json" }

/** Packages that bring data or programs stay outside; they are loaded when an asset or a script needs them. */
const outside = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]
const isOutside = (id: string): boolean => outside.some((name) => id === name || id.startsWith(`${name}/`))

/** Sources of scripts (`src/scripts/child`) become strings: `readFileSync(new URL("./driver.py", import.meta.url), "utf8")`. */
const readTexts: Plugin = {
  name: "read-texts",
  transform: {
    filter: { id: /[\\/]scripts[\\/]child[\\/]\w+\.ts$/ },
    handler: (code, id) => {
      const inlined = code.replaceAll(
        /readFileSync\(new URL\("(\.\/\w+\.(?:js|py))", import\.meta\.url\), "utf8"\)/g,
        (_, file: string) => JSON.stringify(readFileSync(join(id, "..", file), "utf8"))
      )
      if (inlined.includes('new URL("./')) throw new Error(`${id} reads a file that the package does not have.`)
      return inlined
    }
  }
}

// One bundle: a server that is started by a command must answer soon, and a thousand small modules
// take longer to find than everything else it does. Threads and child processes are separate files.
export default defineConfig([
  {
    input: {
      index: "src/index.ts",
      writerThread: "src/store/sqlite/writerThread.ts",
      assetThread: "src/assets/assetThread.ts",
      "speech/fliteThread": "src/assets/speech/fliteThread.ts",
      "scripts/child/main": "src/scripts/child/main.ts"
    },
    platform: "node",
    external: isOutside,
    plugins: [readTexts, bundledLicences],
    transform: { target: "node22" },
    output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir: true }
  },
  {
    input: { index: "./.tsbuild/out/index.d.ts" },
    plugins: [workspaceDeclarations, dts({ dtsInput: true, emitDtsOnly: true })],
    output: { dir: "dist", format: "esm" }
  }
])
