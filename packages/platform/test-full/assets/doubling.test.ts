import { expect, it } from "vitest"
import { slowFillings, takingText } from "../../test/assets/doublingCases.ts"

// Speech is always made in a separate thread.
it.each(takingText.map((asset) => asset.function).filter((id) => id !== "speech-synthesis"))(
  "%s takes time linear in a long text",
  async (functionId) => {
    expect(await slowFillings(functionId, 16_000)).toEqual([])
  }
)
