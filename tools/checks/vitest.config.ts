import { defineProject } from "vitest/config"

export default defineProject({
  test: {
    name: "checks",
    include: ["test/**/*.test.ts"],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
