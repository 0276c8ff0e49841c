/**
 * One request that no client would send: with any Host, any bytes, slow, or truncated. Returns the exchange, to be
 * checked against the contract.
 */
import { request } from "node:http"
import type { Exchange } from "./Contract.ts"

export interface RawRequest {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Leaves the request open after its body: a sender that stalls. */
  readonly stall?: boolean
}

export const rawRequest = (url: string, { body, headers = {}, method, stall }: RawRequest): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const length = body === undefined || stall === true ? {} : { "content-length": String(Buffer.byteLength(body)) }
    const sent = request(url, { method, agent: false, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", reject)
      response.on("end", () => {
        sent.destroy()
        resolve({
          method,
          url,
          requestType: headers["content-type"],
          requestBody: typeof body === "string" ? body : undefined,
          status: response.statusCode ?? 0,
          headers: new Headers(response.headers as Record<string, string>),
          body: Buffer.concat(chunks).toString(),
          isWhole: true
        })
      })
    })
    sent.on("error", reject)
    if (body !== undefined) sent.write(body)
    if (stall === true) sent.flushHeaders()
    else sent.end()
  })
