/**
 * The exit code of every command for every way in which a server fails, and for settings with which no request can be
 * sent. docs/cli.md has the table of codes. These tests fail if a failure is swallowed or reported as another one.
 */
import { json, type Received, succeeded } from "@aixplain-ts/core/testing"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { argvOf, makeFolder, names } from "./support/commands.ts"
import { idleClock } from "./support/idleClock.ts"
import { address, pipelineId, refuses, runId, server, unreachable, works } from "./support/server.ts"

let cwd: string
let remove: () => void
beforeAll(async () => {
  ;({ path: cwd, remove } = makeFolder())
  // Load the modules now: loading takes real time, in which the idle clock would jump ahead.
  for (const name of names)
    for (const handle of [works, refuses, status(400)]) await server(handle).axp(argvOf(name), { cwd })
})
afterAll(() => remove())

type Handle = (request: Received) => Response | Promise<Response>

interface Failing {
  readonly handle: Handle
  readonly env?: Readonly<Record<string, string>>
  readonly argv?: readonly string[]
  readonly code: number
  /** The code of commands whose request may have been carried out: never "try again". */
  readonly submission?: number
  /** The code of commands that follow a run and wait until its time limit: the run continues. */
  readonly following?: number
  /** False: no request may be sent. */
  readonly asks?: false
}

const status =
  (code: number, headers: Record<string, string> = {}): Handle =>
  () =>
    json({ statusCode: code, message: "no" }, { status: code, headers })

/** Only /health works, as behind a proxy: everything that needs the key fails. */
const onlyHealth =
  (rest: Handle): Handle =>
  (request) =>
    request.path === "/health" ? works(request) : rest(request)

const deep = (code: number): Response =>
  new Response("[".repeat(200_000) + "]".repeat(200_000), {
    status: code,
    headers: { "content-type": "application/json" }
  })

const failures: Readonly<Record<string, Failing>> = {
  "refuses connections": { handle: unreachable, code: 75 },
  "rejects the key (401)": { handle: status(401), code: 3 },
  "rejects the key (401), but is healthy": { handle: onlyHealth(status(401)), code: 3 },
  "forbids (403)": { handle: status(403), code: 3 },
  "finds nothing (404), but is healthy": { handle: onlyHealth(status(404)), code: 4 },
  "fails (500)": { handle: status(500), code: 75, submission: 1 },
  "fails (503), but is healthy": { handle: onlyHealth(status(503)), code: 75, submission: 1 },
  "answers 503 and honours idempotency keys": {
    handle: onlyHealth(status(503, { "aixplain-extensions": "idempotency-key, runs, cancel" })),
    code: 75
  },
  "limits the rate (429)": { handle: status(429, { "retry-after": "3600" }), code: 75, following: 7 },
  "never answers": { handle: () => new Promise(() => {}), code: 75, submission: 1 },
  "never answers, but is healthy": { handle: onlyHealth(() => new Promise(() => {})), code: 75, submission: 1 },
  "answers with JSON that is nested too deeply": { handle: () => deep(200), code: 1 },
  "refuses with JSON that is nested too deeply": { handle: onlyHealth(() => deep(400)), code: 2 },
  "answers with a web page": { handle: () => new Response("<html>", { status: 200 }), code: 1 },
  "gets no request: two keys differ": { handle: works, env: { TEAM_API_KEY: "another" }, code: 3, asks: false },
  "gets no request: the key is missing": { handle: works, env: { AIXPLAIN_API_KEY: "" }, code: 3, asks: false },
  "gets no request: its address is not a URL": { handle: works, argv: ["--base-url", "notaurl"], code: 2, asks: false },
  "gets no request: its address is not http": { handle: works, argv: ["--base-url", "ftp://x"], code: 2, asks: false }
}

/** Commands that must not be carried out twice. */
const submits = new Set(["run", "pipelines create"])
const follows = new Set(["runs watch", "runs resume"])

