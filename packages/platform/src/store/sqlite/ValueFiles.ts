/**
 * Values too large for a row: each a file named by the hash of its content, written and made durable before the row that
 * names it. A file that no row names is a leftover of a crash and is swept.
 */
import { createHash } from "node:crypto"
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"

/** Above this many bytes a file is cheaper than a row. */
export const inlineBytes = 64 * 1024

export interface ValueFiles {
  /** The file that holds a body, or undefined for one that fits into its row. */
  nameFor(body: string): string | undefined
  /** Writes the large ones among some bodies; durable when it returns. */
  write(bodies: readonly string[], at?: (point: string) => void): void
  read(name: string): string
  /**
   * Deletes files that no row names, and returns how many. A file and its row are written in one call of the only writer,
   * so no row is still to come for a file without one.
   */
  sweep(isNamed: (name: string) => boolean): number
}

export const valueFiles = (directory: string): ValueFiles => {
  // A body is hashed twice (before and in the transaction) unless it is remembered for that long.
  const names = new Map<string, string>()
  const nameOf = (body: string): string => {
    const name = names.get(body) ?? createHash("sha256").update(body).digest("hex")
    names.set(body, name)
    return name
  }
  const path = (name: string): string => join(directory, name.slice(0, 2), name)
  const large = (body: string): boolean =>
    body.length > inlineBytes || (body.length > inlineBytes / 4 && Buffer.byteLength(body) > inlineBytes)
  return {
    nameFor: (body) => {
      if (!large(body)) return undefined
      const name = nameOf(body)
      names.delete(body)
      return name
    },
    write: (bodies, at) => {
      const folders = new Set<string>()
      for (const body of bodies) {
        if (!large(body)) continue
        const target = path(nameOf(body))
        if (existsSync(target)) continue
        const folder = join(directory, nameOf(body).slice(0, 2))
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        at?.("file:before")
        writeDurably(`${target}.tmp`, body)
        renameSync(`${target}.tmp`, target)
        folders.add(folder)
      }
      for (const folder of folders) syncFolder(folder)
      if (folders.size > 0) {
        syncFolder(directory)
        at?.("file:after")
      }
    },
    read: (name) => readFileSync(path(name), "utf8"),
    sweep: (isNamed) => {
      if (!existsSync(directory)) return 0
      let count = 0
      for (const folder of readdirSync(directory))
        for (const name of readdirSync(join(directory, folder))) {
          if (isNamed(name)) continue
          rmSync(join(directory, folder, name), { force: true })
          count++
        }
      return count
    }
  }
}

const writeDurably = (path: string, body: string): void => {
  const file = openSync(path, "w", 0o600)
  try {
    writeFileSync(file, body)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A rename is durable once its folder is. Windows cannot open folders and does not need to. */
const syncFolder = (path: string): void => {
  if (process.platform === "win32") return
  const folder = openSync(path, "r")
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
