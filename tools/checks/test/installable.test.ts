/**
 * The dependencies of the published packages must install everywhere, with every package manager: no binaries for one
 * system, no packages outside the npm registry, no install scripts.
 */
import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"

const root = fileURLToPath(new URL("../../../", import.meta.url))

interface Resolved {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface Package {
  readonly resolution: { readonly integrity?: string; readonly tarball?: string }
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}
interface Lockfile {
  readonly importers: Readonly<
    Record<string, { readonly dependencies?: Readonly<Record<string, { readonly version: string }>> }>
  >
  readonly packages: Readonly<Record<string, Package>>
  readonly snapshots: Readonly<Record<string, Resolved>>
}

const lock = parse(readFileSync(`${root}pnpm-lock.yaml`, "utf8")) as Lockfile

const published = globSync("packages/*/package.json", { cwd: root })
  .map((path) => ({
    folder: path.replace("/package.json", ""),
    manifest: JSON.parse(readFileSync(root + path, "utf8"))
  }))
  .filter(({ manifest }) => manifest.private !== true)

/** All transitive dependencies of one published package, as `name@version`. */
const broughtBy = (folder: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (name: string, version: string): void => {
    if (version.startsWith("link:")) return
    const key = `${name}@${version}`
    if (found.has(key)) return
    found.add(key)
    const { dependencies, optionalDependencies } = lock.snapshots[key] ?? {}
    for (const entry of Object.entries({ ...dependencies, ...optionalDependencies })) visit(...entry)
  }
  for (const [name, { version }] of Object.entries(lock.importers[folder]?.dependencies ?? {})) visit(name, version)
  return found
}

const manifestOf = (key: string): Record<string, Record<string, string> | undefined> => {
  const at = key.indexOf("@", 1)
  const name = key.slice(0, at)
  const folder = key.replaceAll("/", "+").replaceAll("(", "_").replaceAll(")", "")
  return JSON.parse(readFileSync(`${root}node_modules/.pnpm/${folder}/node_modules/${name}/package.json`, "utf8"))
}

describe.each(published.map(({ folder, manifest }) => [manifest.name as string, folder]))("%s", (_, folder) => {
  const brought = [...broughtBy(folder)]
  const packageOf = (key: string): Package | undefined => lock.packages[key.replace(/\(.*$/, "")]

  test("has no dependency with a binary for one operating system or processor", () => {
    const native = brought.filter((key) => {
      const { os, cpu, libc } = packageOf(key) ?? {}
      return os !== undefined || cpu !== undefined || libc !== undefined
    })
    expect(native).toEqual([])
  })

  test("has no optional dependency that is missing from the registry", () => {
    const missing = brought.flatMap((key) => {
      const wanted = Object.keys(manifestOf(key)["optionalDependencies"] ?? {})
      const resolved = lock.snapshots[key]?.optionalDependencies ?? {}
      return wanted.filter((name) => !(name in resolved)).map((name) => `${key} → ${name}`)
    })
    expect(missing).toEqual([])
  })

  test("has no dependency with an install script", () => {
    const scripts = brought.filter((key) =>
      ["preinstall", "install", "postinstall"].some((script) => manifestOf(key)["scripts"]?.[script] !== undefined)
    )
    expect(scripts).toEqual([])
  })

  test("has only dependencies from the registry, with a checksum", () => {
    const elsewhere = brought.filter((key) => {
      const { integrity, tarball } = packageOf(key)?.resolution ?? {}
      return integrity === undefined || tarball !== undefined
    })
    expect(elsewhere).toEqual([])
  })
})
