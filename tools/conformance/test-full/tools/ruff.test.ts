/** The Python of this repository, also what runs in the sandbox of scripts, is linted and formatted by Ruff. */
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { cached, pip } from "../../src/cached.ts"

const root = fileURLToPath(new URL("../../../..", import.meta.url))
const ruff = await cached("ruff-0.17.6", (folder) => pip(folder, ["ruff==0.17.6"]))

const files = execFileSync("git", ["ls-files", "--", "*.py"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "")

it.skipIf(ruff.missing !== undefined).each([["check"], ["format", "--check"]])(
  `Ruff finds nothing: %s %s${ruff.missing === undefined ? "" : ` (${ruff.missing})`}`,
  (...command) => {
    expect(files).toContain("packages/platform/src/scripts/child/driver.py")
    const program = join(ruff.folder ?? "", "bin/ruff")
    execFileSync(program, [...command, "--no-cache", ...files], { cwd: root, stdio: "pipe" })
  }
)
