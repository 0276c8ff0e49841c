/** Submits many runs to a server with bounded concurrency, and returns the paths of their checks. */
import type { RunAnswer } from "@aixplain-ts/api-types"
import type { Door } from "./children/server.ts"
import { sleep } from "./harness.ts"

/** Starts a run; waits and submits again if the server is overloaded and sends Retry-After. */
export const submit = async (door: Door, pipeline: string, data: unknown): Promise<string> => {
  const response = await fetch(`${door.url}/assets/pipeline/execution/run/${pipeline}`, {
    method: "POST",
    headers: { "x-api-key": door.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ data, batchmode: true })
  })
  if (response.status === 429) {
    await response.body?.cancel()
    await sleep(Number(response.headers.get("retry-after") ?? 1) * 1000)
    return submit(door, pipeline, data)
  }
  if (!response.ok) throw new Error(`The run was answered with ${response.status}: ${await response.text()}`)
  const { url } = (await response.json()) as RunAnswer
  return new URL(url).pathname
}

export const submitMany = async (
  door: Door,
  pipeline: string,
  texts: readonly string[],
  atOnce = 64
): Promise<readonly string[]> => {
  const paths: string[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < texts.length) {
      const mine = next++
      paths[mine] = await submit(door, pipeline, texts[mine])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return paths
}

/** Waits for the end of a run with held checks; returns the seconds that it took by the server's clock. */
export const untilEnd = async (door: Door, path: string): Promise<number> => {
  for (;;) {
    const response = await fetch(door.url + path, { headers: { "x-api-key": door.apiKey, prefer: "wait=30" } })
    const answer = (await response.json()) as { completed?: boolean; status: string; elapsed_time?: number }
    if (answer.completed !== true) continue
    if (answer.status !== "SUCCESS") throw new Error(`The run ended ${answer.status}.`)
    return answer.elapsed_time ?? Number.NaN
  }
}
