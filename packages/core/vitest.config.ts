import { defineProject } from "vitest/config"

// Files share their workers: nothing here changes what another file sees, and Effect is loaded once. The limit is for tests that hang, not for slow machines.
export default defineProject({
  test: {
    name: "core",
    include: ["test/**/*.test.ts"],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    isolate: false
  }
})
