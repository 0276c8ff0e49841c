import { describe, expect, it } from "vitest"
import { call, context } from "./calling.ts"
import { tooMuch } from "../work.ts"
import { inputsOf, slowFillings, takingText } from "./doublingCases.ts"

const functions = takingText.map((asset) => asset.function)
/** Always works in a separate thread, whatever the text: how long it speaks is not measured. */
const measured = functions.filter((id) => id !== "speech-synthesis")

describe("every built-in that takes text", () => {
  it("is found in the registry", () => expect(functions.length).toBeGreaterThan(20))

  it("would show work that is in the square of the text", async () => {
    const square = (length: number): number => {
      let sum = 0
      for (let a = 0; a < length; a++) for (let b = 0; b < length; b++) sum += (a ^ b) & 1
      return sum
    }
    expect(await tooMuch(square, 4000)).toMatch(/^4000 characters: .* ms, 16000 characters: .* ms$/)
  })

  it.each(measured)("%s takes time linear in its text, whatever that is made of", async (functionId) => {
    expect(await slowFillings(functionId, 2000)).toEqual([])
  })

  it.each(functions)(
    "%s can be ended while it works on a long text, and the server continues meanwhile",
    async (id) => {
      const stop = new AbortController()
      const before = process.threadCpuUsage()
      const running = call(id, inputsOf(id, "It is a long story. ".repeat(20_000)), context({ signal: stop.signal }))
      const outcome = running.then(
        () => "ended",
        (error: unknown) => error
      )
      setImmediate(() => stop.abort(new Error("enough")))
      expect(await outcome).toEqual(new Error("enough"))
      expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(500)
    }
  )
})
