// `pnpm mutants <package> [file …]`: mutates these files, one change at a time, and runs the package's tests, which
// must fail. Default: the files where a fault costs money or data. StrykerJS is installed on the first run, in this
// folder.
import { spawnSync } from "node:child_process"
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "../..")
const out = join(here, ".out")

/**
 * The most important files by package: submissions, retries, errors, the journal, decisions, keys. A test checks that
 * they exist.
 */
const files = JSON.parse(readFileSync(join(here, "files.json"), "utf8"))

const fail = (text) => {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { break: { type: "string", default: "0" } }
})
const [name, ...named] = positionals
if (!Object.hasOwn(files, name ?? ""))
  fail(`Usage: pnpm mutants <${Object.keys(files).join("|")}> [file of the package …] [--break <score>]`)
const folder = `packages/${name}`
const mutate = (named.length > 0 ? named : files[name]).map(
  (file) => `${folder}/${relative(folder, join(folder, file))}`
)
if (mutate.length === 0) fail(`Name the files of ${folder} to mutate, for example src/index.ts.`)

if (!existsSync(join(here, "node_modules/@stryker-mutator/core"))) {
  process.stderr.write("Installing StrykerJS in tools/mutants …\n")
  const { status } = spawnSync("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], {
    cwd: here,
    stdio: "inherit"
  })
  if (status !== 0) process.exit(status ?? 1)
}

mkdirSync(out, { recursive: true })
// StrykerJS runs vitest in threads, where a test cannot change the working directory.
const inThreads = globSync(`${folder}/test/**/*.test.ts`, { cwd: root }).filter(
  (file) => !readFileSync(join(root, file), "utf8").includes("process.chdir(")
)
const vitestConfig = join(out, `${name}.vitest.config.mjs`)
writeFileSync(
  vitestConfig,
  `import config from ${JSON.stringify(join(root, folder, "vitest.config.ts"))}
export default { ...config, test: { ...config.test, include: ${JSON.stringify(inThreads.map((file) => relative(folder, file)))} } }
`
)
const report = join(out, `${name}.json`)
const config = join(out, `${name}.config.json`)
writeFileSync(
  config,
  JSON.stringify({
    mutate,
    plugins: [join(here, "node_modules/@stryker-mutator/vitest-runner/dist/src/index.js")],
    testRunner: "vitest",
    vitest: { configFile: vitestConfig, dir: folder },
    // StrykerJS 10.1 reads this file with the API of TypeScript 5, which TypeScript 7 does not have.
    tsconfigFile: "tools/mutants/no-tsconfig.json",
    tempDirName: join(out, "sandbox"),
    ignorePatterns: ["**/dist", "**/.tsbuild", "**/.test", "/tools/mutants", "/docs/pictures"],
    concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
    timeoutMS: 20_000,
    allowEmpty: false,
    disableTypeChecks: false,
    reporters: ["clear-text", "json"],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: report },
    thresholds: { high: 90, low: 80, break: Number(values.break) }
  })
)
const { status } = spawnSync(
  process.execPath,
  [join(here, "node_modules/@stryker-mutator/core/bin/stryker.js"), "run", config],
  {
    cwd: root,
    stdio: "inherit"
  }
)
if (status === 0) {
  const { files: reported } = JSON.parse(readFileSync(report, "utf8"))
  const all = Object.values(reported).flatMap(({ mutants }) => mutants)
  const survived = all.filter(({ status: state }) => state === "Survived" || state === "NoCoverage")
  process.stdout.write(
    `${all.length} changes in ${Object.keys(reported).length} files, ${survived.length} unnoticed.\n`
  )
}
process.exit(status ?? 1)
