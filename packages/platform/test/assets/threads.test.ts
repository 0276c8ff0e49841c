import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, it } from "vitest"
import { AssetError } from "../../src/assets/AssetDefinition.ts"
import { builtInFor } from "../../src/assets/index.ts"
import { call, context, data } from "./calling.ts"

const summary = (text: string) => data("summarization", { text, language: "en" })

it("long computations run beside the event loop and keep their order of results", async () => {
  expect(builtInFor("summarization")?.cpuBound).toBe(true)
  const texts = Array.from({ length: 20 }, (_, index) => `Number ${index} is here.`)
  expect(await Promise.all(texts.map(summary))).toEqual(texts)
})

it("a failure in a thread is the same sentence as outside", async () => {
  const failure = await summary("").catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AssetError)
  expect(failure).toMatchObject({ message: 'The parameter "text" is empty: it needs text.', transient: false })
})

it("a short text is worked on in the server's own thread, unless the call is suspected of having frozen it", async () => {
  const controller = new AbortController()
  controller.abort(new Error("enough"))
  const { signal } = controller
  const inputs = { text: "I love it.", language: "en" }
  // Only a thread can be ended: work in the server's own thread takes no notice.
  await expect(call("sentiment-analysis", inputs, context({ signal }))).resolves.toMatchObject({ data: "POSITIVE" })
  await expect(call("sentiment-analysis", inputs, context({ signal, suspected: true }))).rejects.toThrow("enough")
  expect(await data("sentiment-analysis", inputs)).toBe("POSITIVE")
})

it("a cancelled call ends at once, and the next one is served", async () => {
  const controller = new AbortController()
  const endless = call(
    "text-generation-metric",
    { hypotheses: ["a b c d ".repeat(20_000)], references: ["d c b a ".repeat(20_000)], score_identifier: "ter" },
    context({ signal: controller.signal })
  )
  controller.abort(new Error("enough"))
  await expect(endless).rejects.toThrow("enough")
  expect(await summary("Still here.")).toBe("Still here.")
})

it("a process that used a thread ends by itself", async () => {
  const registry = new URL("../../src/assets/index.ts", import.meta.url).href
  const script = `
    const { builtInFor } = await import(${JSON.stringify(registry)})
    const context = { signal: new AbortController().signal, attempt: 1, idempotencyKey: "", log() {}, report() {} }
    const { data } = await builtInFor("summarization").run({ text: "Done.", language: "en" }, context)
    process.stdout.write(data)`
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script])
  expect(stdout).toBe("Done.")
})
