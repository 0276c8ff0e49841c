/** How command line arguments are parsed, against a server: text, options, and pipelines by id, name or file. */
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as fc from "fast-check"
import { commands } from "@aixplain-ts/cli/src/commands/index.ts"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { axp } from "../../src/axp.ts"
import { makeWorld, oneNode, root, type World } from "../../src/cliWorld.ts"

const main = join(root, "packages/cli/src/main.ts")
let world: World
let echo: string
beforeAll(async () => {
  world = await makeWorld()
  echo = (await world.axp(["pipelines", "create", world.file("echo.json", echoing("Echo"))])).json().id
})
afterAll(() => world.close())

/** Returns its input. */
const echoing = (name: string, ...labels: readonly string[]) => ({
  name,
  nodes: [
    { number: 0, type: "INPUT", label: "Text", dataType: ["text"] },
    ...["Out", ...labels].map((label, at) => ({ number: at + 1, type: "OUTPUT", label }))
  ],
  links: ["Out", ...labels].map((_, at) => ({ from: 0, to: at + 1, paramMapping: [{ from: "input", to: "output" }] }))
})

const outOf = async (...argv: readonly string[]): Promise<unknown> => {
  const said = await world.axp(["run", ...argv])
  return said.code === 0 ? said.json().outputs.Out : { code: said.code, error: said.json().error.message }
}

describe("a word that begins with a dash", () => {
  test.each(["- the hotel was bad", "-what a shame", "-oh no", "-h elp", "-1", "-1.5e3", "-٣", "-\ttab", "-5s"])(
    "is text, unchanged, if it cannot be an option: %j",
    async (text) => {
      expect(await outOf(echo, text)).toBe(text)
      expect(await outOf(echo, "-i", `Text=${text}`)).toBe(text)
      expect(await outOf(echo, "--quiet", text, "-o", "json")).toBe(text)
    }
  )

  test.each(["-dash", "-h", "--help", "--version", "-o", "--", "-"])("is text after --: %j", async (text) => {
    expect(await outOf(echo, "-q", "--", text)).toBe(text === "-" ? "" : text)
  })

  test("is either text or refused with 2, by this rule alone", async () => {
    const isText = (word: string): boolean =>
      !word.startsWith("-") || (/^-\p{Nd}|\s/u.test(word) && !word.startsWith("--"))
    const words = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
      fc
        .tuple(fc.constantFrom("-", "- ", "-h", "--", "-o", "-q", "-1"), fc.string({ maxLength: 12 }))
        .map((two) => two.join(""))
    )
    const asked = new Set(["-", "--", "-h", "--help", "--version"])
    await fc.assert(
      fc.asyncProperty(
        words.filter((word) => !asked.has(word)),
        async (word) => {
          const said = await world.axp(["run", echo, word, "-o", "json"])
          const out = said.code === 0 ? said.json().outputs.Out : undefined
          expect([said.code, out]).toEqual(isText(word) ? [0, word] : [2, undefined])
        }
      ),
      { numRuns: 80 }
    )
  })
})

test("an argument in another encoding is refused, and U+FFFD itself is text", () => {
  const env = { ...process.env, AIXPLAIN_API_KEY: "", TEAM_API_KEY: "" }
  const shell = (text: string) => {
    const line = `"${process.execPath}" "${main}" run echo.json "$(printf '${text}')"`
    const { status, stdout } = spawnSync("sh", ["-c", line], { cwd: world.folder, env })
    return [status, JSON.parse(stdout.toString())]
  }
  expect(shell(String.raw`caf\351`)).toMatchObject([2, { error: { message: expect.stringContaining("not UTF-8") } }])
  expect(shell(String.raw`caf\357\277\275`)).toMatchObject([0, { outputs: { Out: "caf\uFFFD" } }])
})

test.each(commands.map(({ name }) => name))("axp %s --version is the version of axp", async (name) => {
  expect(await axp([...name.split(" "), "--version"])).toMatchObject({ code: 0, stdout: "0.0.0-test\n", stderr: "" })
})

