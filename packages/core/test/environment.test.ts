import { expect, test } from "vitest"
import { resolve } from "../src/Credentials.ts"

test("a runtime that may not read the environment is one without variables", () => {
  const guarded = new Proxy(process.env, {
    get: (env, name) => {
      if (name === "AIXPLAIN_API_KEY" || name === "TEAM_API_KEY" || name === "BACKEND_URL")
        throw new Error("NotCapable")
      return env[name as string]
    }
  })
  const own = process.env
  process.env = guarded
  try {
    expect(resolve({ apiKey: "0123456789" }).problem).toBe(undefined)
    expect(resolve().problem?.reason._tag).toBe("Unauthorized")
  } finally {
    process.env = own
  }
})
