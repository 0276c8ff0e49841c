// Output of the CommonJS builds. They are for tools that cannot load ES modules (Jest, compilers with classic
// settings);
// Node itself loads the ES module for `require` too, so that a process has one copy.
import type { OutputOptions, Plugin } from "rolldown"

export const commonJs = {
  dir: "dist",
  format: "cjs",
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name].shared.cjs",
  // Names are not minified, for readable stack traces.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  sourcemap: false
} satisfies OutputOptions

/** Declarations without imports are also valid for a CommonJS module: they are written under both names. */
export const commonJsDeclarations: Plugin = {
  name: "commonjs-declarations",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk" || !file.fileName.endsWith(".d.ts")) continue
      if (file.imports.length > 0) throw new Error(`${file.fileName} imports ${file.imports.join(", ")}.`)
      this.emitFile({ type: "asset", fileName: file.fileName.replace(/ts$/, "cts"), source: file.code })
    }
  }
}
