import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { lineByLine, makeWorld, type World } from "../../src/cliWorld.ts"

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(() => world.shut())
afterAll(() => world.close())

describe("axp runs", () => {
  test("lists by pipeline, status and time, newest first", async () => {
    const id = await world.stored("broken")
    for (const text of ["one", "two"]) await world.axp(["run", id, text])
    const listed = await world.axp(["runs", "list", "--pipeline", id, "--status", "failed", "--since", "1h"])
    expect(listed.json()).toMatchObject({ items: [{ status: "FAILED" }, { status: "FAILED" }], next: null })
    const paged = await world.axp(["runs", "list", "--pipeline", id, "--limit", "1"])
    const rest = await world.axp(["runs", "list", "--pipeline", id, "--page", paged.json().next])
    expect([...paged.json().items, ...rest.json().items]).toEqual(listed.json().items)
    const text = await world.axp(["runs", "list", "--pipeline", id, "-o", "text"])
    expect(text.stdout).toMatch(/^RUN +STATUS +PIPELINE +SUBMITTED\n[\w-]+ +FAILED +With broken +\d{4}-/)
    const none = await world.axp(["runs", "list", "--since", "2099-01-01"])
    expect(none.json().items).toEqual([])
  })

  test("shows status and time of each node, and the run's progress, while it is running", async () => {
    const { id } = (await world.axp(["run", await world.stored("slow"), "hello", "--async"])).json()
    const state = await world.axp(["runs", "get", id])
    expect([state.code, state.json()]).toMatchObject([
      0,
      { status: "IN_PROGRESS", progress: expect.any(Number), nodes: [{ node: 0 }, { node: 1 }, { node: 2 }] }
    ])
    const text = await world.axp(["runs", "get", id, "-o", "text"])
    expect(text.stdout).toMatch(/^[\w-]+ {2}in_progress, \d+ %/)
    expect(text.stdout).toMatch(/\n1 +Work +(IN_PROGRESS|PENDING) +0\/\d/)
    expect(state.json().error).toBeUndefined()
  })

  test("shows why a run failed, for the run and for its node", async () => {
    const failed = await world.axp(["run", await world.stored("broken"), "hello"])
    const shown = await world.axp(["runs", "get", failed.json().id])
    expect(shown.json()).toMatchObject({ status: "FAILED", error: expect.stringContaining("out of order") })
    expect(shown.json().nodes[1]).toMatchObject({ status: "FAILED", error: expect.stringContaining("out of order") })
  })

  test("shows a run's log with --log", async () => {
    const failed = await world.axp(["run", await world.stored("broken"), "hello"])
    const shown = await world.axp(["runs", "get", failed.json().id, "--log"])
    expect(shown.json().log).toEqual(expect.any(Array))
    expect((await world.axp(["runs", "get", failed.json().id])).json().log).toBeUndefined()
  })

  test("watch prints events of nodes as NDJSON, and only the last object as JSON", async () => {
    const path = world.file("lines.json", lineByLine("slow"))
    const { id } = (await world.axp(["pipelines", "create", path])).json()
    const ref = (await world.axp(["run", id, "one\ntwo\nthree", "--async"])).json()
    const watched = await world.axp(["runs", "watch", ref.id, "-o", "ndjson"], {
      signalsAfter: ({ stdout }) => {
        if (stdout.includes("run.state")) world.open()
        return []
      }
    })
    const lines = watched.lines()
    const ended = lines.filter(({ type }) => type === "node.finished").map(({ node }) => node.label)
    expect(ended).toContain("Work")
    expect(lines.at(-1)).toMatchObject({ status: "SUCCESS", outputs: { Result: ["ONE", "TWO", "THREE"] } })
    const last = await world.axp(["runs", "watch", ref.id])
    expect(last.json()).toEqual(lines.at(-1))
  })
})

test("axp files upload prints the URL to use in a run", async () => {
  const said = await world.axp(["files", "upload", world.file("note.txt", "a note")])
  expect([said.code, said.json().url]).toEqual([0, expect.stringMatching(/^s3:\/\//)])
  const text = await world.axp(["files", "upload", "note.txt", "--permanent", "--tag", "a", "-o", "text"])
  expect(text.stdout).toMatch(/^s3:\/\/\S+\n$/)
  expect((await world.axp(["files", "upload", "nowhere.txt"])).code).toBe(2)
})
