/** Local files: reads files, pipes and devices, decodes UTF-8, creates folders. */
import { type Stats, constants } from "node:fs"
import { access, mkdir, open, readFile, stat } from "node:fs/promises"
import { basename, dirname } from "node:path"
import { localFailure, UsageError } from "./CliFailure.ts"

/** Larger input has to be a file, which is streamed. */
const largestPipe = 256 * 1024 * 1024

export interface LocalFile {
  readonly path: string
  /** As it was typed. */
  readonly name: string
  readonly size: number
  /** A pipe or a device (`<(command)`, `/dev/stdin`): it can be read only once, so it is kept in memory. */
  readonly bytes?: Uint8Array
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  ENXIO: "no process is at the other end"
}

/** The system's reason in words, without the path that the sentence already names. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) return message
  // Node writes `EISDIR: illegal operation on a directory, read '/path'`.
  return (
    reasons[code] ??
    message
      .replace(/^[A-Z0-9]+: /, "")
      .split(", ", 1)
      .join("")
  )
}

const unreadable = (name: string, error: unknown): UsageError => {
  const { code } = error as NodeJS.ErrnoException
  return code === "ENOENT"
    ? new UsageError(`File not found: ${name}`, "Check the path.")
    : new UsageError(`${name} cannot be read: ${reasonOf(error)}.`, "Check the path.")
}

/** Checks that a file can be read, without reading it. */
export const checkReadable = async (path: string, name: string): Promise<Stats> => {
  if (name === "") throw new UsageError("The path is empty.", "Give the path of a file.")
  const stats = await access(path, constants.R_OK)
    .then(() => stat(path))
    .catch((error: unknown) => {
      throw unreadable(name, error)
    })
  if (stats.isDirectory()) throw new UsageError(`${name} is a folder, not a file.`, "Give the path of a file.")
  return stats
}

/** A file to be read later, or the whole content of what can be read only once. */
export const openLocal = async (path: string, name: string): Promise<LocalFile> => {
  const stats = await checkReadable(path, name)
  if (stats.isFile()) return { path, name, size: stats.size }
  const bytes = await readPipe(path, name)
  return { path, name, size: bytes.length, bytes }
}

const readPipe = async (path: string, name: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const handle = await open(path)
    try {
      for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
        size += chunk.length
        if (size > largestPipe)
          throw new UsageError(`${name} is larger than 256 MiB.`, "Write it to a file first, and pass that file.")
        chunks.push(chunk)
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(name, error)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

/** The text of a file or pipe; refuses other encodings instead of guessing them. */
export const readText = async (path: string, name: string): Promise<string> => {
  const local = await openLocal(path, name)
  const bytes =
    local.bytes ??
    (await readFile(local.path).catch((error: unknown) => {
      throw unreadable(name, error)
    }))
  return decodeText(bytes, name)
}

/** @throws UsageError for bytes that are not UTF-8 text, with a byte-order mark or without */
export const decodeText = (bytes: Uint8Array, name: string): string => {
  const text = textOf(bytes)
  if (text === undefined) throw notText(name, bytes)
  return text
}

/** Undefined for bytes that are not UTF-8 text. A NUL is valid UTF-8, but text has none: UTF-16 and binary files do. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export const notText = (name: string, head: Uint8Array): UsageError => {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  return new UsageError(
    `${name} is not UTF-8 text${isUtf16 ? ": it is UTF-16" : ""}.`,
    `Convert it first, for example: iconv -f ${isUtf16 ? "UTF-16" : "LATIN1"} -t UTF-8`
  )
}

/** Undefined if the whole file is UTF-8 text, which is not kept in memory; else the file's first bytes. */
export const scanText = async ({ name, path }: LocalFile): Promise<{ readonly head: Uint8Array } | undefined> => {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let head: Uint8Array | undefined
  try {
    const handle = await open(path)
    try {
      for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
        head ??= chunk.slice(0, 4)
        if (chunk.includes(0)) return { head }
        decoder.decode(chunk, { stream: true })
      }
      decoder.decode()
      return undefined
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof TypeError) return { head: head ?? new Uint8Array() }
    throw unreadable(name, error)
  }
}

/**
 * Makes a folder and those above it. Node's recursive `mkdir` never ends on file systems that refuse it, such as
 * `/proc/x`.
 * @throws CliFailure naming the folder
 */
export const makeFolder = async (path: string, name: string): Promise<void> => {
  try {
    await makeFolders(path)
    await access(path, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw localFailure(
      `The folder ${name} cannot be written: ${code === "EEXIST" ? "a file with this name exists" : reasonOf(error)}.`,
      "Choose another folder."
    )
  }
}

const makeFolders = async (path: string): Promise<void> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined
    throw error
  })
  if (found?.isDirectory() === true) return
  if (found !== undefined) throw Object.assign(new Error("EEXIST: file exists"), { code: "EEXIST" })
  if (dirname(path) !== path) await makeFolders(dirname(path))
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    // Another process made it meanwhile.
    if (error.code !== "EEXIST") throw error
  })
}

export const baseName = ({ path }: LocalFile): string => basename(path)
