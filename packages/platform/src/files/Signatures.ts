/**
 * The server's own secret and what is made with it: signatures of upload links, and names of made files that nobody can
 * guess from their content.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

export interface Signatures {
  /** Signs the right to write one key until `expires`, in seconds since 1970. */
  sign(key: string, expires: number): string
  verify(key: string, expires: number, signature: string): boolean
  /** The same text always gets the same name; without the secret it cannot be computed. */
  name(text: string): string
}

/** The secret is in the data folder, so links outlive a restart; without a folder it lasts as long as the server. */
export const openSignatures = (directory: string | undefined): Signatures => {
  const secret = directory === undefined ? randomBytes(32) : secretInFolder(directory)
  const mac = (purpose: string, text: string): Buffer =>
    createHmac("sha256", secret).update(`${purpose}\n${text}`).digest()
  const sign = (key: string, expires: number): string => mac("upload", `${expires}\n${key}`).toString("base64url")
  return {
    sign,
    verify(key, expires, signature) {
      const good = Buffer.from(sign(key, expires))
      const given = Buffer.from(signature)
      return good.length === given.length && timingSafeEqual(good, given)
    },
    name: (text) => mac("name", text).toString("hex").slice(0, 48)
  }
}

const secretInFolder = (directory: string): Buffer => {
  const file = join(directory, "signing.key")
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" })
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "hex")
  if (secret.length < 32) throw new Error(`${file} is damaged. Delete it: only links to uploads in progress are lost.`)
  return secret
}
