import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
// @boundaries-ignore build configuration, not code of the package
import { bundledLicences } from "../../scripts/bundled-licences.ts"

// `AXP_URL=http://127.0.0.1:… vite`: the page comes from Vite, every API request goes to that platform. Its cookie
// works here too, because cookies ignore ports.
const platform = process.env["AXP_URL"] ?? "http://127.0.0.1:4010"
const routes = ["/api", "/assets", "/ext", "/files", "/health", "/sdk", "/v2"]

export default defineConfig({
  plugins: [react(), bundledLicences],
  build: {
    target: "es2023",
    // The size budget test reads it.
    manifest: true,
    // The polyfill is for browsers older than the target.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(routes.map((route) => [route, { target: platform, changeOrigin: true }]))
  }
})
