/** What scripts rely on: exit codes, the JSON of failures, and the commands that axp prints. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { idleClock } from "@aixplain-ts/cli/test/support/idleClock.ts"
import { axp, type Said } from "../../src/axp.ts"
import { makeWorld, oneNode, type World } from "../../src/cliWorld.ts"

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(() => world.shut())
afterAll(() => world.close())

/** Runs the first suggested command as printed. */
const follow = (said: Said): Promise<Said> => world.axp((said.json().error.next[0] as string).split(" ").slice(1))

const afterSubmission = ({ stderr }: { stderr: string }): readonly "SIGINT"[] =>
  /run \w/.test(stderr) ? ["SIGINT"] : []

describe("exit code", () => {
  test("5 for a run that failed, with the server's reason", async () => {
    const said = await world.axp(["run", await world.stored("broken"), "hello"])
    expect([said.code, said.json().error.code]).toEqual([5, "RunFailed"])
    expect(said.stderr).toContain("the model is out of order")
    const watched = await world.axp(["runs", "watch", said.json().id])
    expect([watched.code, watched.json().status]).toEqual([5, "FAILED"])
  })

  test("3 for an unknown key, for a missing key, and for two keys that differ", async () => {
    const wrong = await world.axp(["pipelines", "list"], { env: { AIXPLAIN_API_KEY: "wrong" } })
    expect([wrong.code, wrong.json().error.code]).toEqual([3, "Unauthorized"])
    const none = await world.axp(["pipelines", "list"], { env: { AIXPLAIN_API_KEY: "" } })
    expect([none.code, none.json().error]).toMatchObject([3, { hint: "Set AIXPLAIN_API_KEY." }])
    const two = await world.axp(["pipelines", "list"], { env: { TEAM_API_KEY: "another" } })
    expect([two.code, two.stderr]).toEqual([3, expect.stringContaining("both set and differ")])
    const file = world.file("two-keys.json", oneNode())
    expect((await world.axp(["run", file, "x"], { env: { TEAM_API_KEY: "another" } })).code).toBe(3)
  })

  test("4 for an unknown pipeline or run", async () => {
    expect((await world.axp(["run", "6544ffbdf4644a9f6c2363a6", "x"])).code).toBe(4)
    const run = await world.axp(["runs", "get", "7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0000"])
    expect([run.code, run.json().error.next]).toEqual([4, ["axp runs list"]])
    expect((await follow(run)).code).toBe(0)
  })

  test("7 on a timeout while the run continues, with the command that resumes it", async () => {
    const said = await world.axp(["run", await world.stored("slow"), "hello", "--timeout", "2s"])
    expect([said.code, said.json().error.code]).toEqual([7, "DeadlineExceeded"])
    expect(said.json().run).toMatchObject({ v: 1, id: expect.any(String) })
    world.open()
    const resumed = await follow(said)
    expect([resumed.code, resumed.json().outputs]).toEqual([0, { Result: "HELLO" }])
  })

  test("6 on a timeout in this process: the run was cancelled and cannot be resumed", async () => {
    const said = await axp(["run", endless(), "x", "--timeout", "2s"], { cwd: world.folder })
    expect([said.code, said.json().error]).toMatchObject([6, { code: "DeadlineExceeded", next: [] }])
    expect(said.json().run).toBeUndefined()
  })

  test("75 on a timeout before the server accepted the run", async () => {
    const said = await world.axp(["run", await world.stored(), "hello", "--timeout", "1s"], {
      fetch: async (url, init) =>
        init?.method === "POST"
          ? new Response("{}", { status: 429, headers: { "retry-after": "5" } })
          : fetch(url, init)
    })
    expect([said.code, said.json().error.code]).toEqual([75, expect.stringMatching(/DeadlineExceeded|RateLimited/)])
    expect(said.json().run).toBeUndefined()
  })

  test.each(["SIGINT", "SIGTERM"] as const)("8 after %s, and the printed command works", async (signal) => {
    const said = await world.axp(["run", await world.stored("slow"), "hello"], {
      signalsAfter: ({ stderr }) => (/run \w/.test(stderr) ? [signal] : [])
    })
    expect([said.code, said.json().error.code]).toEqual([8, "Detached"])
    expect(said.stderr).toContain(said.json().error.next[0])
    world.open()
    const resumed = await follow(said)
    expect([resumed.code, resumed.json().outputs]).toEqual([0, { Result: "HELLO" }])
  })

  test("8 at once when the reader of the events closes the pipe", async () => {
    const said = await world.axp(["run", await world.stored("slow"), "hello", "-o", "ndjson"], {
      signalsAfter: ({ stdout }) => (stdout.includes("run.submitted") ? ["SIGPIPE"] : [])
    })
    expect(said.code).toBe(8)
  })

  test("130 after the second Ctrl-C, and the run was cancelled", async () => {
    const said = await world.axp(["run", await world.stored("slow"), "hello"], {
      signalsAfter: (written) =>
        written.stderr.includes("Ctrl-C again") ? ["SIGINT", "SIGINT"] : afterSubmission(written)
    })
    expect([said.code, said.json().error.code]).toEqual([130, "Interrupted"])
    const resumed = await world.axp(["runs", "watch", said.json().run.id])
    expect([resumed.code, resumed.json().error.code]).toEqual([6, "RunCancelled"])
  })

  test("130 for Ctrl-C while the submission hangs, with a warning that the run may have been started", async () => {
    const id = await world.stored("slow")
    let interrupt = (): void => {}
    const said = await world.axp(["run", id, "hello"], {
      onStart: (deliver) => (interrupt = () => deliver("SIGINT")),
      fetch: (url, init) => {
        if (init?.method !== "POST") return fetch(url, init)
        interrupt()
        // The second Ctrl-C does not wait for an answer.
        setImmediate(interrupt)
        return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new Error("aborted"))))
      }
    })
    expect([said.code, said.json().error.code]).toEqual([130, "Interrupted"])
    expect(said.json().error.message).toContain("may have been started")
    expect((await follow(said)).code).toBe(0)
  })

  test("130 for Ctrl-C before the submission is sent: nothing is submitted afterwards", async () => {
    const id = await world.stored("slow")
    const sent: string[] = []
    let interrupt = (): void => {}
    const said = await world.axp(["run", id, "hello"], {
      onStart: (deliver) => (interrupt = () => deliver("SIGINT")),
      fetch: (url, init) => {
        sent.push(init?.method ?? "GET")
        if (new URL(url instanceof Request ? url.url : url).pathname === "/health") interrupt()
        return fetch(url, init)
      }
    })
    expect([said.code, said.json().error.message]).toEqual([130, expect.stringContaining("nothing was started")])
    expect(sent).not.toContain("POST")
  })

  test("8 for Ctrl-C while the submission is being answered: its run is known then", async () => {
    const id = await world.stored("slow")
    let interrupt = (): void => {}
    const said = await world.axp(["run", id, "hello"], {
      onStart: (deliver) => (interrupt = () => deliver("SIGINT")),
      fetch: (url, init) => {
        if (init?.method === "POST") interrupt()
        return fetch(url, init)
      }
    })
    expect([said.code, said.json().run.id]).toEqual([8, expect.any(String)])
  })

  test("130 in this process on the first Ctrl-C: the run would be lost", async () => {
    const said = await axp(["run", endless(), "x"], { cwd: world.folder, signalsAfter: afterSubmission })
    expect([said.code, said.json().error]).toMatchObject([130, { code: "Interrupted", next: [] }])
  })

  test("6 for a run that another client cancelled", async () => {
    const { id } = (await world.axp(["run", await world.stored("slow"), "hello", "--async"])).json()
    expect((await world.axp(["runs", "cancel", id])).json()).toEqual({ id, cancelled: "requested" })
    const watched = await world.axp(["runs", "watch", id])
    expect([watched.code, watched.json().error.code]).toEqual([6, "RunCancelled"])
  })

  test("2 for a pipeline that needs more inputs", async () => {
    const { links, nodes, ...rest } = oneNode() as { nodes: object[]; links: object[] }
    const two = { ...rest, links, nodes: [...nodes, { ...nodes[0], number: 7, label: "Second" }] }
    links.push({ from: 7, to: 1, paramMapping: [{ from: "input", to: "language" }] })
    const said = await world.axp(["run", world.file("two-inputs.json", two), "-i", "Text=x"])
    expect([said.code, said.json().error.code]).toEqual([2, "InvalidRequest"])
    expect(said.stderr).toContain("Second")
  })
})

