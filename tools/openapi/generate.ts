/**
 * `pnpm gen`: writes the generated files of `packages/api-types`. With `--check` it writes nothing and exits with 1
 * if a file differs; a folder as argument replaces the package.
 */
import { readFile, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { generated } from "./generated.ts"

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true })
const apiTypes = resolve(positionals[0] ?? fileURLToPath(new URL("../../packages/api-types", import.meta.url)))
const files = await generated(await readFile(join(apiTypes, "openapi/openapi.yaml"), "utf8"))

for (const [name, text] of Object.entries(files)) {
  const file = join(apiTypes, name)
  if (values.check !== true) {
    await writeFile(file, text)
  } else if ((await readFile(file, "utf8").catch(() => undefined)) !== text) {
    console.error(`${file} does not match openapi/openapi.yaml: run \`pnpm gen\` and commit the result.`)
    process.exitCode = 1
  }
}
