import { defineConfig, type Plugin } from "rolldown"
import { dts } from "rolldown-plugin-dts"
// @boundaries-ignore build configuration, not code of the package
import { bundledLicences } from "../../scripts/bundled-licences.ts"
// @boundaries-ignore build configuration, not code of the package
import { commonJs, commonJsDeclarations } from "../../scripts/commonjs.ts"
// @boundaries-ignore build configuration, not code of the package
import { workspaceDeclarations } from "../../scripts/workspace-declarations.ts"

// One bundle with core and effect inside: users install no dependency and load one file. There are two of them, because
// files are reached differently: under Node, Bun and Deno, and everywhere else. The declarations are bundled too and
// never mention effect. What a page loads first is one chunk behind the entry, which exports the public names and no others;
// what core loads on demand (uploads, saving, look-ups, batches) stays apart, with what only it uses of effect. Left to
// itself the bundler makes a dozen shared chunks of it, which compress worse by 5 KiB.
const first =
  /node_modules\/.*\/effect\/(?!dist\/(Queue|MutableList|Semaphore))|packages\/sdk\/src\/(?!index\.ts)|packages\/core\/src\/(?!plans\/|.*\.(?:lazy|node|browser)\.ts$)/

/**
 * What sniffs media types logs through `debug`, which reads the whole environment when it is loaded: Deno asks for leave.
 * Nobody sees that log here.
 */
const withoutDebug: Plugin = {
  name: "without-debug",
  resolveId: (id) => (id === "debug" ? "\0debug" : null),
  load: (id) => (id === "\0debug" ? "export default () => () => {}" : null)
}

const input = (name: string, platform: "node" | "browser") =>
  defineConfig({
    input: { [name]: "src/index.ts" },
    platform,
    preserveEntrySignatures: "allow-extension",
    resolve: { conditionNames: [platform, "import", "default"] },
    plugins: [withoutDebug, bundledLicences],
    transform: { target: "es2023" }
  })

const bundle = (name: string, platform: "node" | "browser", cleanDir = false) =>
  defineConfig({
    ...input(name, platform),
    output: {
      dir: "dist",
      format: "esm",
      minify: "dce-only",
      sourcemap: false,
      cleanDir,
      codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: "client", test: first }] }
    }
  })

export default defineConfig([
  bundle("index", "browser", true),
  bundle("index.node", "node"),
  defineConfig({ ...input("index", "browser"), output: { ...commonJs, codeSplitting: false } }),
  defineConfig({ ...input("index.node", "node"), output: { ...commonJs, codeSplitting: false } }),
  {
    input: { index: "./.tsbuild/out/index.d.ts" },
    plugins: [workspaceDeclarations, dts({ dtsInput: true, emitDtsOnly: true }), commonJsDeclarations],
    output: { dir: "dist", format: "esm" }
  }
])
