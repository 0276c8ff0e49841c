// For packages published as one bundle: bundles their declarations into one file, too.
import { dirname, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Plugin } from "rolldown"

const packages = fileURLToPath(new URL("../packages", import.meta.url))

/**
 * `AsyncDisposable` and `Symbol.asyncDispose` are not part of a numbered `lib` (TypeScript 7.0): declarations that
 * use them reference their lib, so that a project with `lib: ["ES2023", "DOM"]` and `skipLibCheck: false` compiles.
 */
const disposables = '/// <reference lib="esnext.disposable" />\n'

/** Finds the declarations that `tsc -b` wrote: of the package itself, and of the workspace packages bundled with it. */
export const workspaceDeclarations: Plugin = {
  name: "workspace-declarations",
  resolveId: {
    order: "pre",
    handler(id, importer) {
      const [, name, module] = /^@aixplain-ts\/([^/]+)(?:\/(.+))?$/.exec(id) ?? []
      if (name !== undefined) return resolve(packages, name, "dist", `${module ?? "index"}.d.ts`)
      if (importer === undefined || !id.startsWith(".") || id.endsWith(".d.ts")) return null
      return resolve(dirname(importer), id.replace(/\.[jt]s$/, ".d.ts"))
    }
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "chunk" && /AsyncDisposable|asyncDispose/.test(file.code)) file.code = disposables + file.code
  }
}
