/** The least that answers like a status check on Node: `node:http` and a text of the same length. */
import { createServer } from "node:http"
import { answer } from "../processes.ts"

const body = JSON.stringify({
  status: "IN_PROGRESS",
  completed: false,
  progress: "0%",
  elapsed_time: 12.345,
  used_credits: 0
})
const server = createServer((_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length })
  response.end(body)
})
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
const address = server.address()

answer({
  open: () => ({ url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, apiKey: "none" }),
  usage: () => ({ cpu: process.cpuUsage().user + process.cpuUsage().system }),
  stop: () => {
    server.close()
    server.closeAllConnections()
  }
})
