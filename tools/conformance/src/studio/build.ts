/**
 * The studio's build for tests: the one that turbo made where it is newer than every source, else one of its own in a
 * temporary folder, so that a test never sees an old page.
 */
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll } from "vitest"

const app = fileURLToPath(new URL("./", import.meta.resolve("@aixplain-ts/studio/package.json")))
/** What goes into the build: the app itself and the packages that it bundles. */
const sources = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "package.json",
  "../../packages/sdk/src",
  "../../packages/core/src",
  "../../packages/designer/src"
]

const newest = (path: string): number => {
  const entry = statSync(path)
  return entry.isFile() ? entry.mtimeMs : Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Folder of the built studio; call it while a test file is set up. */
export const studioBuild = async (): Promise<string> => {
  const made = join(app, "dist", "index.html")
  if (existsSync(made) && statSync(made).mtimeMs >= Math.max(...sources.map((path) => newest(join(app, path)))))
    return join(app, "dist")
  const outDir = mkdtempSync(join(tmpdir(), "studio-"))
  afterAll(() => rmSync(outDir, { recursive: true, force: true }))
  const vite = fileURLToPath(new URL("bin/vite.js", import.meta.resolve("vite/package.json")))
  // A process of its own: in this one NODE_ENV says "test", and React would come with everything for developers.
  const env = { ...process.env, NODE_ENV: "production" }
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error", "--outDir", outDir], {
    cwd: app,
    env
  })
  return outDir
}
