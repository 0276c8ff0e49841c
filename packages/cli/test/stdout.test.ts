/**
 * Failed writes to stdout, for every command: a closed pipe is not a failure, anything else is exit 1 with the
 * reason, and a short answer is not lost.
 */
import { execFile, spawn } from "node:child_process"
import { closeSync, openSync, readFileSync, statSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { json, type Received } from "@aixplain-ts/core/testing"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { inProcess } from "../src/inProcess.ts"
import { argvOf, makeFolder, names } from "./support/commands.ts"
import { pipelineId, server, works } from "./support/server.ts"

let cwd: string
let remove: () => void
beforeAll(() => {
  ;({ path: cwd, remove } = makeFolder())
})
afterAll(() => remove())

const formats = ["text", "json", "ndjson"]
const unwritten = "The output cannot be written: ENOSPC"

describe.each(names)("axp %s", (name) => {
  test.each(formats)("succeeds if the reader closed the pipe (%s)", async (format) => {
    const said = await server(works).axp([...argvOf(name), "-o", format], { cwd, stdoutFails: "EPIPE" })
    expect(said.stderr).not.toContain("cannot be written")
    // Without a reader of its events, the run is detached from; in other formats only its result is printed.
    expect(said.code).toBe(format === "ndjson" && name === "run" ? 8 : 0)
  })

  test.each(formats)("exits with 1 and the reason on a full disk (%s)", async (format) => {
    const said = await server(works).axp([...argvOf(name), "-o", format], { cwd, stdoutFails: "ENOSPC" })
    expect([said.code, said.stderr.includes(unwritten)]).toEqual([1, true])
  })

  test("exits with 1 if its help cannot be written to a full disk", async () => {
    const said = await inProcess([...name.split(" "), "--help"], { stdoutFails: "ENOSPC" })
    expect([said.code, said.stderr.includes(unwritten)]).toEqual([1, true])
  })
})

test.each([["--version"], ["--help"], ["help", "run"], []])("axp %s exits with 1 on a full disk", async (...argv) => {
  expect((await inProcess(argv, { stdoutFails: "ENOSPC" })).code).toBe(1)
})

test("an answer that could not be written is on stderr: it may be the only reference to a run", async () => {
  const argv = ["run", pipelineId, "hello", "--async", "--quiet"]
  const said = await server(works).axp(argv, { stdoutFails: "ENOSPC" })
  expect(said.stderr).toContain('"v": 1')
})

describe("a process", () => {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))
  const long = "a line of a long answer\n".repeat(100_000)
  let http: Server
  let env: NodeJS.ProcessEnv
  let folder: ReturnType<typeof makeFolder>
  beforeAll(async () => {
    folder = makeFolder()
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const path = new URL(request.url ?? "", "http://memory.test").pathname
      const isLong = path === `/sdk/pipelines/${pipelineId}`
      const { method = "GET" } = request
      const sent = isLong
        ? json({ id: pipelineId, name: long, nodes: [], links: [] })
        : works({ method, path } as Received)
      response.writeHead(sent.status, Object.fromEntries(sent.headers)).end(await sent.text())
    }
    http = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
    const { port } = http.address() as AddressInfo
    env = { PATH: process.env["PATH"], AIXPLAIN_API_KEY: "key", BACKEND_URL: `http://127.0.0.1:${port}` }
  })
  afterAll(() => {
    http.close()
    folder.remove()
  })

  /** Runs axp with stdout connected to a file or device. */
  const into = (path: string, argv: readonly string[]) =>
    new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const fd = openSync(path, "w")
      const child = spawn(process.execPath, [main, ...argv], { env, cwd: folder.path, stdio: ["ignore", fd, "pipe"] })
      closeSync(fd)
      let stderr = ""
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text))
      child.on("close", (code) => resolve({ code, stderr }))
    })

  /** Runs axp with stdout connected to a pipe whose reader takes this many bytes and closes it. */
  const piped = (bytes: number, argv: readonly string[]) =>
    new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [main, ...argv], {
        env,
        cwd: folder.path,
        stdio: ["ignore", "pipe", "pipe"]
      })
      let stderr = ""
      let taken = 0
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
      if (bytes === 0) child.stdout.destroy()
      child.stdout.on("data", (chunk: Uint8Array) => {
        taken += chunk.length
        if (taken >= bytes) child.stdout.destroy()
      })
      child.on("close", (code) => resolve({ code, stderr }))
    })

  const commands = [["pipelines", "get", pipelineId], ["pipelines", "list"], ["--help"]].map(
    (argv) => [argv.join(" "), argv] as const
  )

  test.each(commands)("succeeds if its reader closes the pipe at once or halfway: axp %s", async (_, argv) => {
    for (const bytes of [0, 300]) expect(await piped(bytes, argv)).toEqual({ code: 0, stderr: "" })
  })

  test.each(commands)("exits with 1 and the reason on a full device: axp %s", async (_, argv) => {
    const { code, stderr } = await into("/dev/full", argv)
    expect([code, stderr]).toEqual([1, expect.stringContaining("ENOSPC (no space left on device)")])
  })

  test("writes all of a long answer to a file and to a slow reader", async () => {
    const path = join(folder.path, "whole.json")
    expect((await into(path, ["pipelines", "get", pipelineId])).code).toBe(0)
    expect(JSON.parse(readFileSync(path, "utf8")).name).toBe(long)
    const slow = `"${process.execPath}" "${main}" pipelines get ${pipelineId} | (sleep 1; wc -c)`
    const { stdout } = await promisify(execFile)("sh", ["-c", slow], { env, cwd: folder.path })
    expect(Number(stdout)).toBe(statSync(path).size)
  })

  test("reports a file that accepts only a part, for which Node's stream emits no event", async () => {
    const limited = `trap '' XFSZ; ulimit -f 8; "${process.execPath}" "${main}" pipelines get ${pipelineId} > part.json`
    const ended = await promisify(execFile)("sh", ["-c", limited], { env, cwd: folder.path }).then(
      () => ({ code: 0, stderr: "" }),
      (error: { code: number; stderr: string }) => error
    )
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining("The output cannot be written: EFBIG")])
    expect(statSync(join(folder.path, "part.json")).size).toBeGreaterThan(0)
  })

  test("has the same exit code if its stderr cannot be written", async () => {
    const full = `"${process.execPath}" "${main}" run ${pipelineId} hello > answer.json 2> /dev/full; echo $?`
    const { stdout } = await promisify(execFile)("sh", ["-c", full], { env, cwd: folder.path })
    expect([stdout, JSON.parse(readFileSync(join(folder.path, "answer.json"), "utf8")).status]).toEqual([
      "0\n",
      "SUCCESS"
    ])
  })

  test("exits with 1 if it serves and cannot print its address", async () => {
    const { code, stderr } = await into("/dev/full", ["dev"])
    expect([code, stderr]).toEqual([1, expect.stringContaining("ENOSPC")])
  })
})
