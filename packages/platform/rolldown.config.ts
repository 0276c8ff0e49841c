import { dirname, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "rolldown"
import { dts } from "rolldown-plugin-dts"
import manifest from "./package.json" with { type: "json" }

const packages = fileURLToPath(new URL("..", import.meta.url))

/** Finds the declarations that `tsc -b` wrote: of this package, and of the workspace packages that go inside. */
const declarations: Plugin = {
  name: "workspace-declarations",
  resolveId: {
    order: "pre",
    handler(id, importer) {
      const [, name, module] = /^@aixplain-ts\/([^/]+)(?:\/(.+))?$/.exec(id) ?? []
      if (name !== undefined) return resolve(packages, name, "dist", `${module ?? "index"}.d.ts`)
      if (importer === undefined || !id.startsWith(".") || id.endsWith(".d.ts")) return null
      return resolve(dirname(importer), id.replace(/\.[jt]s$/, ".d.ts"))
    }
  }
}

/** Packages with data or programs of their own stay outside; they are loaded when an asset or a script needs them. */
const outside = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]
const isOutside = (id: string): boolean => outside.some((name) => id === name || id.startsWith(`${name}/`))

// One bundle with effect inside: a server that is started by a command must answer soon, and a thousand small modules
// take longer to find than everything else it does. Threads and child processes are files of their own beside it.
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
    transform: { target: "node22" },
    output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir: true }
  },
  {
    input: { index: "./.tsbuild/out/index.d.ts" },
    plugins: [declarations, dts({ dtsInput: true, emitDtsOnly: true })],
    output: { dir: "dist", format: "esm" }
  }
])
