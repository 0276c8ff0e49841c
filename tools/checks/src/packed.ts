/** The packages as they are published: packed, and installed by npm in an empty folder. Needs the build. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../../../", import.meta.url))

/** The version of a package in the workspace's catalog. */
export const version = (name: string): string => {
  const catalog = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")
  const found = new RegExp(`^  "?${name}"?: (\\S+)$`, "m").exec(catalog)?.[1]
  if (found === undefined) throw new Error(`${name} is not in the catalog of pnpm-workspace.yaml.`)
  return found
}

/** Packs one package into a folder. Returns how a manifest in that folder names the tarball. */
export const pack = (name: string, folder: string): string => {
  const cwd = join(root, "packages", name)
  execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd, stdio: "pipe" })
  const file = readdirSync(folder).find((entry) => entry.startsWith(`aixplain-ts-${name}-`))
  if (file === undefined) throw new Error(`pnpm pack wrote no tarball for ${name}.`)
  return `file:./${file}`
}

/** A new folder in which these packages of the workspace, and others from the registry, are installed. */
export const installPacked = (
  names: readonly string[],
  others: Readonly<Record<string, string>> = {},
  manifest: Readonly<Record<string, unknown>> = { type: "module" }
): string => {
  const folder = mkdtempSync(join(tmpdir(), "packed-"))
  const packed = Object.fromEntries(names.map((name) => [`@aixplain-ts/${name}`, pack(name, folder)]))
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "someone", private: true, dependencies: { ...packed, ...others }, ...manifest })
  )
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], {
    cwd: folder,
    stdio: "pipe"
  })
  return folder
}
