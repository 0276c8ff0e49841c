/**
 * The package managers of users. npm and pnpm are installed; Yarn and Bun are installed by npm if a rehearsal needs
 * them. Only our scope comes from the registry of the rehearsal; everything else comes from the usual registry.
 */
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run, type Where } from "./commands.ts"

const scope = "@aixplain-ts"

interface Installed {
  readonly install: () => Promise<unknown>
  /** Runs a program in the folder, and the `axp` that was installed there. */
  readonly node: (file: string) => Promise<string>
  readonly axp: (...argv: readonly string[]) => Promise<string>
}

/** `pnpm` and `npm` pass their settings to scripts in the environment; a user's empty folder has none of them. */
const plain = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(pnpm|npm)_|^NODE_OPTIONS$/i.test(name))),
  CI: "true",
  YARN_ENABLE_TELEMETRY: "0",
  YARN_GLOBAL_FOLDER: join(folder, "yarn-global")
})

const inNodeModules = (where: Where): Pick<Installed, "axp" | "node"> => ({
  node: (file) => run(process.execPath, [file], where),
  axp: (...argv) => run(join(where.cwd, "node_modules/.bin/axp"), argv, where)
})

/** Path of a tool that npm installs once for this rehearsal, outside the user's folder. */
const tool = async (name: string, version: string, where: Where, folder: string): Promise<string> => {
  const prefix = join(folder, "tools", name)
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--no-save"]
  await run("npm", ["install", "--prefix", prefix, ...flags, `${name}@${version}`], { ...where, cwd: folder })
  return join(prefix, "node_modules", name)
}

export const managers = {
  npm: async (cwd: string, registry: string, folder: string): Promise<Installed> => {
    const where = { cwd, env: plain(folder) }
    await writeFile(join(cwd, ".npmrc"), `${scope}:registry=${registry}\n`)
    return {
      install: () => run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], where),
      ...inNodeModules(where)
    }
  },
  pnpm: async (cwd: string, registry: string, folder: string): Promise<Installed> => {
    const where = { cwd, env: plain(folder) }
    await writeFile(join(cwd, ".npmrc"), `${scope}:registry=${registry}\n`)
    // On a clean machine, too, pnpm would refuse packages published a minute ago.
    await writeFile(join(cwd, "pnpm-workspace.yaml"), `minimumReleaseAgeExclude:\n  - "${scope}/*"\n`)
    return { install: () => run("pnpm", ["install", "--prefer-offline"], where), ...inNodeModules(where) }
  },
  yarn: async (cwd: string, registry: string, folder: string): Promise<Installed> => {
    const where = { cwd, env: plain(folder) }
    const settings = [
      "enableTelemetry: false",
      "unsafeHttpWhitelist:",
      "  - 127.0.0.1",
      "npmScopes:",
      "  aixplain-ts:",
      `    npmRegistryServer: "${registry}"`,
      "npmPreapprovedPackages:",
      `  - "${scope}/*"`
    ]
    await writeFile(join(cwd, ".yarnrc.yml"), `${settings.join("\n")}\n`)
    await writeFile(join(cwd, "yarn.lock"), "")
    const yarn = join(await tool("@yarnpkg/cli-dist", "4.18.1", where, folder), "bin/yarn.js")
    const call = (...argv: readonly string[]) => run(process.execPath, [yarn, ...argv], where)
    return {
      // Plug'n'Play, which is Yarn's default.
      install: () => call("install", "--no-immutable"),
      node: (file) => call("node", file),
      axp: (...argv) => call("axp", ...argv)
    }
  },
  bun: async (cwd: string, registry: string, folder: string): Promise<Installed> => {
    const where = { cwd, env: { ...plain(folder), BUN_INSTALL_CACHE_DIR: join(folder, "bun-cache") } }
    await writeFile(join(cwd, "bunfig.toml"), `[install.scopes]\n"${scope}" = "${registry}"\n`)
    const name = process.arch === "arm64" ? "@oven/bun-linux-aarch64" : "@oven/bun-linux-x64"
    const bun = join(await tool(name, "1.4.4", where, folder), "bin/bun")
    return { install: () => run(bun, ["install"], where), ...inNodeModules(where) }
  }
} satisfies Readonly<Record<string, (cwd: string, registry: string, folder: string) => Promise<Installed>>>

export type Manager = keyof typeof managers
