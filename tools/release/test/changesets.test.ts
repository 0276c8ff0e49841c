/**
 * sdk and cli are published as bundles that hold core and designer. If a changeset names only the inner package, the
 * changelog of the bundle does not mention the change.
 */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { problemsOf } from "../src/changesets.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const names = globSync("packages/*/package.json", { cwd: root }).map(
  (path) => JSON.parse(readFileSync(join(root, path), "utf8")).name as string
)

describe("changesets", () => {
  test.each(globSync(".changeset/*.md", { cwd: root }))("%s names all packages with the change", (path) => {
    expect(problemsOf(readFileSync(join(root, path), "utf8"), names)).toEqual([])
  })

  test("say different things, in one paragraph each", () => {
    const texts = globSync(".changeset/*.md", { cwd: root }).map((path) =>
      readFileSync(join(root, path), "utf8").split("\n---\n")[1]?.trim()
    )
    expect(texts.filter((text, at) => text === undefined || texts.indexOf(text) !== at)).toEqual([])
    expect(texts.filter((text) => text?.includes("\n\n"))).toEqual([])
  })

  test.each([
    ["core", `---\n"@aixplain-ts/core": minor\n---\n\nMore.\n`, 'names "@aixplain-ts/core" and not "@aixplain-ts/sdk"'],
    [
      "designer and sdk",
      `---\n"@aixplain-ts/designer": patch\n"@aixplain-ts/sdk": patch\n---\n\nMore.\n`,
      'names "@aixplain-ts/designer" and not "@aixplain-ts/cli"'
    ],
    ["a package that does not exist", `---\n"@aixplain-ts/cores": patch\n---\n\nMore.\n`, "is not a package of this"],
    ["no package", `---\n---\n\nMore.\n`, "names no package"],
    ["no sentence", `---\n"@aixplain-ts/platform": patch\n---\n`, "has no text"]
  ])("that name %s are refused", (_, text, problem) => {
    expect(problemsOf(text, names).join("\n")).toContain(problem)
  })
})
