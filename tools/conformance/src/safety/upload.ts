/**
 * A separate process: uploads one file and prints its memory growth. Arguments: address of the server, path of the
 * file. Prints one JSON line.
 */
import { Aixplain } from "@aixplain-ts/sdk"

const [baseUrl = "", path = ""] = process.argv.slice(2)
const aixplain = new Aixplain({ apiKey: "0123456789abcdef", baseUrl })

// The first upload loads modules that must not count.
await aixplain.files.upload(new Blob(["warming up"]))
const base = process.memoryUsage.rss()
let most = base
const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
const progress: number[] = []
const { sha256, size } = await aixplain.files.upload(path, {
  limit: Number.MAX_SAFE_INTEGER,
  onProgress: (sent) => progress.push(sent)
})
clearInterval(look)
const monotone = progress.every((sent, index) => sent >= (progress[index - 1] ?? 0))
const last = progress.at(-1)
console.log(JSON.stringify({ sha256, size, last, monotone, steps: progress.length, grown: most - base }))
