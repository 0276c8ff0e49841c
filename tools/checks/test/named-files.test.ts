/** A page that names a file or links to a section is wrong as soon as that moves: every path and anchor must exist. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, dirname, join, posix } from "node:path"
import { expect, test } from "vitest"
import { root } from "../src/packed.ts"

const pages = globSync(["*.md", "docs/**/*.md", "packages/*/README.md", "apps/*/README.md", ".github/**/*.md"], {
  cwd: root
}).toSorted()
const textOf = (page: string): string => readFileSync(join(root, page), "utf8")
/** Without fenced code, whose paths belong to the reader's project. */
const proseOf = (page: string): string => textOf(page).replaceAll(/^```[\s\S]*?^```/gm, "")

/** A page about one package names files relative to that package. */
const bases = ["", ...globSync("{packages,apps,tools}/*", { cwd: root }), ...globSync("packages/*/src", { cwd: root })]
const testFiles = new Set(
  globSync("{packages,apps,tools,examples}/**/*.test.ts", {
    cwd: root,
    exclude: (path) => basename(path) === "node_modules"
  }).map((path) => basename(path))
)

const exists = (page: string, path: string): boolean =>
  [dirname(page), ...bases].some((base) => globSync(path, { cwd: join(root, base) }).length > 0)

/** Folders that commands create, such as `tools/bench/.out`, do not count. */
const isPath = (word: string): boolean =>
  !/\/\.(?!changeset|github)/.test(word) &&
  /^[\w.][\w./{},*-]*$/.test(word) &&
  (/^(?:packages|apps|tools|scripts|docs|examples|\.changeset|\.github)\/./.test(word) ||
    (word.includes("/") && /\.(?:[cm]?[jt]s|tsx|ya?ml|md|py|mjs|svg|png)$/.test(word)))

test.each(pages)("%s names only files that exist", (page) => {
  const words = new Set(Array.from(proseOf(page).matchAll(/`([^`\n]+)`/g), ([, word]) => word ?? ""))
  const missing = [...words].filter((word) =>
    isPath(word) ? !exists(page, word) : /^[\w.-]+\.test\.ts$/.test(word) && !testFiles.has(word)
  )
  expect(missing).toEqual([])
})

/** Anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  return new Set(
    Array.from(proseOf(page).matchAll(/^#{1,6} (.+)$/gm), ([, heading = ""]) => {
      const anchor = heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-")
      const times = seen.get(anchor) ?? 0
      seen.set(anchor, times + 1)
      return times === 0 ? anchor : `${anchor}-${times}`
    })
  )
}

const ours = /^https:\/\/github\.com\/aixplain-ts\/aixplain-ts\/(?:blob|tree)\/main\//

test.each(pages)("%s links only to files and headings that exist", (page) => {
  const links = Array.from(proseOf(page).matchAll(/\]\(\s*<?([^)\s>]+)/g), ([, link]) => link ?? "")
  const wrong = links.filter((link) => {
    const isOurs = ours.test(link)
    if (!isOurs && /^[a-z][a-z+.-]*:/i.test(link)) return false
    const [path = "", anchor] = link.replace(ours, "").split("#", 2)
    const target = path === "" ? page : isOurs ? path : posix.join(dirname(page), path)
    if (target.startsWith("..") || !existsSync(join(root, target))) return true
    return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).has(decodeURIComponent(anchor))
  })
  expect(wrong).toEqual([])
})

interface Equivalent {
  readonly line?: string
  readonly was: string
  readonly becomes: string
  readonly why: string
}

test("the files that `pnpm mutants` mutates, and their tests, exist, and each equivalent mutant has a reason", () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, "tools/mutants", name), "utf8"))
  const files = Object.entries(read("files.json") as Record<string, Record<string, string[]>>)
  const paths = files.flatMap(([name, tests]) =>
    Object.entries(tests).flatMap(([file, its]) => [file, ...its].map((path) => `packages/${name}/${path}`))
  )
  const excused = read("equivalent.json") as Record<string, Equivalent[]>
  expect(paths.length).toBeGreaterThan(30)
  expect([...paths, ...Object.keys(excused)].filter((path) => !existsSync(join(root, path)))).toEqual([])
  for (const [file, changes] of Object.entries(excused))
    for (const { line, was, why } of changes) {
      const code = readFileSync(join(root, file), "utf8")
      const places = line === undefined ? [code] : code.split("\n").filter((each) => each.includes(line))
      expect(places).toContainEqual(expect.stringContaining(was))
      expect(why).not.toBe("")
    }
})
