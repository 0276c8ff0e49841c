/** The sign-in page, shown if this browser has no session on the server. */
import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { codeIn, openSession, refusedCode, setSession } from "../../store/session.ts"
import { Sentence } from "../../ui/ErrorNote.tsx"
import "./sign-in.css"

/** Shown over an open page (`isOver`), which keeps everything that was filled in. */
export const SignIn = ({ isOver = false }: { readonly isOver?: boolean }) => {
  const queries = useQueryClient()
  const [problem, setProblem] = useState(refusedCode)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.currentTarget).get("code")
    const code = codeIn(typeof given === "string" ? given : "")
    if (code === "") return setProblem("Paste the address or the code.")
    setBusy(true)
    const refused = await openSession(code)
    setBusy(false)
    setProblem(refused)
    if (refused !== undefined) return
    setSession("open")
    // Loaded data stays until it is refetched.
    await queries.invalidateQueries()
  }
  return (
    <div className={isOver ? "sign-in over" : "sign-in"}>
      <title>Sign in · Studio</title>
      <div className="card">
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1>Sign in</h1>
        <p>
          {isOver ? "The sign-in of this browser ended" : "This browser is not signed in"} on{" "}
          <code>{location.host}</code>.{isOver ? " The page behind this one stays as it is." : ""} When the server
          starts it prints an address with a one-time code, like this:
        </p>
        <pre className="sample">
          <code>
            Studio{"  "}
            {location.origin}/#code=<b>8fK2…</b>
          </code>
        </pre>
        <form onSubmit={(event) => void submit(event)}>
          <label htmlFor="code">Address or code</label>
          <div className="row">
            <input
              id="code"
              name="code"
              className="field mono"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={problem === undefined ? undefined : "code-problem"}
              aria-invalid={problem !== undefined}
            />
            <button type="submit" className="button primary" disabled={isBusy}>
              Sign in
            </button>
          </div>
          {problem === undefined ? null : (
            <p id="code-problem" className="problem" role="alert">
              ✕ <Sentence text={problem} />
            </p>
          )}
        </form>
        <p className="muted">
          Lost it? Restart <code>axp dev</code>: it prints a new one. Pipelines, runs and sign-ins survive a restart
          only with <code>--data &lt;folder&gt;</code>.
        </p>
      </div>
    </div>
  )
}
