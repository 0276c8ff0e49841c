/**
 * Distinguishes failures to connect from later ones: only the former prove that nothing was sent.
 * Runtimes report this differently. An unknown failure counts as sent.
 */

interface Facts {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

const connectCodes: ReadonlySet<string> = new Set([
  // Node and undici
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  // Bun
  "ConnectionRefused",
  "FailedToOpenSocket",
  "DNSResolveFailed"
])

/** The error, what it was caused by, and what it was put together from. */
function* chain(error: unknown, depth = 0): Generator<Facts> {
  if (typeof error !== "object" || error === null || depth > 5) return
  const facts = error as Facts
  yield facts
  yield* chain(facts.cause, depth + 1)
  if (Array.isArray(facts.errors)) for (const inner of facts.errors) yield* chain(inner, depth + 1)
}

/** Codes of Node and Bun for a certificate that is not accepted: OpenSSL's verification results. */
const certificateCode =
  /^(?:ERR_TLS_CERT|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_C|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_|HOSTNAME_MISMATCH)/

/** Deno: "… client error (Connect): invalid peer certificate: UnknownIssuer". */
const certificateMessage = /invalid peer certificate: .*/

const certificateProblem = ({ code, message }: Facts): string | undefined => {
  const words = typeof message === "string" ? message : ""
  if (typeof code !== "string" || !certificateCode.test(code)) return certificateMessage.exec(words)?.[0]
  // Node adds advice after a semicolon, and ends some sentences in an empty list.
  const [sentence = ""] = words.split(";", 1)
  let end = sentence.length
  while (end > 0 && /[\s:.]/.test(sentence.charAt(end - 1))) end -= 1
  return sentence.slice(0, end) || code
}

export interface TransportFacts {
  readonly phase: "connect" | "exchange"
  readonly code: string | undefined
  /** What is wrong with the server's certificate; it is checked before anything is sent. */
  readonly certificate: string | undefined
}

const isConnect = (facts: Facts): boolean =>
  facts.syscall === "connect" ||
  facts.syscall === "getaddrinfo" ||
  (typeof facts.code === "string" && connectCodes.has(facts.code)) ||
  // Ports that the fetch standard blocks: nothing is opened, and undici gives no code.
  facts.message === "bad port" ||
  // Deno: "error sending request for url (…): client error (Connect): …"
  (typeof facts.message === "string" && facts.message.includes("client error (Connect)"))

/** Reads what a rejected `fetch` was about. */
export const transportFacts = (error: unknown): TransportFacts => {
  const all = [...chain(error)]
  const code = all.findLast((facts) => typeof facts.code === "string")?.code
  const certificate = all.map(certificateProblem).find((problem) => problem !== undefined)
  return {
    phase: certificate !== undefined || all.some(isConnect) ? "connect" : "exchange",
    code: typeof code === "string" ? code : undefined,
    certificate
  }
}
