/** A command line that works, for each command; `dev` needs the platform and is tested in tools/conformance. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipelineId, runId } from "./server.ts"

const lines: Readonly<Record<string, readonly string[]>> = {
  run: [pipelineId, "hello"],
  "runs list": [],
  "runs get": [runId],
  "runs watch": [runId],
  "runs resume": [runId],
  "runs cancel": [runId],
  "pipelines list": [],
  "pipelines get": [pipelineId],
  "pipelines create": ["pipeline.json"],
  "pipelines update": [pipelineId, "pipeline.json"],
  "pipelines deploy": [pipelineId],
  "pipelines delete": [pipelineId, "--yes"],
  "pipelines show": [pipelineId],
  "pipelines validate": [pipelineId],
  "pipelines types": ["--out", "types"],
  "pipelines plan": ["."],
  "pipelines apply": ["."],
  "files upload": ["note.txt"]
}

export const names = Object.keys(lines)

/** The words of a command with arguments that work in the folder of `makeFolder`. */
export const argvOf = (name: string): readonly string[] => [...name.split(" "), ...(lines[name] ?? [])]

/** A folder with a pipeline file and a note. */
export const makeFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), "axp-"))
  const nodes = [
    { number: 0, label: "Text", type: "INPUT", dataType: ["text"], outputValues: [{ code: "input" }] },
    { number: 1, label: "Same", type: "OUTPUT", dataType: ["text"], inputValues: [{ code: "output" }] }
  ]
  const links = [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
  writeFileSync(join(path, "pipeline.json"), JSON.stringify({ name: "Reviews", nodes, links }))
  writeFileSync(join(path, "note.txt"), "a note")
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
