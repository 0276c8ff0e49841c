import { defineConfig } from "vitest/config"

export default defineConfig({
  test: { name: "checks-full", include: ["test-full/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 }
})
