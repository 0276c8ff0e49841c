/** Shown instead of a page that failed. Reloads a page whose files could not be loaded. */
import type { ErrorComponentProps } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { connection } from "../store/Connection.ts"
import { PartMissing, reloadFor } from "../store/parts.ts"
import { EmptyState } from "./EmptyState.tsx"
import { ErrorNote } from "./ErrorNote.tsx"

export const PageFailure = ({ error }: ErrorComponentProps) => {
  const state = useReload(error)
  return (
    <div className="page">
      <title>Error · Studio</title>
      {state === "failed" ? (
        <>
          <h1>This page failed</h1>
          <ErrorNote error={error} retry="Reload the page" onRetry={() => location.reload()} />
        </>
      ) : state === "waiting" ? (
        <EmptyState isPage title="This page loads when the server is back." />
      ) : (
        <div className="skeleton" role="status" aria-label="Loading" />
      )}
    </div>
  )
}

type Reload = "asking" | "waiting" | "failed"

const useReload = (error: unknown): Reload => {
  const [state, setState] = useState<Reload>(error instanceof PartMissing ? "asking" : "failed")
  useEffect(() => {
    if (!(error instanceof PartMissing)) return undefined
    let isOpen = true
    const reload = (): void => {
      if (!isOpen) return
      isOpen = false
      if (!reloadFor(error)) setState("failed")
    }
    const forget = connection.onBack(reload)
    const ask = async (): Promise<void> => {
      if (await connection.check()) reload()
      // A reload now would replace the studio with the browser's error page.
      else if (isOpen) setState("waiting")
    }
    void ask()
    return () => {
      isOpen = false
      forget()
    }
  }, [error])
  return state
}