test("axp run --engine sets the engine version", async () => {
  let body = ""
  const said = await world.axp(["run", echo, "hi", "--engine", "3.0"], {
    fetch: (url, init) => {
      if (init?.method === "POST") body = init.body as string
      return fetch(url, init)
    }
  })
  expect([said.code, JSON.parse(body).version]).toEqual([0, "3.0"])
})

describe("a stored pipeline", () => {
  beforeAll(async () => {
    for (const name of ["Twice", "Twice", "Größe 1.5 (draft)"])
      await world.axp(["pipelines", "create", world.file("named.json", echoing(name))])
  })

  const commandsOf = (name: string): readonly (readonly string[])[] => [
    ["run", name, "hi"],
    ["pipelines", "get", name],
    ["pipelines", "show", name],
    ["pipelines", "validate", name],
    ["pipelines", "update", name, "echo.json"],
    ["pipelines", "deploy", name]
  ]

  test("can be named exactly in every command that takes one", async () => {
    for (const argv of commandsOf("Größe 1.5 (draft)").slice(0, 4))
      expect((await world.axp(argv)).code, argv.join(" ")).toBe(0)
    for (const argv of commandsOf("Echo")) expect((await world.axp(argv)).code, argv.join(" ")).toBe(0)
  })

  test("is not found by another spelling: exit code 4, with the nearest name", async () => {
    for (const name of ["echo", "Ecoh", "Echo!"])
      for (const argv of commandsOf(name)) {
        const said = await world.axp(argv)
        expect([said.code, said.json().error], argv.join(" ")).toMatchObject([
          4,
          { code: "NotFound", message: `Pipeline not found: "${name}".`, hint: 'Did you mean "Echo"?' }
        ])
      }
    expect((await world.axp(["run", "SUCCESS", "hi"])).code).toBe(4)
  })

  test("is not guessed if several have the name: exit code 2, with their ids", async () => {
    const ids = (await world.axp(["pipelines", "list", "--query", "Twice"])).json().items.map(({ id }: any) => id)
    expect(ids).toHaveLength(2)
    for (const argv of commandsOf("Twice")) {
      const said = await world.axp(argv)
      expect(said.code, argv.join(" ")).toBe(2)
      for (const id of ids) expect(said.json().error.message).toContain(id)
    }
  })

  test("is deleted by its id only", async () => {
    const said = await world.axp(["pipelines", "delete", "Echo", "--yes"])
    expect([said.code, said.json().error.message]).toEqual([2, 'Invalid pipeline id: "Echo".'])
  })
})

describe("axp run of a file", () => {
  test("runs in this process with --local, even if a key and a server are set", async () => {
    const requests = world.platform.requests.count({})
    const said = await world.axp(["run", "echo.json", "hi", "--local"])
    expect([said.code, said.json().outputs.Out]).toEqual([0, "hi"])
    expect(said.stderr).toContain("in this process")
    expect(world.platform.requests.count({})).toBe(requests)
    expect((await world.axp(["run", "echo.json", "hi", "--local", "--async"])).code).toBe(2)
  })

  test("takes any path, even without an extension", async () => {
    writeFileSync(join(world.folder, "no-extension"), JSON.stringify(echoing("No extension")))
    expect(await outOf("./no-extension", "hi")).toBe("hi")
  })

  test("shows the warnings before the run, and errors instead of it", async () => {
    mkdirSync(join(world.folder, "node_modules/@aixplain-ts"), { recursive: true })
    symlinkSync(join(root, "packages/designer"), join(world.folder, "node_modules/@aixplain-ts/designer"))
    world.file(
      "warned.ts",
      `import { definePipeline } from "@aixplain-ts/designer"
export default definePipeline("Warned", { T: "text" }, ({ T }, n) => ({ Mood: n.sentimentAnalysis({ txt: T } as any).data }))`
    )
    const said = await world.axp(["run", "warned.ts", "hi", "-q"])
    expect(said.code).toBe(5)
    expect(said.stderr).toContain("Did you mean “text”?")
  })
})

