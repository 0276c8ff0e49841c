/** A page that tells somebody where to look is wrong as soon as the file moves: every path that it names must exist. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "../src/packed.ts"

const pages = ["AGENTS.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/engine.md", "docs/releasing.md"].concat(
  globSync("docs/{patterns,decisions}/*.md", { cwd: root })
)

test.each(pages)("%s names only files that exist", (page) => {
  const text = readFileSync(join(root, page), "utf8")
  const named = Array.from(text.matchAll(/`((?:packages|apps|tools|scripts|docs|examples|\.changeset)[/\w.{},*-]*)`/g))
  const paths = new Set(named.map(([, path]) => path ?? ""))
  // The word alone is a folder or a script of package.json; patterns may name several files.
  expect([...paths].filter((path) => path.includes("/") && globSync(path, { cwd: root }).length === 0)).toEqual([])
})
