/** The portable program as a worker of the kind that edge platforms run: one fetch handler, no `node:`, no files. */
import { type Line, main, type ProgramOptions } from "./main.ts"

export default {
  fetch: async (request: Request): Promise<Response> => {
    const lines: Line[] = []
    await main((await request.json()) as ProgramOptions, (line) => void lines.push(line))
    return Response.json(lines)
  }
}
