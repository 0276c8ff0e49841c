/** Prism serves the document as a mock, and Schemathesis sends valid and invalid requests to the platform. */
import { execFile, spawn } from "node:child_process"
import { createServer } from "node:net"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { document } from "@aixplain-ts/api-types/document"
import type { Method } from "@aixplain-ts/api-types"
import { describe, expect, it, onTestFinished } from "vitest"
import { cached, npm, pip } from "../../src/cached.ts"
import { startServer } from "../../src/startServer.ts"

const openApi = fileURLToPath(new URL("../../../../packages/api-types/openapi/openapi.json", import.meta.url))

const prism = await cached("prism-5.16.0", (to) => npm(to, ["@stoplight/prism-cli@5.16.0"]))
const schemathesis = await cached("schemathesis-4.32.5", (to) => pip(to, ["schemathesis==4.32.5"]))
for (const { missing } of [prism, schemathesis])
  if (missing !== undefined) process.stderr.write(`\nSKIPPED: ${missing}\n\n`)

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { readonly port: number }
  server.close()
  await once(server, "close")
  return port
}

/** Requests from the document's examples. */
const requests = Object.entries(document.paths).flatMap(([path, item]) =>
  (["get", "put", "post", "delete"] as const satisfies readonly Method[]).flatMap((method) => {
    const operation = item[method]
    if (operation === undefined) return []
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
      "$ref" in parameter
        ? (document.components.parameters[parameter.$ref.split("/").at(-1) ?? ""] as never)
        : parameter
    ) as readonly {
      readonly name: string
      readonly in: string
      readonly required?: boolean
      readonly example?: unknown
    }[]
    const shown = (name: string): string =>
      encodeURIComponent(String(parameters.find((parameter) => parameter.name === name)?.example))
    const query = parameters
      .filter((parameter) => parameter.in === "query" && parameter.required === true)
      .map(({ name }) => `${name}=${shown(name)}`)
    const url = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => shown(name))}${query.length > 0 ? `?${query.join("&")}` : ""}`
    const json = operation.requestBody?.content["application/json"]
    const first = Object.values(json?.examples ?? {})[0]
    const body = json?.example ?? (first !== undefined && "value" in first ? first.value : undefined)
    return [
      {
        id: operation.operationId,
        method: method.toUpperCase(),
        url,
        body,
        isForm: operation.requestBody !== undefined && json === undefined
      }
    ]
  })
)

describe.skipIf(prism.missing !== undefined)("Prism", () => {
  it("answers every operation with a documented success", async () => {
    const port = await freePort()
    const cli = join(prism.folder ?? "", "node_modules/@stoplight/prism-cli/dist/index.js")
    const server = spawn(process.execPath, [cli, "mock", openApi, "--port", String(port)], { stdio: "ignore" })
    onTestFinished(() => void server.kill())
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        ...init,
        headers: { "x-api-key": "k", ...(init.body !== undefined && { "content-type": "application/json" }) }
      })
    for (let tries = 0; tries < 100 && (await ask("/health").catch(() => undefined)) === undefined; tries++)
      await wait(200)
    const wrong: string[] = []
    for (const { id, method, url, body, isForm } of requests) {
      if (isForm) continue
      const { status } = await ask(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
      if (status < 200 || status > 299) wrong.push(`${id}: ${method} ${url} → ${status}`)
    }
    expect(wrong).toEqual([])
    expect(server.exitCode).toBeNull()
  })
})

describe.skipIf(schemathesis.missing !== undefined)("Schemathesis", () => {
  it("finds no undocumented answer and no server error", async () => {
    const platform = await startServer()
    onTestFinished(() => platform.close())
    const checks =
      "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"
    const { code, stdout } = await promisify(execFile)(
      join(schemathesis.folder ?? "", "bin/python"),
      // A stream ends with its run, so it is left out.
      `-m schemathesis.cli run ${platform.url}/openapi.json --no-color --seed 1 --max-examples 5
        --checks ${checks} --phases examples,coverage,fuzzing --exclude-operation-id streamRunEvents`
        .split(/\s+/)
        .concat("--header", `x-api-key: ${platform.apiKey}`),
      { maxBuffer: 1 << 26, timeout: 240_000, cwd: schemathesis.folder ?? "" }
    ).then(
      (done) => ({ code: 0, stdout: done.stdout }),
      (error: { readonly code: unknown; readonly stdout: string; readonly stderr: string }) => ({
        code: error.code,
        stdout: `${error.stdout}${error.stderr}`
      })
    )
    expect({ code, failures: code === 0 ? "" : stdout.slice(0, 6000) }).toEqual({ code: 0, failures: "" })
    expect(Number(/(\d+) generated/.exec(stdout)?.[1])).toBeGreaterThan(1000)
  })
})
