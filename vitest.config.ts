import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: [
      "packages/*/vitest.config.ts",
      "tools/*/vitest.config.ts",
      "apps/*/vitest.config.ts",
      "examples/vitest.config.ts"
    ],
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts"],
      exclude: ["**/*.gen.ts"],
      reporter: ["text", "json-summary"]
    }
  }
})
