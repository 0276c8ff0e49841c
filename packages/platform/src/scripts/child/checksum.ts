/** A checksum behind a snapshot's bytes: a machine may lose power between a file's name and its content. */
import { crc32 } from "node:zlib"

const LENGTH = 4

export const checksumOf = (bytes: Uint8Array): Uint8Array => {
  const sum = Buffer.alloc(LENGTH)
  sum.writeUInt32LE(crc32(bytes))
  return sum
}

/** The bytes before the checksum. @throws Error when they are not those that it was made of. */
export const checked = (file: Buffer): Buffer => {
  const bytes = file.subarray(0, -LENGTH)
  if (file.length <= LENGTH || !file.subarray(-LENGTH).equals(checksumOf(bytes))) throw new Error("damaged snapshot")
  return bytes
}
