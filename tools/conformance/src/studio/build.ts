/**
 * The studio's build for tests: turbo's build if it is newer than every source, else a new one in a temporary folder,
 * so that a test never sees an old page.
 */
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const app = fileURLToPath(new URL("./", import.meta.resolve("@aixplain-ts/studio/package.json")))
/** Sources of the build: the app and the packages that it bundles. */
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

export interface StudioBuild {
  readonly directory: string
  /** Deletes the temporary build. */
  readonly remove: () => void
}

export const studioBuild = async (): Promise<StudioBuild> => {
  const made = join(app, "dist", "index.html")
  if (existsSync(made) && statSync(made).mtimeMs >= Math.max(...sources.map((path) => newest(join(app, path)))))
    return { directory: join(app, "dist"), remove: () => {} }
  const directory = mkdtempSync(join(tmpdir(), "studio-"))
  const vite = fileURLToPath(new URL("bin/vite.js", import.meta.resolve("vite/package.json")))
  // A separate process: in this one NODE_ENV is "test", and React's development build would be bundled.
  const env = { ...process.env, NODE_ENV: "production" }
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error", "--outDir", directory], {
    cwd: app,
    env
  })
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}