describe.each(names)("axp %s", (name) => {
  // Without a key, a file would run in this process; an id does not.
  test.each(Object.entries(failures))("has the documented exit code if the server %s", async (_, failing) => {
    const { clock, passed } = idleClock()
    const asked = server(failing.handle)
    const said = await asked.axp([...argvOf(name), ...(failing.argv ?? [])], {
      cwd,
      clock,
      ...(failing.env !== undefined && { env: failing.env })
    })
    const own = submits.has(name) ? failing.submission : follows.has(name) ? failing.following : undefined
    const code = own ?? failing.code
    expect([said.code, said.json().error.code], said.stderr).toEqual([code, expect.any(String)])
    expect(said.json().error.code).not.toBe("Bug")
    expect(code === 7 || passed() <= 31_000, `${passed()} ms`).toBe(true)
    expect(failing.asks !== false || asked.requests.length === 0).toBe(true)
  })
})

/** Works, but for one path. */
const but =
  (path: RegExp, handle: Handle): Handle =>
  (request) =>
    path.test(request.path) ? handle(request) : works(request)

describe("results that were read are printed next to a later failure", () => {
  test.each([
    [500, 75],
    [401, 3]
  ])("axp runs get, if the nodes cannot be read (%d)", async (refused, code) => {
    const { clock } = idleClock()
    const said = await server(but(/^\/ext\/runs\//, status(refused))).axp(["runs", "get", runId], { cwd, clock })
    expect([said.code, said.json()]).toMatchObject([
      code,
      { status: "SUCCESS", outputs: { Same: "hello" }, error: { message: expect.any(String) } }
    ])
  })

  test("axp runs get prints no nodes for a server without the extension", async () => {
    const plain: Handle = ({ path }) =>
      path.includes("/check/") ? json(succeeded({ Same: "hello" })) : json({ status: "ok" })
    const said = await server(plain).axp(["runs", "get", runId], { cwd })
    expect([said.code, said.json().outputs, said.json().nodes]).toEqual([0, { Same: "hello" }, undefined])
  })

  test.each(["run", "runs watch", "runs resume"])("axp %s, if one of the outputs cannot be fetched", async (name) => {
    const { clock } = idleClock()
    const gone = { is_url: true, response: `${address}/files/gone.txt` }
    const body = succeeded({ Same: "hello", Other: "x" }) as { data: { label: string; segments: object[] }[] }
    Object.assign(body.data[1]?.segments[0] ?? {}, gone)
    const handle = but(/^\/files\//, status(404))
    const away = server((request) => (request.path.includes("/check/") ? json(body) : handle(request)))
    const said = await away.axp(argvOf(name), { cwd, clock })
    expect([said.code, said.json()]).toMatchObject([
      4,
      {
        status: "SUCCESS",
        outputs: { Same: "hello", Other: { error: expect.any(String) } },
        error: { code: "NotFound", next: [expect.stringContaining(`axp runs get ${runId}`)] }
      }
    ])
    expect(said.json()).not.toHaveProperty("run")
    const text = await away.axp([...argvOf(name), "-o", "text"], { cwd, clock })
    expect([text.code, text.stdout]).toEqual([4, expect.stringContaining("Same: hello\n")])
  })
})

describe("the types of a pipeline's inputs", () => {
  const argv = ["run", pipelineId, "-i", "Text=@note.txt"]

  test.each([
    [401, 3],
    [500, 75]
  ])("are not treated as unknown if reading the pipeline fails (%d)", async (refused, code) => {
    const { clock } = idleClock()
    const asked = server(but(/^\/sdk\/pipelines\//, status(refused)))
    const said = await asked.axp(argv, { cwd, clock })
    expect([said.code, asked.requests.some(({ method }) => method === "POST")]).toEqual([code, false])
  })

  test.each([403, 404])("are unknown for a key that may run the pipeline but not read it (%d)", async (refused) => {
    const said = await server(but(/^\/sdk\/pipelines\//, status(refused))).axp(argv, { cwd })
    expect([said.code, said.json().outputs]).toEqual([0, { Same: "hello" }])
  })
})
