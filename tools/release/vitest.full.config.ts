import { defineConfig } from "vitest/config"

export default defineConfig({
  test: { name: "release-full", include: ["test-full/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 }
})
