/**
 * A complete release on this machine: versions and changelogs, packing, publishing to a registry on
 * loopback, tags, and a program that runs on what npm, pnpm, Yarn and Bun install from there. It works in a clone of
 * the
 * last commit; nothing in the working tree, and nothing outside this machine, is written.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { run, type Where } from "./commands.ts"
import { type Manager, managers } from "./managers.ts"
import { refuseUnlessLoopback } from "./loopback.ts"
import { type Registry, startRegistry } from "./registry.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const published = ["api-types", "designer", "core", "sdk", "cli", "platform"].map((name) => `@aixplain-ts/${name}`)

/** Environment for commands in the clone: commits and tags have an author, and the registry is the one on loopback. */
const publishing = (registry: Registry): Readonly<Record<string, string | undefined>> => ({
  ...process.env,
  CI: "true",
  DO_NOT_TRACK: "1",
  GIT_AUTHOR_NAME: "Rehearsal",
  GIT_AUTHOR_EMAIL: "rehearsal@localhost",
  GIT_COMMITTER_NAME: "Rehearsal",
  GIT_COMMITTER_EMAIL: "rehearsal@localhost",
  pnpm_config_registry: registry.url,
  // Provenance needs the identity of a CI job, which a rehearsal does not have.
  pnpm_config_provenance: "false"
})

export interface Release {
  readonly version: string
  readonly tags: readonly string[]
  /** The first lines of the changelog of the sdk. */
  readonly changelog: string
}

/** Versions, builds and publishes a clone of the last commit to this registry. */
export const publish = async (registry: Registry, folder: string, say: (line: string) => void): Promise<Release> => {
  const clone: Where = { cwd: join(folder, "clone"), env: publishing(registry) }
  const at = { ...clone, cwd: folder }
  await run("git", ["clone", "--quiet", "--shared", root, clone.cwd], at)
  await writeFile(join(clone.cwd, ".npmrc"), `${registry.url.replace("http:", "")}/:_authToken=rehearsal\n`)
  await refuseUnlessLoopback(clone)

  say("Installing what the build needs")
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], {
    ...clone,
    env: { ...clone.env, pnpm_config_registry: undefined }
  })
  say("Versions and changelogs")
  await run("pnpm", ["exec", "changeset", "version"], clone)
  const manifest = JSON.parse(await readFile(join(clone.cwd, "packages/sdk/package.json"), "utf8"))
  const version: string = manifest.version
  const changelog = await readFile(join(clone.cwd, "packages/sdk/CHANGELOG.md"), "utf8")
  await run("git", ["add", "--all", "--", ".", ":!.npmrc"], clone)
  await run("git", ["commit", "--quiet", "--message", `Version ${version}`], clone)
  say(`Building ${version}`)
  await run("pnpm", ["exec", "turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"], clone)
  say(`Publishing to ${registry.url}`)
  await refuseUnlessLoopback(clone)
  await run("pnpm", ["exec", "changeset", "publish"], clone)

  const missing = published.filter((name) => registry.versions()[name]?.join() !== version)
  if (missing.length > 0) throw new Error(`Not published as ${version}: ${missing.join(", ")}.`)
  const tags = (await run("git", ["tag", "--points-at", "HEAD"], clone)).trim().split("\n")
  const untagged = published.filter((name) => !tags.includes(`${name}@${version}`))
  if (untagged.length > 0) throw new Error(`No tag ${version} for ${untagged.join(", ")}.`)
  return { version, tags, changelog }
}

const program = `
import { definePipeline } from "@aixplain-ts/designer"
import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"

const platform = await startPlatform()
const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
const mood = definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
  Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
}))
const { outputs } = await (await aixplain.pipelines.create(mood)).run({ Review: "I love it, the best" })
console.log(await outputs.Mood.text())
await platform.close()
`

/** Installs the published packages with one package manager in an empty folder, and runs a program and `axp`. */
export const consume = async (
  manager: Manager,
  registry: Registry,
  release: Release,
  folder: string
): Promise<void> => {
  const cwd = join(folder, manager)
  await mkdir(cwd)
  const names = ["sdk", "designer", "platform", "cli"].map((name) => `@aixplain-ts/${name}`)
  const dependencies = Object.fromEntries(names.map((name) => [name, release.version]))
  await writeFile(
    join(cwd, "package.json"),
    JSON.stringify({ name: "someone", private: true, type: "module", dependencies })
  )
  await writeFile(join(cwd, "program.js"), program)
  const { install, node, axp } = await managers[manager](cwd, registry.url, folder)
  await install()
  const said = (await node("program.js")).trim()
  if (said !== "POSITIVE") throw new Error(`The program installed with ${manager} printed ${JSON.stringify(said)}.`)
  const version = (await axp("--version")).trim()
  if (version !== release.version)
    throw new Error(`axp installed with ${manager} is ${version}, not ${release.version}.`)
}

export const rehearse = async (using: readonly Manager[], say: (line: string) => void = () => {}): Promise<Release> => {
  await using registry = await startRegistry()
  const folder = await mkdtemp(join(tmpdir(), "release-"))
  try {
    const release = await publish(registry, folder, say)
    for (const manager of using) {
      say(`Installing with ${manager}, running a program and axp`)
      await consume(manager, registry, release, folder)
    }
    return release
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
