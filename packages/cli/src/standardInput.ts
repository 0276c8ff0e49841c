/** Reads standard input to its end. */
import { fstatSync } from "node:fs"
import type { Readable } from "node:stream"
import { arrayBuffer } from "node:stream/consumers"
import { UsageError } from "./CliFailure.ts"

const unreadable = (problem: string) =>
  new UsageError(`Standard input cannot be read: ${problem}.`, "Pipe text to it, or redirect it from a file.")

/** All bytes of the descriptor. Node presents a folder as an empty stream, so the descriptor is examined first. */
export const readAll = async (descriptor: number, stream: () => Readable): Promise<Uint8Array> => {
  try {
    if (fstatSync(descriptor).isDirectory()) throw unreadable("it is a folder")
    return new Uint8Array(await arrayBuffer(stream()))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw unreadable((error as NodeJS.ErrnoException).code ?? String(error))
  }
}
