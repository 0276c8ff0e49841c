/**
 * What scripts build on: whatever a command does and however it ends, what it writes to stdout can be parsed, and nothing
 * else is on it. Every command, on a terminal and in a pipe, when it works, when it is refused, and when axp itself breaks.
 */
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { CommandSpec, Handler } from "../src/Command.ts"
import { commands } from "../src/commands/index.ts"
import { inProcess, type Said } from "../src/InProcess.ts"
import { argvOf, makeFolder, names } from "./support/commands.ts"
import { pipelineId, refuses, server, works } from "./support/server.ts"

let cwd: string
let remove: () => void
beforeAll(() => {
  ;({ path: cwd, remove } = makeFolder())
})
afterAll(() => remove())

const argv = argvOf

/** The commands with another handler, which leaves signals to axp. */
const replaced = (load: CommandSpec["load"]): CommandSpec[] =>
  commands.map(({ arguments: args, examples, name, options, summary }) => ({
    name,
    arguments: args,
    summary,
    options,
    examples,
    load
  }))

/** The codes of what a refusal may be: it is never a success, and never one of a run's own ends. */
const isRefusal = ({ code, stderr }: Said): void => {
  expect(code).toBe(3)
  expect(stderr).toContain("not allowed to do this")
}

test("every command has a line here", () => {
  expect(
    commands
      .map(({ name }) => name)
      .filter((name) => name !== "dev")
      .toSorted()
  ).toEqual(names.toSorted())
})

describe.each(names)("axp %s", (name) => {
  test("in a pipe answers with one JSON value when it works", async () => {
    const said = await server(works).axp(argv(name), { cwd })
    expect([said.code, said.stderr.includes("Bug")]).toEqual([0, false])
    expect(said.json()).toEqual(expect.any(Object))
    expect(said.json().error).toBeUndefined()
  })

  test("on a terminal answers in words when it works", async () => {
    const said = await server(works).axp(argv(name), { cwd, tty: true })
    expect(said.code).toBe(0)
    expect(said.stdout).not.toMatch(/^[{[]/)
  })

  test("as NDJSON gives one value a line", async () => {
    const said = await server(works).axp([...argv(name), "-o", "ndjson"], { cwd })
    expect([said.code, said.lines().length > 0]).toEqual([0, true])
  })

  test("in a pipe says in JSON why it was refused, and in words on stderr", async () => {
    const said = await server(refuses).axp(argv(name), { cwd })
    isRefusal(said)
    expect(said.json().error).toEqual({
      code: "Forbidden",
      message: expect.any(String),
      why: "The server said: Not yours.",
      hint: expect.any(String),
      next: expect.any(Array)
    })
  })

  test("on a terminal says it in words alone", async () => {
    const said = await server(refuses).axp(argv(name), { cwd, tty: true })
    isRefusal(said)
    expect(said.stdout).toBe("")
  })

  test.each([false, true])("is honest about its own mistakes (terminal: %s)", async (tty) => {
    const breaks: Handler = () => Effect.die(new Error("boom"))
    const said = await inProcess(argv(name), { cwd, tty, commands: replaced(() => Promise.resolve(breaks)) })
    expect([said.code, said.stderr]).toEqual([1, expect.stringContaining("axp itself failed: boom")])
    expect(tty ? said.stdout : said.json().error.code).toBe(tty ? "" : "Bug")
  })

  test("in a pipe says in JSON that it was interrupted", async () => {
    let interrupt = (): void => {}
    const said = inProcess(argv(name), {
      cwd,
      commands: replaced(() => Promise.resolve(() => Effect.never)),
      onStart: (deliver) => (interrupt = () => deliver("SIGINT"))
    })
    const timer = setInterval(interrupt, 1)
    const { code, json } = await said
    clearInterval(timer)
    expect([code, json().error.code]).toEqual([130, "Interrupted"])
  })
})

test("a command that cannot be loaded is said to be our mistake, in JSON too", async () => {
  const gone = replaced(() => Promise.reject(new Error("no such chunk")))
  const said = await inProcess(["pipelines", "list"], { commands: gone })
  expect([said.code, said.json().error.code]).toEqual([1, "Bug"])
})

test("no key is in anything that is written", async () => {
  const said = await Promise.all([works, refuses].map((handle) => server(handle).axp(["pipelines", "get", pipelineId])))
  expect(said.map(({ stderr, stdout }) => stderr + stdout).join("")).not.toContain("canary-key")
})
