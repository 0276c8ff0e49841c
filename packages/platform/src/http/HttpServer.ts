/**
 * The listening socket: time-outs against slow and half-open senders, header limits, refusals of what is not HTTP, and a
 * close that lets answers finish. What is answered is the dispatcher's business.
 */
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"

export interface SocketLimits {
  /** Milliseconds from the connection to the end of the request's head. */
  readonly headMillis: number
  /** Milliseconds that an idle kept-alive connection is held open. */
  readonly idleMillis: number
  /** Bytes of all request headers together. */
  readonly headerBytes: number
  readonly connections: number
}

export interface HttpServer {
  readonly address: string
  readonly port: number
  /** Stops listening, lets open answers finish for at most `graceMillis`, then cuts them. */
  close(graceMillis: number): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly limits: SocketLimits
  /** Headers of refusals that never reach the dispatcher. */
  readonly head: Readonly<Record<string, string>>
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

export const listen = async (options: ListenOptions): Promise<HttpServer> => {
  const { limits } = options
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headMillis,
      // Bodies have their own time-outs: an upload may take long, as long as it moves.
      requestTimeout: 0,
      // Clients learn it from the Keep-Alive header, so that they do not write into a connection that is being closed.
      keepAliveTimeout: limits.idleMillis,
      connectionsCheckingInterval: Math.min(1000, Math.max(10, limits.headMillis / 2)),
      keepAlive: true,
      noDelay: true
    },
    (request, response) => {
      if (closing) response.setHeader("connection", "close")
      options.handle(request, response)
    }
  )
  let closing = false
  server.maxConnections = limits.connections
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket, options.head))
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, options.host, () => {
      server.off("error", reject)
      resolve()
    })
  })
  const { address, port } = server.address() as AddressInfo
  return {
    address,
    port,
    close: (graceMillis) =>
      new Promise((resolve) => {
        closing = true
        const cut = setTimeout(() => server.closeAllConnections(), graceMillis)
        // Answers that are still being written leave their connection idle a moment later.
        const idle = setInterval(() => server.closeIdleConnections(), 10)
        server.close(() => {
          clearTimeout(cut)
          clearInterval(idle)
          resolve()
        })
      })
  }
}

const statusOf = (code: string | undefined): number =>
  code === "HPE_HEADER_OVERFLOW" ? 431 : code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400

const sentences: Readonly<Record<number, string>> = {
  400: "This is not an HTTP request.",
  408: "The request did not arrive in time.",
  431: "The headers of the request are too large."
}

const refuse = (error: NodeJS.ErrnoException, socket: Socket, head: Readonly<Record<string, string>>): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusOf(error.code)
  const body = JSON.stringify({ statusCode: status, message: sentences[status], error: STATUS_CODES[status] })
  const headers = {
    ...head,
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close"
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`)
}
