import { defineConfig } from "vitest/config"

/** Minutes-long tests, run on demand: `pnpm test:full`. The properties of the plain tests, ten thousand times each. */
export default defineConfig({
  test: {
    name: "core (full)",
    include: ["test/{faults,payload,runRef,secrets,watch}.test.ts"],
    env: { FC_RUNS: "10000" },
    testTimeout: 600_000
  }
})
