/**
 * The commands of docs/cli.md and of every command's help, run in order, in a folder with the files that the page
 * assumes.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { commands } from "@aixplain-ts/cli/src/commands/index.ts"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Said } from "../../src/axp.ts"
import { makeWorld, oneNode, root, type World } from "../../src/cliWorld.ts"

const someId = "6544ffbdf4644a9f6c2363a6"
const page = readFileSync(join(root, "docs/cli.md"), "utf8")
/** The lines of its shell blocks, without comments and without pipes to other programs. */
const lines = Array.from(page.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block.split("\n"))
  .flat()
  .filter((line) => line.startsWith("axp "))
  .map((line) => line.replace(/ +#.*$/, "").replace(/ \| jq .*$/, ""))

let world: World
let id: string
beforeAll(async () => {
  world = await makeWorld()
  const { nodes, ...rest } = oneNode("", "Guest review") as { nodes: object[] }
  world.file("review.json", { ...rest, nodes: [{ ...nodes[0], label: "Review" }, ...nodes.slice(1)] })
  world.file("review.txt", "I love it")
  copyFileSync(join(root, "examples/pipelines/mood.ts"), join(world.folder, "mood.ts"))
  mkdirSync(join(world.folder, "pipelines"))
  copyFileSync(join(root, "examples/pipelines/translation.ts"), join(world.folder, "pipelines/translation.ts"))
  id = (await world.axp(["pipelines", "create", "review.json"])).json().id
})
afterAll(() => world.close())

/** Splits a line like a shell: quotes, one redirection in or out. */
const runLine = async (line: string): Promise<Said> => {
  const words = Array.from(
    line.replaceAll(someId, id).matchAll(/"([^"]*)"|([^\s"]+(?:"[^"]*")?)/g),
    ([, quoted, bare]) => (quoted ?? bare ?? "").replaceAll('"', "")
  )
  const argv: string[] = []
  let out: string | undefined
  let stdin: string | undefined
  for (let at = 1; at < words.length; at += 1) {
    if (words[at] === ">") out = words[(at += 1)]
    else if (words[at] === "<") stdin = readFileSync(join(world.folder, words[(at += 1)] ?? ""), "utf8")
    else argv.push(words[at] ?? "")
  }
  const said = await world.axp(argv, stdin === undefined ? {} : { stdin })
  if (out !== undefined) writeFileSync(join(world.folder, out), said.stdout)
  return said
}

test("the commands of the page work as printed, in order", async () => {
  expect(lines.length).toBeGreaterThan(25)
  for (const line of lines) {
    const said = await runLine(line)
    expect(said.code, `${line}\n${said.stderr}`).toBe(0)
  }
  expect(existsSync(join(world.folder, "out/Result.txt"))).toBe(true)
  expect(readFileSync(join(world.folder, "review.svg"), "utf8")).toMatch(/^<svg /)
}, 60_000)

test("the page lists every command and every exit code", () => {
  for (const { name } of commands) expect(page).toMatch(new RegExp(`axp ${name}\\b|\`${name}\``))
  const codes = Array.from(page.matchAll(/^\| (\d+) +\|/gm), ([, code]) => Number(code))
  expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 75, 130])
})

test("every page names only commands that exist", () => {
  const names = new Set(commands.map(({ name }) => name))
  const isCommand = (first: string, second: string | undefined): boolean =>
    first === "help" || names.has(first) || names.has(`${first} ${second}`)
  const unknown = globSync(["*.md", "docs/**/*.md", "packages/*/README.md", ".changeset/*.md"], { cwd: root }).flatMap(
    (file) =>
      Array.from(readFileSync(join(root, file), "utf8").matchAll(/(?:^(?:npx )?|`)axp ([a-z]+)(?: ([a-z]+))?/gm))
        .filter(([, first = "", second]) => !isCommand(first, second))
        .map(([words]) => `${file}: ${words}`)
  )
  expect(unknown).toEqual([])
})
