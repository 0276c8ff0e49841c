import { defineConfig } from "vitest/config"

/** Tests that need PyPI and minutes: `pnpm test:full`. */
export default defineConfig({
  test: {
    name: "conformance (full)",
    include: ["test-full/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000
  }
})
