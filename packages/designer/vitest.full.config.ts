import { defineConfig } from "vitest/config"

/** Minutes-long tests, run on demand: `pnpm test:full`. Properties of the plain tests are tried 25 times as often. */
export default defineConfig({
  test: {
    name: "designer (full)",
    include: ["test-full/**/*.test.ts", "test/{Diagram,Diff,Layout,Lossless,Validate}.test.ts"],
    env: { RUNS: "25" },
    testTimeout: 300_000
  }
})
