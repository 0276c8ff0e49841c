import { defineConfig } from "vitest/config"

/** Minutes-long tests, run on demand: `pnpm test:full`. One file at a time: some of them measure, some fill the memory. */
export default defineConfig({
  test: {
    name: "platform (full)",
    include: ["test-full/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    fileParallelism: false
  }
})
