// Packs every public package as it would be published and checks the tarball with publint and attw.
import { spawnSync } from "node:child_process"
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** Entry points that are data, or that CommonJS programs read as data. */
const noModules = ["openapi.yaml", "openapi.json", "openapi.plain.json", "document"]
const out = mkdtempSync(join(tmpdir(), "pack-"))
const run = (command: string, args: ReadonlyArray<string>, cwd = "."): void => {
  const { error, status, stderr, stdout } = spawnSync(command, args, { cwd, encoding: "utf8" })
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`, { cause: error })
}
try {
  for (const manifest of globSync("packages/*/package.json")) {
    const { name, private: isPrivate, publishConfig, version } = JSON.parse(readFileSync(manifest, "utf8"))
    if (isPrivate === true) continue
    run("pnpm", ["pack", "--pack-destination", out], dirname(manifest))
    const tarball = join(out, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`)
    run("publint", ["run", tarball, "--strict"])
    if (publishConfig?.exports !== undefined) {
      // Packages with a CommonJS build must resolve everywhere, even with the oldest compiler settings.
      const profile = publishConfig.main === undefined ? "esm-only" : "strict"
      run("attw", [tarball, "--profile", profile, "--no-color", "--exclude-entrypoints", ...noModules])
    }
    console.log(`ok ${name}`)
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
