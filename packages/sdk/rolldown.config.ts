import { dirname, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "rolldown"
import { dts } from "rolldown-plugin-dts"

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

// One bundle with core and effect inside: users install no dependency and load one file. There are two of them, because
// files are reached differently: under Node, Bun and Deno, and everywhere else. The declarations are bundled too and
// never mention effect.
const bundle = (name: string, platform: "node" | "browser", cleanDir = false) =>
  defineConfig({
    input: { [name]: "src/index.ts" },
    platform,
    resolve: { conditionNames: [platform, "import", "default"] },
    transform: { target: "es2023" },
    output: { dir: "dist", format: "esm", minify: "dce-only", sourcemap: false, cleanDir }
  })

export default defineConfig([
  bundle("index", "browser", true),
  bundle("index.node", "node"),
  {
    input: { index: "./.tsbuild/out/index.d.ts" },
    plugins: [declarations, dts({ dtsInput: true, emitDtsOnly: true })],
    output: { dir: "dist", format: "esm" }
  }
])