describe("a pipeline file that cannot be loaded", () => {
  const designer = `import { definePipeline } from "@aixplain-ts/designer"\n`
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "an unknown function",
      {
        "bad.ts": `${designer}export default definePipeline("X", { T: "text" }, ({ T }, n) => {
  const mood = (n as any).sentimentAnalysys({ text: T })
  return { A: mood.data }
})`
      },
      "n.sentimentAnalysys is not a function\n  at bad.ts:3:27",
      "Did you mean n.sentimentAnalysis?"
    ],
    ["a syntax error", { "bad.ts": `${designer}const x: number = = 3` }, "Expression expected\n  at bad.ts:2:19", ""],
    [
      "a syntax error in a file that it imports",
      { "bad.ts": `import "./deeper.ts"`, "deeper.ts": "\n\nconst x: number = = 3" },
      "Expression expected\n  at deeper.ts:3:19",
      ""
    ],
    ["TypeScript syntax that is not erasable", { "bad.ts": "\nenum X { A }" }, "\n  at bad.ts:2:1", ""],
    [
      "an import of a name that is not exported",
      {
        "bad.ts": `import { nothing } from "./deeper.ts"\nexport default nothing`,
        "deeper.ts": "export const other = 1"
      },
      "'nothing'\n  at bad.ts:1",
      ""
    ],
    ["an import of a missing file", { "bad.ts": `\n\nimport "./missing.ts"` }, "\n  at bad.ts:3", ""],
    ["an import of a missing package", { "bad.ts": `\nimport "no-such-package"` }, "\n  at bad.ts:2", ""],
    [
      "an error of a module that it imports",
      { "bad.ts": `import "./deeper.ts"`, "deeper.ts": "const o: any = undefined\nexport default o.x.y" },
      "(reading 'x')\n  at deeper.ts:2:18",
      ""
    ],
    ["a value that is thrown", { "bad.ts": `throw "just text"` }, "bad.ts cannot be loaded: just text", ""]
  ])("is reported with file and line: %s", async (_, files, message, hint) => {
    const folder = join(world.folder, `load-${(loads += 1)}`)
    mkdirSync(join(folder, "node_modules/@aixplain-ts"), { recursive: true })
    symlinkSync(join(root, "packages/designer"), join(folder, "node_modules/@aixplain-ts/designer"))
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    // A separate process, because the test runner has its own loader.
    const { status, stdout } = spawnSync(process.execPath, [main, "pipelines", "validate", "bad.ts"], { cwd: folder })
    const { error } = JSON.parse(stdout.toString())
    expect([status, error.message]).toEqual([2, expect.stringContaining(message)])
    expect(error.hint ?? "").toContain(hint)
  })
  let loads = 0

  test.each(["run", "pipelines create", "pipelines validate", "pipelines plan"])(
    "names the missing script file: axp %s",
    async (name) => {
      const folder = join(world.folder, `scripts-${name.replace(" ", "-")}`)
      mkdirSync(folder)
      const { links, nodes } = oneNode() as { nodes: object[]; links: object[] }
      const script = {
        number: 1,
        label: "Work",
        type: "SCRIPT",
        scriptFile: "lib/gone.py",
        inputValues: [{ code: "text", dataType: "text" }],
        outputValues: [{ code: "data", dataType: "text" }]
      }
      writeFileSync(join(folder, "s.json"), JSON.stringify({ name: "S", links, nodes: [nodes[0], script, nodes[2]] }))
      const argv = name === "pipelines plan" ? ["."] : name === "run" ? ["s.json", "hi"] : ["s.json"]
      const said = await world.axp([...name.split(" "), ...argv], { cwd: folder })
      expect([said.code, JSON.stringify(said.json())]).toEqual([2, expect.stringContaining("lib/gone.py")])
      expect(JSON.stringify(said.json().error.next)).not.toContain(`axp ${name} `)
    }
  )
})

