import { describe, expect, test } from "vitest"
import { calledAs, commandLine } from "../src/Caller.ts"
import { pipelineId, refuses, runId, server } from "./support/server.ts"

describe("commands that are printed", () => {
  test("use the package runner that this command was started with", () => {
    expect(calledAs({ env: {} })).toBe("axp")
    expect(calledAs({ env: { npm_lifecycle_event: "test" } })).toBe("axp")
    expect(calledAs({ env: { npm_lifecycle_event: "npx" } })).toBe("npx axp")
    const script = { npm_lifecycle_event: "axp", npm_config_user_agent: "pnpm/12.21.0 npm/? node/?" }
    expect(calledAs({ env: script })).toBe("pnpm axp")
    expect(calledAs({ env: { npm_lifecycle_event: "axp", npm_config_user_agent: "npm/11" } })).toBe("npm run axp --")
  })

  test("name the server of this command, and quote what a shell would split", () => {
    const caller = { io: { env: {} }, settings: { baseUrl: "http://127.0.0.1:1234" } }
    expect(commandLine(caller, ["runs", "get", "it's"])).toBe(
      String.raw`axp runs get 'it'\''s' --base-url http://127.0.0.1:1234`
    )
  })

  test("are suggested only if a command can help", async () => {
    const missing = server(() => new Response("{}", { status: 404, headers: { "content-type": "application/json" } }))
    const next = async (...argv: string[]): Promise<unknown> => (await missing.axp(argv)).json().error.next
    expect(await next("pipelines", "get", pipelineId)).toEqual(["axp pipelines list"])
    expect(await next("run", pipelineId, "x")).toEqual(["axp pipelines list"])
    expect(await next("runs", "get", runId, "--base-url", "http://memory.test")).toEqual([
      "axp runs list --base-url http://memory.test"
    ])
    expect((await server(refuses).axp(["pipelines", "list"])).json().error.next).toEqual([])
  })
})
