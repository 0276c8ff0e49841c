import { describe, expect, test } from "vitest"
import { commands } from "../src/commands/index.ts"
import { inProcess } from "../src/inProcess.ts"

const names = commands.map(({ name }) => name)

describe("help", () => {
  test.each(names)("of axp %s shows its options and two worked examples of it", async (name) => {
    const said = await inProcess([...name.split(" "), "--help"])
    expect([said.code, said.stderr]).toEqual([0, ""])
    expect(said.stdout.match(new RegExp(`^  axp ${name}( |$).*\\n      \\S`, "gm"))).toHaveLength(2)
    for (const option of Object.keys(commands.find((spec) => spec.name === name)?.options ?? {}))
      expect(said.stdout).toMatch(new RegExp(`--${option}( |$)`, "m"))
  })

  test.each(names)("of axp %s has examples with existing options", async (name) => {
    const spec = commands.find((command) => command.name === name)
    const named = (spec?.examples ?? []).flatMap(({ command }) => Array.from(command.matchAll(/ --([\w-]+)/g)))
    expect(Object.keys(spec?.options ?? {})).toEqual(expect.arrayContaining(named.map(([, option]) => option)))
  })

  test("is the same for every way to ask for it", async () => {
    const asked = [
      ["run", "--help"],
      ["help", "run"],
      ["run", "-h"],
      ["-h", "run"],
      ["run", "x", "--nonsense", "-h"]
    ]
    const said = await Promise.all(asked.map((argv) => inProcess(argv)))
    expect(new Set(said.map(({ stdout }) => stdout)).size).toBe(1)
  })

  test("lists all commands, or those of a noun", async () => {
    const overviews = await Promise.all([[], ["--help"], ["help"], ["-h"]].map((argv) => inProcess(argv)))
    expect(new Set(overviews.map(({ stdout }) => stdout)).size).toBe(1)
    for (const name of names) expect(overviews[0]?.stdout).toContain(`  axp ${name} `.trimEnd())
    const runs = await inProcess(["help", "runs"])
    expect(runs.stdout).toContain("axp runs watch <id | url | ref.json>")
    expect(runs.stdout).not.toContain("axp pipelines")
  })

  test("of an unknown command is refused", async () => {
    expect((await inProcess(["help", "fly"])).code).toBe(2)
  })
})

test.each([["--version"], ["-V"], ["-v"]])("axp %s prints the version and nothing else", async (option) => {
  expect(await inProcess([option])).toMatchObject({ code: 0, stdout: "0.0.0-test\n", stderr: "" })
})