describe("--save", () => {
  test("prints the result even if the folder cannot be written", async () => {
    world.file("taken", "a file")
    for (const folder of ["/proc/x", "taken", "taken/below"]) {
      const said = await world.axp(["run", echo, "hi", "--save", folder])
      expect([said.code, said.json().status, said.json().outputs.Out]).toEqual([1, "SUCCESS", "hi"])
      expect(said.json().error.message).toContain(folder)
      const text = await world.axp(["run", echo, "hi", "--save", folder, "-o", "text"])
      expect([text.code, text.stdout]).toEqual([1, "hi\n"])
    }
  })

  test("writes every output, whatever its label", async () => {
    const labels = ["L".repeat(5_000), "日本語".repeat(200), "a/b", "😀".repeat(100)]
    const path = world.file("labels.json", echoing("Labels", ...labels))
    const said = await world.axp(["run", path, "hi", "--save", "all"])
    expect(said.code, said.stderr).toBe(0)
    const files = said.stderr.split("\n").filter((line) => line.startsWith("wrote "))
    expect(files).toHaveLength(5)
    for (const line of files) expect(readFileSync(line.slice("wrote ".length), "utf8")).toBe("hi")
  })

  test("writes the other outputs if one cannot be written", async () => {
    const path = world.file("two-outputs.json", echoing("Two outputs", "Other"))
    mkdirSync(join(world.folder, "half/Out.txt"), { recursive: true })
    const said = await world.axp(["run", path, "hi", "--save", "half"])
    expect([said.code, said.json().outputs]).toEqual([1, { Out: "hi", Other: "hi" }])
    expect(said.json().error.message).toContain("Out")
    expect(readFileSync(join(world.folder, "half/Other.txt"), "utf8")).toBe("hi")
  })
})

test("axp pipelines types fails if the folder cannot be created, and gives handles with the same name different names", async () => {
  const said = await world.axp(["pipelines", "types", "--out", "/proc/x"])
  expect([said.code, said.json().error.message]).toEqual([1, expect.stringContaining("/proc/x")])
  const own = await makeWorld()
  try {
    for (const name of ["Two", "Two", "two!"])
      await own.axp(["pipelines", "create", own.file("typed.json", echoing(name))])
    const { items } = (await own.axp(["pipelines", "types", "--out", "types"])).json()
    const codes = items.map(({ file }: { file: string }) => readFileSync(join(own.folder, "types", file), "utf8"))
    const names = codes.map((code: string) => /^export const (\S+)/m.exec(code)?.[1])
    expect(new Set(names)).toEqual(new Set(["two", "two2", "two3"]))
  } finally {
    await own.close()
  }
})

test("a run is found by any JSON that axp printed about it, from a file, a pipe or standard input", async () => {
  const reference = await world.axp(["run", echo, "hi", "--async"])
  const { id } = reference.json()
  world.file("ref.json", reference.stdout)
  const got = await world.axp(["runs", "watch", "ref.json"])
  const cancelled = JSON.stringify({ id, cancelled: "requested" })
  for (const stdin of [reference.stdout, got.stdout, cancelled, ` ${id}\n`])
    expect((await world.axp(["runs", "get", "-"], { stdin })).json().id).toBe(id)
  world.file("reference", got.stdout)
  expect((await world.axp(["runs", "get", "./reference"])).json().id).toBe(id)
  for (const stdin of ["", "{", "[]", "nonsense", '{"v":1}', '{"v":1,"id":"r1"}', "\xFF"]) {
    const said = await world.axp(["runs", "get", "-"], { stdin: Buffer.from(stdin, "latin1") })
    expect([said.code, said.json().error.code], stdin).toEqual([2, "Usage"])
  }
})
