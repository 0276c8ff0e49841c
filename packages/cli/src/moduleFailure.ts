/** Reports why a pipeline module could not be loaded: file, line and a suggestion. */
import { readFileSync } from "node:fs"
import { basename, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { catalogue, closest } from "@aixplain-ts/designer"
import { UsageError } from "./CliFailure.ts"

/** `error` is whatever importing `file` threw; paths are shown relative to the working folder. */
export const moduleFailure = (file: string, error: unknown, cwd: string): UsageError => {
  const message = error instanceof Error ? error.message : String(error)
  const place = error instanceof Error ? placeOf(error) : undefined
  const at = place === undefined ? "" : `\n  at ${shown(place.path, cwd)}:${place.line}`
  return new UsageError(`${file} cannot be loaded: ${message}${at}`, hintFor(message))
}

interface Place {
  readonly path: string
  /** With the column where it is known. */
  readonly line: string
}

const placeOf = (error: Error): Place | undefined =>
  missingImport(error.message) ?? syntaxPlace(error.stack ?? "") ?? framePlace(error.stack ?? "")

/** Node puts the place of a syntax error above its stack, with the line and a caret. */
const syntaxPlace = (stack: string): Place | undefined => {
  const found = /^((?:file:\/\/)?\S.*):(\d+)\n.*(?:\n.*)?\n( *)\^/.exec(stack)
  return found === null
    ? undefined
    : { path: toPath(found[1] ?? ""), line: `${found[2]}:${(found[3] ?? "").length + 1}` }
}

/** The first frame in the user's code: not in Node, in this command or in a package. */
const framePlace = (stack: string): Place | undefined => {
  const own = new URL(".", import.meta.url).href
  for (const frame of stack.split("\n")) {
    // `    at name (file:///path:1:2)`, or without a name and brackets.
    const place = frame.slice(Math.max(frame.indexOf("file://"), 0)).replace(/\)$/, "")
    const line = /:\d+:\d+$/.exec(place)?.[0].slice(1)
    const url = line === undefined ? "" : place.slice(0, -line.length - 1)
    if (line === undefined || !url.startsWith("file://")) continue
    if (!url.startsWith(own) && !/\/(node_modules|packages\/designer\/(src|dist))\//.test(url))
      return { path: toPath(url), line }
  }
  return undefined
}

/** Node names the importing file, but not the line. */
const missingImport = (message: string): Place | undefined => {
  // `Cannot find package 'x' imported from /path`, or with quotes around the path.
  const [missing = "", from] = message.split(" imported from ", 2)
  const wanted = missing.split("'", 2)[1]
  if (from === undefined || wanted === undefined || !missing.startsWith("Cannot find ")) return undefined
  const path = toPath(from.startsWith("'") ? from.slice(1, -1) : from)
  try {
    const lines = readFileSync(path, "utf8").split("\n")
    const at = lines.findIndex((line) => /\b(import|from|export)\b/.test(line) && line.includes(basename(wanted)))
    return at < 0 ? undefined : { path, line: String(at + 1) }
  } catch {
    return undefined
  }
}

const toPath = (place: string): string => (place.startsWith("file:") ? fileURLToPath(place) : place)

const shown = (path: string, cwd: string): string => {
  const near = relative(cwd, path)
  return near.startsWith("..") || near === "" ? path : near
}

/** Builder methods that are not functions of the catalogue. */
const ownMethods = ["asset", "utility", "script", "decision", "router"]

const hintFor = (message: string): string | undefined => {
  if (message.includes("'@aixplain-ts/designer'"))
    return "Install it next to the file: npm install @aixplain-ts/designer"
  const [called = "", rest] = message.split(" is not a function", 2)
  const [method = "", ...path] = called.split(".").toReversed()
  if (rest === undefined || path.length === 0) return undefined
  const near = closest(method, [...Object.values(catalogue).map((entry) => entry?.method ?? ""), ...ownMethods])
  return near === undefined ? undefined : `Did you mean ${[near, ...path].toReversed().join(".")}?`
}
