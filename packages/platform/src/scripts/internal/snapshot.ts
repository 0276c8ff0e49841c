/**
 * Keeps Python's memory as it is after starting, in a file: later processes start from it in 0.4 s instead of 2 s.
 *
 * One file per version of everything that shapes it. Written beside and renamed, so that any number of servers can share
 * a folder. Its content is never trusted more than a script: it is only memory inside the sandbox.
 */
import { createHash, randomBytes } from "node:crypto"
import { constants, promises as fs } from "node:fs"
import { homedir, tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { checksumOf } from "../child/checksum.ts"
import { DRIVER } from "../child/driver.ts"
import { ANSWERED, OPEN, PYODIDE_VERSION } from "../child/imports.ts"

const FORMAT = 1

const fileName = (): string => {
  const seal = JSON.stringify([FORMAT, DRIVER, OPEN, [...ANSWERED]])
  const hash = createHash("sha256").update(seal).digest("hex").slice(0, 12)
  return `python-${PYODIDE_VERSION}-node-${process.versions.node}-${process.arch}-${hash}.snapshot`
}

/** The folder of caches on this system. */
const userCache = (): string => {
  const base =
    process.env["XDG_CACHE_HOME"] ??
    (process.platform === "win32" ? process.env["LOCALAPPDATA"] : undefined) ??
    (process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache"))
  return join(base, "aixplain-ts")
}

/** A folder of ours alone: others could slow us down with files of theirs, if no more. */
const privateFolder = async (path: string): Promise<string | undefined> => {
  try {
    await fs.mkdir(path, { recursive: true, mode: 0o700 })
    const stat = await fs.lstat(path)
    const own = process.getuid === undefined || stat.uid === process.getuid()
    if (!stat.isDirectory() || !own || (process.platform !== "win32" && (stat.mode & 0o022) !== 0)) return undefined
    await fs.access(path, constants.W_OK)
    return path
  } catch {
    return undefined
  }
}

export interface SnapshotCache {
  /** Path of a snapshot that fits; undefined before one was made. */
  find(): Promise<string | undefined>
  /** Failing to keep it costs the next process 1.6 s, which is not an error. Returns the path when it is kept. */
  store(bytes: Uint8Array): Promise<string | undefined>
  /** After one that would not start. */
  discard(): Promise<void>
}

/** `folder` as given, else the user's cache folder, else one below the system's temporary folder, else nowhere. */
export const snapshotCache = (folder?: string): SnapshotCache => {
  const name = fileName()
  const place = async (): Promise<string | undefined> => {
    if (folder !== undefined) {
      await fs.mkdir(folder, { recursive: true }).catch(() => undefined)
      return folder
    }
    return (
      (await privateFolder(userCache())) ?? (await privateFolder(join(tmpdir(), `aixplain-ts-${userInfo().username}`)))
    )
  }
  let known: Promise<string | undefined> | undefined
  const path = async (): Promise<string | undefined> => {
    const where = await (known ??= place())
    return where === undefined ? undefined : join(where, name)
  }
  return {
    find: async () => {
      const file = await path()
      if (file === undefined) return undefined
      return fs.access(file, constants.R_OK).then(
        () => fs.realpath(file),
        () => undefined
      )
    },
    store: async (bytes) => {
      const file = await path()
      if (file === undefined) return undefined
      const draft = `${file}.${process.pid}-${randomBytes(6).toString("hex")}`
      try {
        await fs.writeFile(draft, [bytes, checksumOf(bytes)], { mode: 0o600 })
        await fs.rename(draft, file)
        return await fs.realpath(file)
      } catch {
        await fs.rm(draft, { force: true }).catch(() => undefined)
        return undefined
      }
    },
    discard: async () => {
      const file = await path()
      if (file !== undefined) await fs.rm(file, { force: true }).catch(() => undefined)
    }
  }
}
