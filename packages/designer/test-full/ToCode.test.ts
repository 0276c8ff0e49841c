import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { canonical } from "@aixplain-ts/designer"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "../test/arbitraries.ts"
import { moduleOf, rebuild } from "../test/rebuild.ts"

const seed = Number(process.env["FC_SEED"] ?? Math.floor(Math.random() * 2 ** 31))
const perKind = Math.ceil(Number(process.env["FC_RUNS"] ?? 1_000) / 4)
const root = fileURLToPath(new URL("../../../", import.meta.url))
const folder = `${root}packages/designer/.test/to-code`

const options = {
  extends: "../../../../tsconfig.base.json",
  include: ["*.ts"],
  compilerOptions: {
    composite: false,
    incremental: false,
    noEmit: true,
    rootDir: "../../../..",
    allowImportingTsExtensions: true
  }
}

describe("code of many documents", () => {
  const every = [0, 0.05, 0.2, 0.5].flatMap((oddity) => fc.sample(documents(oddity), { numRuns: perKind, seed }))

  it(`compiles under the strictest options, all in one go (seed ${seed})`, () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options))
    for (let start = 0; start < every.length; start += 50)
      writeFileSync(`${folder}/pipelines${start}.ts`, moduleOf(every.slice(start, start + 50)))
    const { status, stdout } = spawnSync(`${root}node_modules/.bin/tsc`, ["-p", folder], { encoding: "utf8" })
    expect(stdout).toBe("")
    expect(status).toBe(0)
  })

  it(`rebuilds each of them (seed ${seed})`, async () => {
    for (let start = 0; start < every.length; start += 100) {
      const some = every.slice(start, start + 100)
      const rebuilt = await rebuild(some)
      for (const [index, document] of some.entries()) expect(rebuilt[index]).toEqual(canonical(document))
    }
  })
})
