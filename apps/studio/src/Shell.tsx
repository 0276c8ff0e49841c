/** The frame of every page: the header with two links, the offline bar, the live region. */
import { Link, Outlet, useLocation } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { SignIn } from "./features/sign-in/SignIn.tsx"
import { useConnection } from "./store/Connection.ts"
import { useSession } from "./store/session.ts"
import { Announcer } from "./ui/Announcer.tsx"
import "./shell.css"

export const Shell = () => {
  const session = useSession()
  const isOver = session === "ended"
  const isSignedOut = isOver || session === "closed"
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const first = useRef(pathname)
  useEffect(() => {
    // The first page keeps the browser's focus; after navigation the focus moves to the start of the page.
    if (first.current !== pathname) main.current?.focus({ preventScroll: true })
    first.current = ""
  }, [pathname])
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="shell">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>
            Studio <span className="muted">aixplain-ts</span>
          </span>
        </Link>
        {isSignedOut ? null : (
          <nav aria-label="Main">
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ className: "active" }}>
              Pipelines
            </Link>
            <Link to="/runs" activeOptions={{ includeSearch: false }} activeProps={{ className: "active" }}>
              Runs
            </Link>
          </nav>
        )}
        <ServerPill isSignedOut={isSignedOut} />
      </header>
      <OfflineBar />
      <main id="main" tabIndex={-1} ref={main}>
        {session === "closed" ? (
          <SignIn />
        ) : (
          // After signing in again, the page is as it was.
          <div className="behind" inert={isOver}>
            <Outlet />
          </div>
        )}
        {isOver ? <SignIn isOver /> : null}
      </main>
      <Announcer />
    </>
  )
}

const ServerPill = ({ isSignedOut }: { readonly isSignedOut: boolean }) => {
  const isOffline = useConnection() === "offline"
  const state = isOffline ? "offline" : isSignedOut ? "signed-out" : "online"
  return (
    <span className={`server ${state}`}>
      <span aria-hidden="true">{signs[state]}</span>
      <span className="host">{location.host}</span>
      <span className={isSignedOut && !isOffline ? undefined : "sr-only"}>{words[state]}</span>
    </span>
  )
}

const signs = { offline: "✕", online: "●", "signed-out": "○" } as const
const words = { offline: "does not answer", online: "answers", "signed-out": "signed out" } as const

const OfflineBar = () =>
  useConnection() === "offline" ? (
    <p className="offline-bar" role="alert">
      <strong>The server does not answer.</strong> This page shows data from before and continues as soon as{" "}
      {location.host} is back.
    </p>
  ) : null
