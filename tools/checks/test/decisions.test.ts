/** Decisions are numbered from 0001 without gaps, and the index lists each of them with its title. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "../src/packed.ts"

const folder = join(root, "docs/decisions")
const files = globSync("[0-9]*.md", { cwd: folder }).toSorted()
const headings = files.map((file) => readFileSync(join(folder, file), "utf8").split("\n", 1)[0] ?? "")

test("decisions are numbered from 0001 without gaps, in file name and heading", () => {
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1))
  expect(headings.map((heading) => Number(/^# (\d+)\. /.exec(heading)?.[1]))).toEqual(
    files.map((_, index) => index + 1)
  )
})

test("the index lists every decision by its title", () => {
  const index = readFileSync(join(folder, "README.md"), "utf8")
  const missing = files.filter(
    (file, at) => !index.includes(`[${(headings[at] ?? "").replace(/^# \d+\. /, "")}](${file})`)
  )
  expect(missing).toEqual([])
})
