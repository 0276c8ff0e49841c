/** The run-time exports of `@aixplain-ts/sdk`, built with the package's build configuration. */
import { fileURLToPath } from "node:url"
import { type RolldownOptions, rolldown } from "rolldown"
import { expect, test } from "vitest"

const sdk = fileURLToPath(new URL("../../../packages/sdk/", import.meta.url))

const exportsOf = async (config: RolldownOptions): Promise<readonly string[]> => {
  const { output, ...input } = config
  const bundle = await rolldown({ ...input, cwd: sdk, onLog: () => {} })
  const { dir: _dir, ...options } = Array.isArray(output) ? output[0]! : (output ?? {})
  const made = await bundle.generate(options)
  await bundle.close()
  const entries = made.output.filter((chunk) => chunk.type === "chunk" && chunk.isEntry)
  return entries.flatMap((chunk) => (chunk.type === "chunk" ? chunk.exports : [])).toSorted()
}

// Imported by URL: the file belongs to another TypeScript project.
const { default: configs } = (await import(`${sdk}rolldown.config.ts`)) as {
  readonly default: readonly RolldownOptions[]
}

test.each([
  ["browsers", "index"],
  ["Node", "index.node"]
])("the build for %s exports the public names and no others", async (_, entry) => {
  const config = configs.find(
    ({ input, platform }) => platform !== undefined && Object.keys(input as object).includes(entry)
  )
  expect(await exportsOf(config!)).toEqual([
    "Aixplain",
    "AixplainError",
    "Pipeline",
    "file",
    "isAixplainError",
    "phaseOf"
  ])
})
