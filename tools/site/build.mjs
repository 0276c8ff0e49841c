// `pnpm site`: the documentation as a site in tools/site/.out/site. The pages are those of docs/ and the README; the
// reference of each package comes from its sources. A broken link or anchor fails the build.
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, posix, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { problemsOf } from "./links.mjs"

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "../..")
const staged = join(here, ".out/source")
const site = join(here, ".out/site")
const repository = "https://github.com/aixplain-ts/aixplain-ts"
const packages = ["sdk", "core", "designer", "platform"]

const run = (command, argv, cwd) => {
  const { status } = spawnSync(command, argv, { cwd, stdio: "inherit" })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(join(here, "node_modules/vitepress"))) {
  process.stderr.write("Installing VitePress and TypeDoc in tools/site …\n")
  run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], here)
}

/**
 * One page for the site. Links within docs/ stay; links to other files of the repository lead to the repository.
 * `page` is
 * where the text is in the repository, `at` where its page is on the site.
 */
const pageOf = (page, at) => {
  const text = readFileSync(join(root, page), "utf8")
  return text.replaceAll(/(!?\[[^\]]*\]\()([^)\s#]+)(#[^)]*)?\)/g, (whole, start, target, hash = "") => {
    if (/^[a-z]+:/i.test(target)) return whole
    const file = posix.normalize(posix.join(posix.dirname(page), target))
    if (!existsSync(join(root, file))) throw new Error(`${page} links to ${target}, which does not exist.`)
    if (file === "README.md") return `${start}/${hash})`
    if (!file.startsWith("docs/")) return `${start}${repository}/blob/main/${file}${hash})`
    // On the site the README of a folder is its index.
    const folder = file.endsWith("/") || !posix.basename(file).includes(".")
    const onSite = (folder ? posix.join(file.slice(5), "index.md") : file.slice(5)).replace(/README\.md$/, "index.md")
    return `${start}${posix.relative(posix.dirname(at), onSite)}${hash})`
  })
}

rmSync(join(here, ".out"), { recursive: true, force: true })
mkdirSync(staged, { recursive: true })
cpSync(join(root, "docs/pictures"), join(staged, "pictures"), { recursive: true })
for (const page of globSync("docs/**/*.md", { cwd: root })) {
  const at = page
    .replaceAll("\\", "/")
    .slice(5)
    .replace(/README\.md$/, "index.md")
  mkdirSync(dirname(join(staged, at)), { recursive: true })
  writeFileSync(join(staged, at), pageOf(page.replaceAll("\\", "/"), at))
}
writeFileSync(join(staged, "index.md"), pageOf("README.md", "index.md"))

for (const name of packages)
  run(
    process.execPath,
    [
      join(here, "node_modules/typedoc/bin/typedoc"),
      "--entryPointStrategy",
      "resolve",
      "--entryPoints",
      join(root, `packages/${name}/src/index.ts`),
      "--tsconfig",
      join(here, "typedoc.tsconfig.json"),
      // TypeScript 5.9 reports errors that 7.0 does not; `pnpm typecheck` is authoritative.
      "--skipErrorChecking",
      "true",
      "--plugin",
      join(here, "node_modules/typedoc-plugin-markdown/dist/index.js"),
      "--out",
      join(staged, "api", name),
      "--name",
      `@aixplain-ts/${name}`,
      "--readme",
      "none",
      "--entryFileName",
      "index",
      "--hideBreadcrumbs",
      "true",
      "--excludeInternal",
      "true",
      // Members inherited from Effect are documented by Effect.
      "--excludeExternals",
      "true",
      "--excludePrivate",
      "true",
      "--gitRemote",
      "origin",
      "--sourceLinkTemplate",
      `${repository}/blob/main/{path}#L{line}`,
      "--basePath",
      root,
      "--disableGit",
      "true",
      "--logLevel",
      "Error"
    ],
    root
  )

mkdirSync(join(staged, ".vitepress"), { recursive: true })
writeFileSync(
  join(staged, ".vitepress/config.mjs"),
  `export { default } from ${JSON.stringify(join(here, "config.mjs"))}\n`
)
run(process.execPath, [join(here, "node_modules/vitepress/bin/vitepress.js"), "build", staged, "--outDir", site], here)

const problems = problemsOf(site)
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) process.exit(1)
const pages = globSync("**/*.html", { cwd: site }).length
process.stdout.write(`${pages} pages in ${relative(process.cwd(), resolve(site))}; every link and anchor exists.\n`)
