/** A scripted server behind an injected `fetch`: what was asked is written down, what is answered is given. */
import { Aixplain, type ClientOptions } from "@aixplain-ts/sdk"

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: unknown
}

export type Answer = (asked: Asked) => Response | Promise<Response>

export const origin = "https://platform.example"
export const key = "canary-0123456789abcdef"
export const id = "6544ffbdf4644a9f6c2363a6"
export const run = "cf9728ff-9a38-4cf8-87c8-41edf2ad46eb"

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })

export const submitted = (): Response =>
  json({ url: `${origin}/assets/pipeline/execution/check/${run}`, status: "IN_PROGRESS", batchMode: true }, 201)

export const finished = (text: string, label = "Mood"): Response =>
  json({
    status: "SUCCESS",
    completed: true,
    data: [
      {
        node_id: 2,
        label,
        segments: [{ index: 0, success: true, response: text, is_url: false, input_type: "text", output_type: "label" }]
      }
    ],
    elapsed_time: 1.5,
    used_credits: 0.25
  })

export const serve = (
  answer: Answer,
  options: ClientOptions = {}
): { readonly aixplain: Aixplain; readonly asked: Asked[] } => {
  const asked: Asked[] = []
  const fetch: NonNullable<ClientOptions["fetch"]> = async (url, init) => {
    const { pathname, search } = new URL(url)
    const text = typeof init.body === "string" ? init.body : undefined
    const request: Asked = {
      method: init.method ?? "GET",
      path: pathname + search,
      headers: new Headers(init.headers),
      body: text === undefined ? undefined : JSON.parse(text)
    }
    asked.push(request)
    return answer(request)
  }
  return { aixplain: new Aixplain({ apiKey: key, baseUrl: origin, fetch, ...options }), asked }
}

/** A server with one pipeline whose runs end at once with `text`. */
export const oneRun = (text: string): ReturnType<typeof serve> =>
  serve(({ method, path }) => {
    if (path.includes("/execution/run/")) return submitted()
    if (path.includes("/execution/check/")) return finished(text)
    if (method === "DELETE") return json({})
    return json({ id, name: "Moods", status: "draft", shelf: "reviews", nodes: [], links: [] })
  })
