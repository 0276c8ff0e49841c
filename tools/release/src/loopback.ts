/**
 * Checks before anything is published where pnpm would publish to. pnpm 12 does not read `npm_config_registry`, and a
 * scope in a user's .npmrc or a `publishConfig` overrides `registry`. So pnpm itself is queried, in the folder and
 * with the environment of the publication, and any address other than loopback stops the rehearsal.
 */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { run, type Where } from "./commands.ts"

const isLoopback = (address: string): boolean => {
  const { hostname, protocol } = URL.parse(address) ?? { hostname: "", protocol: "" }
  return protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]")
}

/** Every address that a publication from this folder could go to, with the setting that names it. */
const registriesOf = async (where: Where): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (const setting of ["registry", "@aixplain-ts:registry"]) {
    const address = (await run("pnpm", ["config", "get", setting], where)).trim()
    if (setting === "registry" || (address !== "" && address !== "undefined")) found.set(setting, address)
  }
  for (const path of globSync("packages/*/package.json", { cwd: where.cwd })) {
    const { publishConfig = {} } = JSON.parse(readFileSync(join(where.cwd, path), "utf8"))
    for (const [key, address] of Object.entries(publishConfig))
      if (key.endsWith("registry")) found.set(`publishConfig.${key} of ${path}`, String(address))
  }
  return found
}

/** Throws if anything would be published from this folder to another machine. */
export const refuseUnlessLoopback = async (where: Where): Promise<void> => {
  for (const [setting, address] of await registriesOf(where))
    if (!isLoopback(address))
      throw new Error(
        `The rehearsal would publish to ${JSON.stringify(address)} (${setting}), which is not on this machine. ` +
          "Nothing was published. Set pnpm_config_registry to a loopback address."
      )
}
