/**
 * A stream of this process as a sink that keeps the result of every write. Node drops it: a file's stream ignores short
 * writes and reports ENOSPC in an event after `process.exit()`, a pipe's stream throws EPIPE asynchronously.
 */
import { fstatSync, writeSync } from "node:fs"
import { isatty } from "node:tty"
import type { Sink, WriteProblem } from "./Io.ts"

/** `onProblem` is called once, as soon as a write fails. */
export const processSink = (
  stream: NodeJS.WriteStream & { readonly fd: number },
  onProblem: (problem: WriteProblem) => void = () => {}
): Sink => {
  const { fd } = stream
  const isTTY = isatty(fd)
  let problem: WriteProblem | undefined
  let waiting = 0
  let wake: (() => void) | undefined

  const failed = (error: WriteProblem): void => {
    const isFirst = problem === undefined
    problem ??= error
    wake?.()
    if (isFirst) onProblem(problem)
  }
  const settled = (error: Error | null | undefined): void => {
    waiting -= 1
    if (error) failed(error)
    else if (waiting === 0) wake?.()
  }
  /** Writes until the file refuses: a nearly full disk accepts a part without an error. */
  const writeFile = (text: string): void => {
    let rest = Buffer.from(text)
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      failed(error as WriteProblem)
    }
  }
  const writeStream = (text: string): void => {
    waiting += 1
    stream.write(text, settled)
  }
  const write = isTTY || !isFile(fd) ? writeStream : writeFile
  if (write === writeStream) stream.on("error", failed)

  return {
    write: (text) => {
      if (problem === undefined && text !== "") write(text)
    },
    flushed: () =>
      new Promise((resolve) => {
        wake = () => resolve(problem)
        if (waiting === 0 || problem !== undefined) wake()
      }),
    isTTY,
    get columns() {
      return stream.columns || 80
    }
  }
}

/** Devices such as /dev/full and /dev/null are written like files. */
const isFile = (fd: number): boolean => {
  try {
    const stats = fstatSync(fd)
    return stats.isFile() || stats.isCharacterDevice() || stats.isBlockDevice()
  } catch {
    return false
  }
}
