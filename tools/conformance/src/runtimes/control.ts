/** Lets programs in other processes open scripted servers and query their requests. Plain HTTP, any origin. */
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { type Script, ScriptedServer } from "./ScriptedServer.ts"
import type { RouteKind } from "./wire.ts"

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

export interface Control extends AsyncDisposable {
  readonly url: string
}

export const startControl = async (): Promise<Control> => {
  const servers: ScriptedServer[] = []

  const act = async (path: string, body: string): Promise<unknown> => {
    const [, verb = "", index = "", kind = "", count = ""] = path.split("/")
    if (verb === "open") {
      const server = await new ScriptedServer(JSON.parse(body) as Script).listen()
      return { id: servers.push(server) - 1, url: server.url }
    }
    const server = servers[Number(index)]
    if (server === undefined) throw new Error(`no server ${index}`)
    if (verb === "refuse") await server.refuse()
    if (verb === "listen") await server.listen()
    if (verb === "until") await server.until(kind as RouteKind, Number(count))
    return { seen: server.seen, started: server.started, preflights: server.preflights }
  }

  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*")
    response.setHeader("access-control-allow-headers", "content-type")
    if (request.method === "OPTIONS") {
      response.writeHead(204).end()
      return
    }
    textOf(request)
      .then((body) => act(request.url ?? "", body))
      .then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(500).end(String(error))
      )
  })
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const one of servers) await one[Symbol.asyncDispose]()
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    }
  }
}
