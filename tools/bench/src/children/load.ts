/**
 * Sends status checks over kept-alive connections as fast as the server answers: one request at a time on each. Bare
 * sockets, so that sending costs a fraction of answering. Prints the number of answers and their latencies.
 */
import { connect } from "node:net"
import type { LoadFigures, LoadSettings } from "../benches/checks.ts"
import { quantile } from "../harness.ts"
import { settingsOf } from "../processes.ts"

const settings = settingsOf() as LoadSettings
const { hostname, port } = new URL(settings.url)

const requests = settings.paths.map(
  (path) => `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nx-api-key: ${settings.apiKey}\r\n\r\n`
)
let next = 0
let counting = false
let over = false
const latencies: number[] = []

const lane = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    let received = Buffer.alloc(0)
    let sentAt = 0
    const ask = (): void => {
      if (over) {
        socket.end()
        return resolve()
      }
      sentAt = performance.now()
      socket.write(requests[next++ % requests.length]!)
    }
    socket.on("connect", ask)
    socket.on("error", reject)
    socket.on("close", () => (over ? resolve() : reject(new Error("The server closed a connection."))))
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const headEnd = received.indexOf("\r\n\r\n")
      if (headEnd < 0) return
      const head = received.toString("latin1", 0, headEnd)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
      if (received.length < headEnd + 4 + length) return
      if (!head.startsWith("HTTP/1.1 200") || Number.isNaN(length)) {
        socket.destroy(new Error(`The server answered: ${received.toString("utf8")}`))
        return
      }
      received = Buffer.alloc(0)
      if (counting) latencies.push(performance.now() - sentAt)
      ask()
    })
  })

const lanes = Array.from({ length: settings.connections }, lane)
await new Promise((resolve) => setTimeout(resolve, settings.warmUpMillis))
counting = true
const start = performance.now()
await new Promise((resolve) => setTimeout(resolve, settings.millis))
counting = false
const seconds = (performance.now() - start) / 1000
over = true
await Promise.all(lanes)
const figures: LoadFigures = {
  perSecond: latencies.length / seconds,
  count: latencies.length,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
  max: Math.max(...latencies.slice(0, 100_000))
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
