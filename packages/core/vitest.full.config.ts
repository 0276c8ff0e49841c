import { defineConfig } from "vitest/config"

/** The properties of the plain tests with more cases: 2,000 each in CI, ten thousand with `FC_RUNS=10000 pnpm test:full`. */
export default defineConfig({
  test: {
    name: "core (full)",
    include: ["test/{faults,payload,runRef,secrets,watch}.test.ts"],
    env: { FC_RUNS: process.env["FC_RUNS"] ?? "2000" },
    testTimeout: 600_000
  }
})
