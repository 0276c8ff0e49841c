/** Tests of the checker itself: it reports every violation of the contract. */
import { describe, expect, it } from "vitest"
import { differences, type Exchange, operationFor } from "../../src/Contract.ts"

const headers = {
  "content-type": "application/json",
  "access-control-allow-origin": "*",
  "aixplain-extensions": "runs",
  "x-request-id": "1"
}
const without = (name: string): Headers => new Headers(Object.entries(headers).filter(([other]) => other !== name))
const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  method: "GET",
  url: "http://127.0.0.1/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
  requestType: undefined,
  requestBody: undefined,
  status: 200,
  headers: new Headers(headers),
  body: '{"status":"IN_PROGRESS","completed":false}',
  isWhole: true,
  ...more
})

describe("the checker of exchanges", () => {
  it("reports nothing for an exchange that conforms to the contract", () => {
    expect(differences(exchange())).toEqual([])
  })

  it.each<[string, Partial<Exchange>, RegExp]>([
    ["a path that is not in the contract", { url: "http://127.0.0.1/nowhere" }, /not an operation/],
    ["a status that the operation does not declare", { status: 302 }, /checkRun answered 302/],
    ["a missing header", { headers: without("x-request-id") }, /no header X-Request-Id/],
    ["a body that lacks a field", { body: '{"status":"SUCCESS"}' }, /completed/],
    ["a body of another type", { headers: new Headers({ ...headers, "content-type": "text/html" }) }, /text\/html/],
    ["a 429 without Retry-After", { status: 429, body: '{"message":"x"}' }, /no Retry-After/]
  ])("reports %s", (_, more, expected) => {
    expect(differences(exchange(more))).toEqual([expect.stringMatching(expected)])
  })

  it("reports a request that the contract does not allow, if the server accepted it", () => {
    const [told] = differences(
      exchange({
        method: "POST",
        url: "http://127.0.0.1/sdk/pipelines/paginate",
        requestType: "application/json",
        requestBody: '{"pageSize":"many"}',
        body: '{"items":[],"pageTotal":0,"total":0}'
      })
    )
    expect(told).toMatch(/paginatePipelines 200: the request: body\/pageSize/)
  })

  it("reports an event that the contract does not have", () => {
    const told = differences(
      exchange({
        url: "http://127.0.0.1/ext/runs/cf9728ff-9a38-4cf8-87c8-41edf2ad0000/events",
        headers: new Headers({ ...headers, "content-type": "text/event-stream" }),
        body: 'event: run.progress\ndata: {"type":"run.progress"}\n\n'
      })
    )
    expect(told.join()).toMatch(/streamRunEvents 200: the event .*/)
  })

  it("finds an operation under its older paths, and literal paths before parameters", () => {
    expect(operationFor("GET", "/sdk/inventory/pipelines/0123456789abcdef01234567")?.id).toBe("getPipeline")
    expect(operationFor("POST", "/sdk/pipelines/paginate")?.id).toBe("paginatePipelines")
    expect(operationFor("GET", "/sdk/models/by-name/x")?.id).toBe("getModelByName")
    expect(operationFor("PUT", "/files/upload/temp/1/a.txt")?.id).toBe("putUpload")
    expect(operationFor("GET", "/files/temp/1/a.txt")?.id).toBe("getFile")
  })
})
