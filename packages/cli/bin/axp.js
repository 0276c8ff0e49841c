#!/usr/bin/env node
// Reports an old Node before anything is loaded that it cannot parse.
import module from "node:module"

const [major, minor] = process.versions.node.split(".").map(Number)
if (major > 22 || (major === 22 && minor >= 19)) {
  module.enableCompileCache?.()
  await import("../dist/main.js")
} else {
  process.stderr.write(`axp needs Node 22.19 or newer (this is ${process.versions.node}).\n`)
  process.exitCode = 1
}
