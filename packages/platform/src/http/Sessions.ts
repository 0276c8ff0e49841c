/**
 * Sign-in of the page that this server delivers: a one-time code is traded for a session cookie, so that no key is in a
 * URL or in a browser's storage. The cookie counts only for requests of the page itself, which other sites cannot make.
 * With a data folder sign-ins outlive a restart: the folder keeps their hashes, from which no cookie can be made.
 */
import { createHash, randomBytes } from "node:crypto"
import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import type { IncomingMessage } from "node:http"
import { join } from "node:path"

export interface Sessions {
  /** A new code for a team: works once, within its time. */
  code(team: string): string
  /** Trades a code for a `Set-Cookie` value; undefined for a code that is unknown, used or too old. */
  open(code: string): string | undefined
  /** Team of the session that a request of this server's own page carries. */
  team(request: IncomingMessage, origin: string): string | undefined
}

export interface SessionOptions {
  /** Cookies ignore ports, so the name holds it. */
  readonly port: number
  /** Server time. */
  readonly now: () => number
  /** Data folder; without one sign-ins end with the server. */
  readonly directory?: string | undefined
  /** Told when sign-ins cannot be kept; they still work until the server ends. */
  readonly report?: (error: unknown) => void
}

const codeMillis = 12 * 3_600_000
const sessionMillis = 12 * 3_600_000

interface Grant {
  readonly team: string
  readonly until: number
}

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url")

export const openSessions = ({ directory, now, port, report = () => {} }: SessionOptions): Sessions => {
  const codes = new Map<string, Grant>()
  const file = directory === undefined ? undefined : join(directory, "sessions.json")
  const sessions = file === undefined ? new Map<string, Grant>() : readGrants(file)
  const name = `axp_session_${port}`

  const grant = (map: Map<string, Grant>, team: string, millis: number): string => {
    for (const [key, { until }] of map) if (until < now()) map.delete(key)
    const secret = randomBytes(24).toString("base64url")
    map.set(hashOf(secret), { team, until: now() + millis })
    return secret
  }
  const valid = (map: Map<string, Grant>, secret: string): Grant | undefined => {
    const found = map.get(hashOf(secret))
    return found !== undefined && found.until >= now() ? found : undefined
  }
  return {
    code: (team) => grant(codes, team, codeMillis),
    open(code) {
      const found = valid(codes, code)
      if (found === undefined) return undefined
      codes.delete(hashOf(code))
      const secret = grant(sessions, found.team, sessionMillis)
      if (file !== undefined)
        try {
          writeGrants(file, sessions)
        } catch (error) {
          report(error)
        }
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`
    },
    team(request, origin) {
      const cookie = readCookie(request.headers.cookie, name)
      if (cookie === undefined || !isOwnPage(request, origin)) return undefined
      return valid(sessions, cookie)?.team
    }
  }
}

/** Sign-ins that an earlier server kept, by hash; none where the file is missing or is not one of ours. */
const readGrants = (file: string): Map<string, Grant> => {
  let kept: unknown
  try {
    kept = JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return new Map()
  }
  return new Map(Array.isArray(kept) ? kept.filter(isEntry) : [])
}

const isEntry = (entry: unknown): entry is [string, Grant] =>
  Array.isArray(entry) &&
  typeof entry[0] === "string" &&
  typeof entry[1] === "object" &&
  entry[1] !== null &&
  typeof (entry[1] as Grant).team === "string" &&
  typeof (entry[1] as Grant).until === "number"

/** Replaced as a whole, so that a crash leaves the old file or the new one. */
const writeGrants = (file: string, grants: ReadonlyMap<string, Grant>): void => {
  const next = `${file}.new`
  writeFileSync(next, JSON.stringify([...grants]), { mode: 0o600 })
  chmodSync(next, 0o600)
  renameSync(next, file)
}

const readCookie = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** What browsers say of where a request comes from; pages cannot set either header. */
const isOwnPage = ({ headers }: IncomingMessage, origin: string): boolean => {
  const site = headers["sec-fetch-site"]
  return site === undefined ? headers.origin === origin : site === "same-origin"
}
