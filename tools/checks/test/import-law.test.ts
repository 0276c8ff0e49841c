/**
 * The import rules, tested on bundles: each public entry is bundled and its inputs are listed. Lint sees only direct
 * imports; this also sees what arrives through a dependency.
 */
import { readFileSync } from "node:fs"
import { builtinModules } from "node:module"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { describe, expect, test } from "vitest"

const root = fileURLToPath(new URL("../../../", import.meta.url))

interface Inputs {
  /** Workspace packages with modules in the bundle, by short name. */
  readonly packages: ReadonlySet<string>
  /** npm packages in the bundle, by name. */
  readonly dependencies: ReadonlySet<string>
  /** Modules of effect in the bundle, for example `Effect`. */
  readonly effect: ReadonlySet<string>
  /** Imported Node built-ins. */
  readonly builtins: ReadonlySet<string>
}

async function inputsOf(entry: string, conditions: ReadonlyArray<string>): Promise<Inputs> {
  const builtins = new Set<string>()
  const bundle = await rolldown({
    input: `${root}packages/${entry}`,
    platform: conditions.includes("browser") ? "browser" : "node",
    resolve: { conditionNames: [...conditions, "import", "default"] },
    external: (id) => {
      const isBuiltin = id.startsWith("node:") || builtinModules.includes(id)
      if (isBuiltin) builtins.add(id.replace(/^node:/, ""))
      return isBuiltin
    },
    onLog: () => {}
  })
  const { output } = await bundle.generate({ format: "esm" })
  await bundle.close()
  // Modules without code after tree shaking do not count.
  const modules = output.flatMap((chunk) =>
    chunk.type === "chunk"
      ? Object.entries(chunk.modules).flatMap(([id, module]) => (module.renderedLength > 0 ? [id] : []))
      : []
  )
  const names = (pattern: RegExp): ReadonlySet<string> =>
    new Set(modules.flatMap((id) => pattern.exec(id.replaceAll("\\", "/"))?.[1] ?? []))
  return {
    packages: names(/\/packages\/([^/]+)\/src\//),
    dependencies: names(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//),
    effect: names(/\/node_modules\/effect\/(?:dist|src)\/([^.]+)\./),
    builtins
  }
}

const publicEntries = (name: string): ReadonlyArray<string> => {
  const manifest = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8"))
  return Object.values(manifest.exports as Record<string, string | null>).flatMap((target) =>
    typeof target === "string" && target.endsWith(".ts") && !target.includes("*") ? [`${name}/${target.slice(2)}`] : []
  )
}

describe.each([
  { name: "api-types", packages: ["api-types"], dependencies: [] },
  { name: "designer", packages: ["api-types", "designer"], dependencies: [] },
  {
    name: "core",
    packages: ["api-types", "core", "designer"],
    dependencies: ["effect", "eventsource-parser"]
  },
  {
    name: "sdk",
    packages: ["api-types", "core", "designer", "sdk"],
    dependencies: ["effect", "eventsource-parser"]
  }
])("$name in a browser", ({ dependencies, name, packages }) => {
  test.each(publicEntries(name))("%s contains only what the import rules allow", async (entry) => {
    const inputs = await inputsOf(entry, ["browser"])
    expect([...inputs.packages].filter((id) => !packages.includes(id))).toEqual([])
    expect([...inputs.dependencies].filter((id) => !dependencies.includes(id) && !lazy.has(id))).toEqual([])
    expect([...inputs.builtins]).toEqual([])
  })
})

/** Loaded only when a file is uploaded or its type is detected: separate chunks, never part of the first load. */
const lazy = new Set([
  "@borewit/text-codec",
  "@noble/hashes",
  "@tokenizer/inflate",
  "@tokenizer/token",
  "debug",
  "fflate",
  "file-type",
  "ieee754",
  "ms",
  "strtok3",
  "token-types",
  "uint8array-extras"
])

test("the sdk bundles neither Schema nor PubSub nor an unstable module of effect", async () => {
  const { effect } = await inputsOf("sdk/src/index.ts", ["browser"])
  expect([...effect].filter((id) => /^(Schema|PubSub|http|cli|sql|unstable|cluster|workflow)/.test(id))).toEqual([])
})

test("the platform shares no code with the client that it checks", async () => {
  const { packages } = await inputsOf("platform/src/index.ts", ["node"])
  expect([...packages].filter((id) => !["api-types", "designer", "platform"].includes(id))).toEqual([])
})
