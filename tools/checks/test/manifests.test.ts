/** What a registry shows of each published package: manifest, README, and the published files. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { root } from "../src/packed.ts"

const packages = globSync("packages/*/package.json", { cwd: root })
  .map((path) => ({ folder: join(root, path, ".."), manifest: JSON.parse(readFileSync(join(root, path), "utf8")) }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ name: manifest.name as string, folder, manifest }))

const repository = "https://github.com/aixplain-ts/aixplain-ts"

describe.each(packages)("$name", ({ name, folder, manifest }) => {
  const readme = readFileSync(join(folder, "README.md"), "utf8")

  test("has a description, a repository and an issue tracker in its manifest", () => {
    const short = folder.slice(join(root, "packages").length + 1)
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/.{20}/),
      license: "Apache-2.0",
      homepage: `${repository}/tree/main/packages/${short}#readme`,
      bugs: `${repository}/issues`,
      repository: { type: "git", url: `git+${repository}.git`, directory: `packages/${short}` },
      engines: { node: expect.any(String) },
      publishConfig: { access: "public", provenance: true }
    })
    expect(manifest.keywords.length).toBeGreaterThan(2)
  })

  test("shows how to install it with its peer dependencies", () => {
    const optional = manifest.peerDependenciesMeta ?? {}
    const peers = Object.keys(manifest.peerDependencies ?? {}).filter((peer) => optional[peer]?.optional !== true)
    expect(readme).toContain(["npm install", name, ...peers].join(" "))
  })

  test("has no link in its README that is broken outside the repository", () => {
    const links = Array.from(readme.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? "")
    expect(links.filter((target) => !/^(https:|#)/.test(target))).toEqual([])
    const ours = links.filter((target) => target.startsWith(`${repository}/blob/main/`))
    const files = ours.map((target) => new URL(target).pathname.split("/blob/main/")[1] ?? "")
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test("publishes its sources only together with source maps", () => {
    // The compiler writes source maps, the bundler does not (packages that the compiler only declares are bundled).
    const mapped = !readFileSync(join(folder, "tsconfig.json"), "utf8").includes('"emitDeclarationOnly": true')
    expect(manifest.files.includes("src")).toBe(mapped)
  })
})
