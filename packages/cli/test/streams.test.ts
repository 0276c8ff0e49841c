/**
 * What scripts rely on: however a command ends, its stdout can be parsed and contains nothing else. Tested for every
 * command, on a terminal and in a pipe, on success, on a refusal and on a bug in axp.
 */
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { CommandSpec, Handler } from "../src/command.ts"
import { commands } from "../src/commands/index.ts"
import { inProcess, type Said } from "../src/inProcess.ts"
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

/** A refusal is never a success, and never one of the exit codes of a run's end. */
const isRefusal = ({ code, stderr }: Said): void => {
  expect(code).toBe(3)
  expect(stderr).toContain("not allowed to do this")
}

test("every command is covered by these tests", () => {
  expect(
    commands
      .map(({ name }) => name)
      .filter((name) => name !== "dev")
      .toSorted()
  ).toEqual(names.toSorted())
})

describe.each(names)("axp %s", (name) => {
  test("prints one JSON value in a pipe on success", async () => {
    const said = await server(works).axp(argv(name), { cwd })
    expect([said.code, said.stderr.includes("Bug")]).toEqual([0, false])
    expect(said.json()).toEqual(expect.any(Object))
    expect(said.json().error).toBeUndefined()
  })

  test("prints text on a terminal on success", async () => {
    const said = await server(works).axp(argv(name), { cwd, tty: true })
    expect(said.code).toBe(0)
    expect(said.stdout).not.toMatch(/^[{[]/)
  })

  test("prints one value per line as NDJSON", async () => {
    const said = await server(works).axp([...argv(name), "-o", "ndjson"], { cwd })
    expect([said.code, said.lines().length > 0]).toEqual([0, true])
  })

  test("reports a refusal in a pipe as JSON, and as text on stderr", async () => {
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

  test("reports a refusal on a terminal as text only", async () => {
    const said = await server(refuses).axp(argv(name), { cwd, tty: true })
    isRefusal(said)
    expect(said.stdout).toBe("")
  })

  test.each([false, true])("reports its own bugs as bugs (terminal: %s)", async (tty) => {
    const breaks: Handler = () => Effect.die(new Error("boom"))
    const said = await inProcess(argv(name), { cwd, tty, commands: replaced(() => Promise.resolve(breaks)) })
    expect([said.code, said.stderr]).toEqual([1, expect.stringContaining("axp itself failed: boom")])
    expect(tty ? said.stdout : said.json().error.code).toBe(tty ? "" : "Bug")
  })

  test("reports an interruption in a pipe as JSON", async () => {
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

test("a command that cannot be loaded is reported as a bug, in JSON too", async () => {
  const gone = replaced(() => Promise.reject(new Error("no such chunk")))
  const said = await inProcess(["pipelines", "list"], { commands: gone })
  expect([said.code, said.json().error.code]).toEqual([1, "Bug"])
})

test("no output contains the key", async () => {
  const said = await Promise.all([works, refuses].map((handle) => server(handle).axp(["pipelines", "get", pipelineId])))
  expect(said.map(({ stderr, stdout }) => stderr + stdout).join("")).not.toContain("canary-key")
})
