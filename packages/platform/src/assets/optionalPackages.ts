/**
 * Finds the heavy packages that the platform does not bring along: beside the platform, then in the current folder.
 * Only those who use speech or text recognition install them: they take 100 MB.
 */
import { createRequire } from "node:module"
import { join } from "node:path"
import { AssetError } from "./AssetDefinition.ts"

/**
 * A `require` that sees all of the packages.
 * @throws AssetError that says what they are for and how to install them.
 */
export const requireOptional = (what: string, packages: readonly string[]): NodeJS.Require => {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    const require = createRequire(from)
    const isThere = (name: string): boolean => {
      try {
        require.resolve(`${name}/package.json`)
        return true
      } catch {
        return false
      }
    }
    if (packages.every(isThere)) return require
  }
  const command = `npm install ${packages.join(" ")}`
  throw new AssetError(`${what} needs a package that is not installed: run "${command}" beside the platform.`)
}
