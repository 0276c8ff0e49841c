/**
 * Every published bundle contains the licences of the packages that are bundled in it. The bundler is run again to
 * list them; the notices are read from the published folder. Needs the build.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { type ConfigExport, type Plugin, rolldown, type RolldownOptions } from "rolldown"
import { build } from "vite"
import { describe, expect, test } from "vitest"
import { root } from "../src/packed.ts"

interface Notice {
  readonly name: string
  readonly text: string
}

/** The names of third-party packages among these modules. */
const packagesAmong = (modules: Iterable<string>): readonly string[] => {
  const names = Array.from(modules, (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? "")
  return [...new Set(names)].filter((name) => name !== "" && !name.startsWith("@aixplain-ts/")).toSorted()
}

const noticesIn = (folder: string): readonly Notice[] => {
  const file = join(folder, "THIRD_PARTY_LICENSES.txt")
  if (!existsSync(file)) return []
  const [, ...notices] = `\n\n${readFileSync(file, "utf8")}`.split(
    /\n\n(?=(?:@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+\S* \([^)\n]+\)\n)/
  )
  return notices.map((text) => ({ name: text.split(" ", 1)[0] ?? "", text }))
}

/** Collects the modules with code in the output. */
const collecting = (modules: Set<string>): Plugin => ({
  name: "collecting",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "chunk")
        for (const [id, { renderedLength }] of Object.entries(file.modules)) if (renderedLength > 0) modules.add(id)
  }
})

const modulesOfConfig = async (folder: string): Promise<ReadonlySet<string>> => {
  const modules = new Set<string>()
  const config = ((await import(pathToFileURL(join(folder, "rolldown.config.ts")).href)) as { default: ConfigExport })
    .default
  for (const { output, ...input } of [config].flat() as RolldownOptions[]) {
    if (JSON.stringify(input.input).includes(".d.ts")) continue
    const bundle = await rolldown({ ...input, cwd: folder, plugins: [input.plugins, collecting(modules)] })
    await bundle.generate({ format: [output].flat()[0]?.format ?? "esm", minify: "dce-only", codeSplitting: true })
    await bundle.close()
  }
  return modules
}

const bundled = globSync("packages/*/rolldown.config.ts", { cwd: root }).map((path) => join(root, dirname(path)))

describe("notices of bundled packages", () => {
  /** Packages without a notice, and notices without the text of a licence. */
  const lacking = (modules: Iterable<string>, folder: string): readonly string[] => {
    const notices = noticesIn(folder)
    const names = new Set(notices.map(({ name }) => name))
    const unnamed = packagesAmong(modules).filter((name) => !names.has(name))
    return [...unnamed, ...notices.filter(({ text }) => text.length < 300).map(({ text }) => text)]
  }

  test.each(bundled.map((folder) => [folder.slice(root.length), folder] as const))("are in %s", async (_, folder) => {
    expect(lacking(await modulesOfConfig(folder), join(folder, "dist"))).toEqual([])
  })

  test("are in the studio that is published with axp", async () => {
    const modules = new Set<string>()
    await build({
      root: join(root, "apps/studio"),
      logLevel: "error",
      build: { write: false },
      plugins: [collecting(modules)]
    })
    expect(packagesAmong(modules)).toContain("react")
    expect(lacking(modules, join(root, "packages/cli/dist/studio"))).toEqual([])
  })
})
