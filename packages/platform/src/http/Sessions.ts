/**
 * Sign-in of the page that this server delivers: a one-time code is traded for a session cookie, so that no key is in a
 * URL or in a browser's storage. The cookie counts only for requests of the page itself, which other sites cannot make.
 */
import { createHash, randomBytes } from "node:crypto"
import type { IncomingMessage } from "node:http"

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
  readonly now: () => number
}

const codeMillis = 12 * 3_600_000
const sessionMillis = 12 * 3_600_000

interface Grant {
  readonly team: string
  readonly until: number
}

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url")

export const openSessions = ({ port, now }: SessionOptions): Sessions => {
  const codes = new Map<string, Grant>()
  const sessions = new Map<string, Grant>()
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
      return `${name}=${grant(sessions, found.team, sessionMillis)}; Path=/; HttpOnly; SameSite=Strict`
    },
    team(request, origin) {
      const cookie = readCookie(request.headers.cookie, name)
      if (cookie === undefined || !isOwnPage(request, origin)) return undefined
      return valid(sessions, cookie)?.team
    }
  }
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
