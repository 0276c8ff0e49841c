// `pnpm mutants <package> [file[:lines] …]`: mutates these files, one file and one change at a time, and runs the tests that
// concern the file, which must fail. Default: the files where a fault costs money or data (`files.json`: file → tests).
// `equivalent.json` lists the mutants that behave like the original, with the reason (`line`: only on lines with this
// text). StrykerJS is installed on the first run, in this folder. A second run repeats only what changes of the code or the
// tests can have changed (`--force`: all).
import { spawnSync } from "node:child_process"
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "../..")
const read = (name) => JSON.parse(readFileSync(join(here, name), "utf8"))

/**
 * The most important files by package, each with its tests: submissions, retries, errors, the journal, decisions, keys. A
 * test checks that they exist.
 */
const files = read("files.json")
const equivalent = read("equivalent.json")

const fail = (text) => {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { break: { type: "string", default: "0" }, force: { type: "boolean", default: false } }
})
const [name, ...named] = positionals
if (!Object.hasOwn(files, name ?? ""))
  fail(
    `Usage: pnpm mutants <${Object.keys(files).join("|")}> [file of the package[:lines] …] [--break <score>] [--force]`
  )
const folder = `packages/${name}`
const out = join(here, ".out", name)
const chosen = (named.length > 0 ? named : Object.keys(files[name])).map((file) => relative(folder, join(folder, file)))
if (chosen.length === 0) fail(`Name the files of ${folder} to mutate, for example src/index.ts.`)

if (!existsSync(join(here, "node_modules/@stryker-mutator/core"))) {
  process.stderr.write("Installing StrykerJS in tools/mutants …\n")
  const { status } = spawnSync("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], {
    cwd: here,
    stdio: "inherit"
  })
  if (status !== 0) process.exit(status ?? 1)
}

mkdirSync(out, { recursive: true })
const report = join(out, "report.json")

/**
 * The tests of a file; of a file without an entry, all of the package. StrykerJS runs vitest in threads, where a test
 * cannot change the working directory.
 */
const testsOf = (file) =>
  files[name][file] ??
  globSync(`${folder}/test/**/*.test.ts`, { cwd: root })
    .filter((test) => !readFileSync(join(root, test), "utf8").includes("process.chdir("))
    .map((test) => relative(folder, test))

const mutate = (chosenLines) => {
  const file = chosenLines.replace(/:[\d:-]+$/, "")
  const vitestConfig = join(out, "vitest.config.mjs")
  // Isolated: a mutant of what a module makes when it is loaded is noticed only where the module is loaded again.
  writeFileSync(
    vitestConfig,
    `import config from ${JSON.stringify(join(root, folder, "vitest.config.ts"))}
export default { ...config, test: { ...config.test, isolate: true, include: ${JSON.stringify(testsOf(file))} } }
`
  )
  const config = join(out, "config.json")
  writeFileSync(
    config,
    JSON.stringify({
      mutate: [`${folder}/${chosenLines.replace(/:(\d+)$/, ":$1-$1")}`],
      plugins: [join(here, "node_modules/@stryker-mutator/vitest-runner/dist/src/index.js")],
      testRunner: "vitest",
      vitest: { configFile: vitestConfig, dir: folder },
      // StrykerJS 10.1 reads this file with the API of TypeScript 5, which TypeScript 7 does not have.
      tsconfigFile: "tools/mutants/no-tsconfig.json",
      tempDirName: join(out, "sandbox"),
      ignorePatterns: ["**/dist", "**/.tsbuild", "**/.test", "/tools/mutants"],
      concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
      timeoutMS: 5_000,
      allowEmpty: false,
      incremental: chosenLines === file,
      incrementalFile: join(out, `${file.replaceAll("/", ".")}.json`),
      force: values.force,
      disableTypeChecks: false,
      reporters: ["json"],
      jsonReporter: { fileName: report }
    })
  )
  const stryker = join(here, "node_modules/@stryker-mutator/core/bin/stryker.js")
  const { status } = spawnSync(process.execPath, [stryker, "run", config, "--logLevel", "warn"], {
    cwd: root,
    stdio: "inherit",
    // Property tests repeat the same check: a few cases tell whether it notices.
    env: { FC_RUNS: "50", ...process.env }
  })
  if (status !== 0) fail(`StrykerJS did not finish with ${file}.`)
  const [{ mutants, source }] = Object.values(JSON.parse(readFileSync(report, "utf8")).files)
  const lines = source.split("\n")
  const textAt = ({ start, end }) =>
    lines
      .slice(start.line - 1, end.line)
      .map((line, index, all) =>
        line.slice(index === 0 ? start.column - 1 : 0, index === all.length - 1 ? end.column - 1 : undefined)
      )
      .join("\n")
  const excused = equivalent[`${folder}/${file}`] ?? []
  const changes = mutants.map(({ status: state, location, replacement }) => ({
    state,
    line: location.start.line,
    was: textAt(location),
    becomes: replacement
  }))
  const counted = changes.filter(
    ({ line, was, becomes }) =>
      !excused.some((one) => one.was === was && one.becomes === becomes && lines[line - 1].includes(one.line ?? ""))
  )
  const survivors = counted.filter(({ state }) => state === "Survived" || state === "NoCoverage")
  for (const { state, line, was, becomes } of survivors)
    process.stdout.write(`${folder}/${file}:${line} ${state}\n  - ${was}\n  + ${becomes}\n`)
  const killed = counted.length - survivors.length
  process.stdout.write(
    `${folder}/${file}: ${killed} of ${counted.length} mutants killed (${percent(killed, counted.length)} %).\n`
  )
  return { file, killed, all: counted.length }
}

const percent = (part, whole) => (whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10)

const scores = chosen.map(mutate)
process.stdout.write("\n")
for (const { file, killed, all } of scores)
  process.stdout.write(`${String(percent(killed, all)).padStart(5)} %  ${killed}/${all}  ${file}\n`)
const least = Math.min(...scores.map(({ killed, all }) => percent(killed, all)))
process.exit(least < Number(values.break) ? 1 : 0)
