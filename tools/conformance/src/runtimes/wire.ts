/** Answers as in the contract's examples, written separately so that client and checks share no code. */

/** The routes a scripted server knows. */
export type RouteKind =
  | "pipeline"
  | "run"
  | "check"
  | "target"
  | "put"
  | "file"
  | "events"
  | "cancel"
  | "runs"
  | "health"
  | "other"

const routes: readonly (readonly [kind: RouteKind, method: string, path: RegExp])[] = [
  ["run", "POST", /^\/assets\/pipeline\/execution\/run\/[^/]+$/],
  ["check", "GET", /^\/assets\/pipeline\/execution\/check\/[^/]+$/],
  ["pipeline", "GET", /^\/sdk\/pipelines\/[^/]+$/],
  ["target", "POST", /^\/sdk\/file\/upload/],
  ["put", "PUT", /^\/put\//],
  ["file", "GET", /^\/file\//],
  ["events", "GET", /^\/ext\/runs\/[^/]+\/events$/],
  ["cancel", "POST", /^\/ext\/runs\/[^/]+\/cancel$/],
  ["runs", "GET", /^\/ext\/runs/],
  ["health", "GET", /^\/health$/]
]

export const routeOf = (method: string, url: string): RouteKind => {
  const path = url.split("?")[0] ?? url
  return routes.find(([, verb, pattern]) => verb === method && pattern.test(path))?.[0] ?? "other"
}

export const runId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`

export const pipelineOf = (id: string): Record<string, unknown> => ({
  id,
  name: "Moods",
  status: "onboarded",
  nodes: [],
  links: []
})

/** Check answer of a successful run, one segment for each output. */
export const succeeded = (outputs: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  status: "SUCCESS",
  completed: true,
  used_credits: 0.5,
  elapsed_time: 1,
  data: Object.entries(outputs).map(([label, response], index) => ({
    node_id: index + 1,
    label,
    path: [],
    segments: [
      {
        index: 0,
        success: true,
        response,
        is_url: typeof response === "string" && /^(https?:|\{origin\})/.test(response),
        output_type: "text",
        input_segment_info: []
      }
    ],
    is_segmented: false
  }))
})

export const running: Record<string, unknown> = { status: "IN_PROGRESS", completed: false }

/** The content that `/file/<n>` serves: n bytes without short repetitions. */
export const contentOf = (bytes: number): Uint8Array<ArrayBuffer> => {
  const content = new Uint8Array(bytes)
  for (let index = 0; index < bytes; index++) content[index] = (index * 31 + (index >> 8)) & 255
  return content
}
