/**
 * Import rules for the folders of a package, in addition to those for packages: folders import each other in one
 * direction, types included, and the name of a file matches what it exports. docs/architecture.md explains both.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { parseAst } from "rolldown/parseAst"
import { describe, expect, test } from "vitest"
import { root } from "../src/packed.ts"

interface Package {
  readonly home: string
  /** Files of `src` itself are public entry points: they may be imported by folders that they import. */
  readonly isPublicAtTheTop: boolean
}

const packages: readonly Package[] = [
  { home: "packages/core", isPublicAtTheTop: true },
  { home: "packages/designer", isPublicAtTheTop: true },
  { home: "packages/sdk", isPublicAtTheTop: true },
  { home: "packages/cli", isPublicAtTheTop: false },
  { home: "packages/platform", isPublicAtTheTop: false },
  { home: "apps/studio", isPublicAtTheTop: false }
]

interface Import {
  /** Path of the module below `src`. */
  readonly to: string
  readonly kind: "static" | "type" | "dynamic" | "re-export"
}

interface Module {
  /** Path below `src`. */
  readonly path: string
  readonly imports: readonly Import[]
  /** Names that the module exports, types included. */
  readonly exports: ReadonlySet<string>
}

type Node = Readonly<Record<string, unknown>>

const nodesOf = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (typeof value !== "object" || value === null) return []
  return [value as Node, ...Object.values(value).flatMap(nodesOf)]
}

const nameOf = (node: unknown): string => {
  const { name, value } = (node ?? {}) as { readonly name?: string; readonly value?: string }
  return name ?? value ?? ""
}

const importOf = (node: Node): { readonly specifier: string; readonly kind: Import["kind"] } | undefined => {
  const specifier = nameOf(node["source"])
  const isType = node["importKind"] === "type" || node["exportKind"] === "type"
  switch (node["type"]) {
    case "ImportDeclaration":
      return { specifier, kind: isType ? "type" : "static" }
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return { specifier, kind: isType ? "type" : "re-export" }
    case "ImportExpression":
      return { specifier, kind: "dynamic" }
    case "TSImportType":
      return { specifier, kind: "type" }
    default:
      return undefined
  }
}

const exportsOf = (node: Node): readonly string[] => {
  if (node["type"] !== "ExportNamedDeclaration") return []
  const { declarations, id } = (node["declaration"] ?? {}) as Node
  return [
    nameOf(id),
    ...((declarations ?? []) as readonly Node[]).map((one) => nameOf(one["id"])),
    ...(node["specifiers"] as readonly Node[]).map(({ exported }) => nameOf(exported))
  ].filter((name) => name !== "")
}

const modulesOf = ({ home }: Package): readonly Module[] =>
  globSync("**/*.{ts,tsx}", { cwd: join(root, home, "src") })
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(root, home, "src", path), "utf8")
      const nodes = nodesOf(parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }))
      const imports = nodes.flatMap((node) => {
        const found = importOf(node)
        if (found === undefined || !found.specifier.startsWith(".")) return []
        return { to: join(dirname(path), found.specifier), kind: found.kind }
      })
      return { path, imports, exports: new Set(nodes.flatMap(exportsOf)) }
    })

const all = new Map(packages.map((one) => [one.home, modulesOf(one)]))

/** The group that a module belongs to: its folder of the first level, or the module itself at the top level. */
const groupOf = ({ isPublicAtTheTop }: Package, path: string): string | undefined => {
  const [first = "", ...rest] = path.split("/")
  if (rest.length === 0) return isPublicAtTheTop ? undefined : first
  // `internal` only marks what is not exported: each of its folders is a group, and its files form one.
  return first === "internal" && rest.length > 1 ? `internal/${rest[0]}` : first
}

type Graph = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The imports between groups, each with an example. */
const graphOf = (one: Package): Graph => {
  const graph = new Map<string, Map<string, string>>()
  for (const { imports, path } of all.get(one.home) ?? []) {
    const from = groupOf(one, path)
    for (const { to } of imports) {
      const into = groupOf(one, to)
      if (from === undefined || into === undefined || from === into) continue
      const edges = graph.get(from) ?? new Map<string, string>()
      graph.set(from, edges.set(into, edges.get(into) ?? `${path} imports ${to}`))
    }
  }
  return graph
}

/** The imports of one cycle; empty without cycles. */
const cycleOf = (graph: Graph): readonly string[] => {
  const done = new Set<string>()
  const visit = (group: string, above: readonly string[]): readonly string[] => {
    if (done.has(group)) return []
    const at = above.indexOf(group)
    if (at !== -1)
      return above.slice(at).map((from, index) => graph.get(from)?.get(above[at + index + 1] ?? group) ?? from)
    for (const next of graph.get(group)?.keys() ?? []) {
      const cycle = visit(next, [...above, group])
      if (cycle.length > 0) return cycle
    }
    done.add(group)
    return []
  }
  for (const group of graph.keys()) {
    const cycle = visit(group, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

describe.each(packages)("$home", (one) => {
  const modules = all.get(one.home) ?? []

  test("has folders that import each other in one direction only, types included", () => {
    expect(modules.length).toBeGreaterThan(10)
    expect(cycleOf(graphOf(one))).toEqual([])
  })

  test("capitalizes the name of a file exactly if it exports something of that name, or is a public entry point", () => {
    const wrong = modules.filter(({ exports, path }) => {
      const [stem = ""] = basename(path).split(".")
      const capital = `${stem.charAt(0).toUpperCase()}${stem.slice(1)}`
      const isPublic = one.isPublicAtTheTop && !path.includes("/") && !["index", "testing"].includes(stem)
      return /^[A-Z]/.test(stem) !== (isPublic || (/^[A-Z]/.test(capital) && exports.has(capital)))
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test("capitalizes the name of a test only if a module has that name", () => {
    const stems = new Set(modules.map(({ path }) => basename(path).split(".")[0]))
    const tests = globSync("{test,test-full,typetest}/**/*.{test.ts,test.tsx,tst.ts}", { cwd: join(root, one.home) })
    expect(tests.filter((path) => /^[A-Z]/.test(basename(path)) && !stems.has(basename(path).split(".")[0]))).toEqual(
      []
    )
  })
})

test("modules that are loaded on demand are imported by import() only, or by each other", () => {
  const isLazy = (path: string): boolean => path.endsWith(".lazy.ts")
  const modules = all.get("packages/core") ?? []
  expect(modules.filter(({ path }) => isLazy(path)).length).toBeGreaterThan(10)
  const wrong = modules.flatMap(({ imports, path }) =>
    // Plans are a separate entry point, which the SDK does not have. A re-export costs nothing until it is used.
    isLazy(path) || path.startsWith("plans/")
      ? []
      : imports.filter(({ kind, to }) => isLazy(to) && kind === "static").map(({ to }) => `${path} imports ${to}`)
  )
  expect(wrong).toEqual([])
})

test("no folder of core can be imported from outside", () => {
  const manifest = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"))
  const folders = globSync("*/", { cwd: join(root, "packages/core/src") }).filter((path) =>
    existsSync(join(root, "packages/core/src", path, "."))
  )
  expect(folders.length).toBeGreaterThan(5)
  for (const exports of [manifest.exports, manifest.publishConfig.exports])
    expect(folders.filter((folder) => exports[`./${basename(folder)}/*`] !== null)).toEqual([])
})
