/** What stays on every page: the head with its two places, the bar of an outage, the live region. */
import { Link, Outlet, useLocation } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { SignIn } from "../features/sign-in/SignIn.tsx"
import { useConnection } from "../store/connection.ts"
import { useSession } from "../store/session.ts"
import { Announcer } from "./Announcer.tsx"
import "./shell.css"

export const Shell = () => {
  const session = useSession()
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const first = useRef(pathname)
  useEffect(() => {
    // A page that was just opened keeps the browser's own focus; one that was gone to is read from its start.
    if (first.current !== pathname) main.current?.focus({ preventScroll: true })
    first.current = ""
  }, [pathname])
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="shell">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>
            Studio <span className="muted">aixplain-ts</span>
          </span>
        </Link>
        <nav aria-label="Main">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ className: "active" }}>
            Pipelines
          </Link>
          <Link to="/runs" activeOptions={{ includeSearch: false }} activeProps={{ className: "active" }}>
            Runs
          </Link>
        </nav>
        <ServerPill />
      </header>
      <OfflineBar />
      <main id="main" tabIndex={-1} ref={main}>
        {session === "closed" ? <SignIn /> : <Outlet />}
      </main>
      <Announcer />
    </>
  )
}

const ServerPill = () => {
  const isOffline = useConnection() === "offline"
  return (
    <span className={isOffline ? "server offline" : "server"}>
      <span aria-hidden="true">{isOffline ? "✕" : "●"}</span>
      <span className="host">{location.host}</span>
      <span className="sr-only">{isOffline ? "does not answer" : "answers"}</span>
    </span>
  )
}

const OfflineBar = () =>
  useConnection() === "offline" ? (
    <p className="offline-bar" role="alert">
      <strong>The server does not answer.</strong> What is shown is what was last read; this page goes on by itself as
      soon as {location.host} is back.
    </p>
  ) : null
