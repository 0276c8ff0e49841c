/**
 * Chromium for tests, and a monitored page: console errors, requests to other servers and violations of its content
 * policy fail the test.
 */
import { existsSync } from "node:fs"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { expect, onTestFinished } from "vitest"

const path = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

/** Tests that need Chromium are skipped without it. */
export const hasChromium = existsSync(path)

/** Suffix for the names of test groups: how to install Chromium if it is missing. */
export const unlessMissing = hasChromium
  ? ""
  : ` (skipped: ${path} not found; install it with "apt-get install -y --no-install-recommends chromium fonts-liberation", or set CHROMIUM)`

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-dev-shm-usage"] })

/**
 * POSTs that may be sent twice: they only read or are idempotent. Every other one needs the Idempotency-Key of its
 * form.
 */
const repeatable = [
  /^\/sdk\/pipelines\/paginate$/,
  /^\/ext\/session$/,
  /^\/ext\/runs\/[^/]+\/cancel$/,
  /^\/sdk\/file\/upload\/temp-url$/
]

export interface WatchedPage {
  readonly page: Page
  /** Expected error statuses; every other one counts as trouble. */
  readonly allow: (...statuses: readonly number[]) => void
  /** The server is stopped on purpose. */
  readonly allowOutage: () => void
  /** Console lines that match are expected. */
  readonly allowLines: (pattern: RegExp) => void
}

/** A page with a separate profile. When the test ends, no trouble may have been recorded. */
export const watchedPage = async (
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {}
): Promise<WatchedPage> => {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    reducedMotion: "reduce",
    ...options
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const trouble: string[] = []
  const allowed = new Set<number>()
  const lines: RegExp[] = []
  let mayBeAway = false
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`CSP ${event.violatedDirective}: ${event.blockedURI}`)
    )
  })
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`))
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return
    // The browser logs every refused request; statuses are checked below.
    if (message.text().startsWith("Failed to load resource")) return
    if (lines.some((pattern) => pattern.test(message.text()))) return
    trouble.push(`console: ${message.text()}`)
  })
  page.on("request", (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith("http") && url.origin !== origin) trouble.push(`request to ${url.origin}`)
    if (
      request.method() === "POST" &&
      request.headers()["idempotency-key"] === undefined &&
      !repeatable.some((path) => path.test(url.pathname))
    )
      trouble.push(`POST ${url.pathname} without an Idempotency-Key`)
  })
  page.on("response", (response) => {
    const status = response.status()
    if (status >= 400 && !allowed.has(status))
      trouble.push(`${status} ${response.request().method()} ${response.url()}`)
  })
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? ""
    // A page that is left aborts its requests.
    if (!why.includes("ERR_ABORTED") && !mayBeAway) trouble.push(`failed: ${request.url()} ${why}`)
  })
  onTestFinished(async () => {
    await context.close()
    expect(trouble).toEqual([])
  })
  return {
    page,
    allow: (...statuses) => {
      for (const status of statuses) allowed.add(status)
    },
    allowOutage: () => {
      mayBeAway = true
    },
    allowLines: (pattern) => {
      lines.push(pattern)
    }
  }
}
