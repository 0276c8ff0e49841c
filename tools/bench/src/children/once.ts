/** A server as users start one: prints its address as soon as it listens, stops when its standard input ends. */
import type * as PlatformModule from "@aixplain-ts/platform"

const began = performance.now()
const { startPlatform } = (await import(process.env["PLATFORM"] ?? "")) as typeof PlatformModule
const importMillis = performance.now() - began
const platform = await startPlatform()
process.stdout.write(
  `${JSON.stringify({ url: platform.url, importMillis, listenMillis: performance.now() - began - importMillis })}\n`
)
process.stdin.on("end", () => void platform.close()).resume()
