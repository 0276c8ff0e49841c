/** Starts and closes the platform many times in one process, prints how long each start took, the first one apart. */
import type * as PlatformModule from "@aixplain-ts/platform"

const { startPlatform } = (await import(process.env["PLATFORM"] ?? "")) as typeof PlatformModule
const starts: number[] = []
for (let n = 0; n < 30; n++) {
  const began = performance.now()
  const platform = await startPlatform()
  starts.push(performance.now() - began)
  await platform.close()
}
process.stdout.write(`${JSON.stringify(starts)}\n`)
