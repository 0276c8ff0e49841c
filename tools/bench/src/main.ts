/**
 * `pnpm bench [name…]`: measures side by side and prints ratios. Without names every bench runs, one after the other.
 */
import { type Bench, perform } from "./harness.ts"

const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  client: () => import("./benches/client.ts"),
  uploads: () => import("./benches/uploads.ts"),
  start: () => import("./benches/start.ts"),
  checks: () => import("./benches/checks.ts"),
  engine: () => import("./benches/engine.ts"),
  recovery: () => import("./benches/recovery.ts"),
  designer: () => import("./benches/designer.ts"),
  cli: () => import("./benches/cli.ts"),
  studio: () => import("./benches/studio.ts"),
  peer: () => import("./benches/peer.ts")
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0 || asked.includes("--help")) {
  process.stderr.write(`Unknown bench: ${unknown.join(", ")}. Use ${Object.keys(benches).join(", ")}.\n`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  try {
    const { bench } = await benches[name]!()
    await perform(name, bench)
  } catch (error) {
    // A bench that cannot run here does not prevent the others.
    process.stderr.write(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 1
  }
}
