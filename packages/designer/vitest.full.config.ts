import { defineConfig } from "vitest/config"

/** Minutes-long tests, run on demand: `pnpm test:full`. */
export default defineConfig({
  test: { name: "designer (full)", include: ["test-full/**/*.test.ts"], testTimeout: 300_000 }
})
