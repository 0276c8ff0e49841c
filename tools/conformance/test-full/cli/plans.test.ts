import { expect, test } from "vitest"
import { makeWorld } from "../../src/cliWorld.ts"
import { emptyAfterApply } from "../../src/emptyAfterApply.ts"

test.each([
  ["with versions", true],
  ["without versions", false]
])(
  "the plan is empty after apply for folders of a hundred generated pipelines, on a server %s",
  async (_, extensions) => {
    const world = await makeWorld({ extensions })
    try {
      await expect(emptyAfterApply(world, 100, 5)).resolves.toBeUndefined()
    } finally {
      await world.close()
    }
  }
)
