/**
 * Typed requests: openapi-fetch's types over the contract, with the part of its behaviour that this client uses. Its own
 * code reads error bodies without a limit and costs web pages 2 KiB.
 */
import type { paths } from "@aixplain-ts/api-types"
import type { Client } from "openapi-fetch"

/** One request, before it has an origin's key or headers. */
export interface ApiRequest {
  readonly method: string
  readonly url: string
  /** Path template of the contract, for example `/sdk/pipelines/{id}`. */
  readonly route: string
  readonly init: RequestInit
}

export type ApiClient = Pick<Client<paths>, "GET" | "POST" | "PUT" | "DELETE">

interface Options extends RequestInit {
  readonly params?: {
    readonly path?: Readonly<Record<string, string | number>>
    readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  }
  readonly headers?: Readonly<Record<string, string>>
  readonly bodySerializer?: (body: unknown) => BodyInit
  readonly pathSerializer?: (route: string) => string
}

export const makeApiClient = (baseUrl: string, send: (request: ApiRequest) => Promise<Response>): ApiClient => {
  const calling =
    (method: string) =>
    async (route: string, options: Options): Promise<{ readonly response: Response }> => {
      const { body, bodySerializer = JSON.stringify, headers, params = {}, pathSerializer, ...rest } = options
      const path =
        pathSerializer?.(route) ??
        baseUrl + route.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params.path?.[name] ?? ""))
      const query = Object.entries(params.query ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
      )
      const content = body === undefined ? undefined : bodySerializer(body)
      const init: RequestInit = {
        ...rest,
        method,
        headers: { ...(typeof content === "string" && { "content-type": "application/json" }), ...headers },
        ...(content !== undefined && { body: content })
      }
      return {
        response: await send({ method, route, init, url: query.length > 0 ? `${path}?${query.join("&")}` : path })
      }
    }
  // The contract's types say what each route takes; below them every request is made alike.
  return {
    GET: calling("GET"),
    POST: calling("POST"),
    PUT: calling("PUT"),
    DELETE: calling("DELETE")
  } as unknown as ApiClient
}