describe("a Ctrl-C while a draft is being created", () => {
  test("waits for the answer and deletes the draft", async () => {
    const path = world.file("early.json", { ...oneNode("slow"), name: "An early draft" })
    let interrupt = (): void => {}
    const asked: string[] = []
    const said = await world.axp(["run", path, "hello"], {
      onStart: (deliver) => (interrupt = () => deliver("SIGINT")),
      fetch: (url, init) => {
        asked.push(init?.method ?? "GET")
        if (init?.method === "POST") interrupt()
        return fetch(url, init)
      }
    })
    // The first request asks for the server's extensions.
    expect([said.code, asked]).toEqual([130, ["GET", "POST", "DELETE"]])
    expect((await world.axp(["pipelines", "list", "--query", "An early draft"])).json().items).toEqual([])
  })
})

test("no key is ever printed", async () => {
  const outputs = await Promise.all([
    world.axp(["pipelines", "list"]),
    world.axp(["pipelines", "list"], { env: { BACKEND_URL: "http://127.0.0.1:1" }, clock: idleClock().clock }),
    world.axp(["runs", "get", "7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0001"]),
    world.axp(["--help"])
  ])
  expect(outputs.map(({ stderr, stdout }) => stdout + stderr).join("")).not.toContain(world.platform.apiKey)
})

/** A module that exports a pipeline whose script never ends by itself. */
const endless = (): string => {
  world.file("endless.js", "function main() { for (;;) {} }")
  const { links, nodes } = oneNode() as { nodes: object[]; links: object[] }
  const script = {
    number: 1,
    label: "Work",
    type: "SCRIPT",
    scriptFile: "./endless.js",
    inputValues: [{ code: "text", dataType: "text" }],
    outputValues: [{ code: "data", dataType: "text" }]
  }
  return world.file("endless.json", { name: "Endless", links, nodes: [nodes[0], script, nodes[2]] })
}
