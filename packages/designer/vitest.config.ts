import { defineProject } from "vitest/config"

export default defineProject({
  test: {
    name: "designer",
    include: ["test/**/*.test.ts"],
    isolate: false,
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
