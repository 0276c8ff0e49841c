/** What is shown when the server knows no session of this browser. */
import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { codeIn, openSession, refusedCode, setSession } from "../../store/session.ts"
import "./sign-in.css"

export const SignIn = () => {
  const queries = useQueryClient()
  const [problem, setProblem] = useState(refusedCode)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.currentTarget).get("code")
    const code = codeIn(typeof given === "string" ? given : "")
    if (code === "") return setProblem("Paste the address or the code first.")
    setBusy(true)
    const refused = await openSession(code)
    setBusy(false)
    setProblem(refused)
    if (refused !== undefined) return
    setSession("open")
    await queries.resetQueries()
  }
  return (
    <div className="sign-in">
      <title>Sign in · Studio</title>
      <div className="card">
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1>Sign in</h1>
        <p>
          This browser has no session on <code>{location.host}</code>. When the server starts it prints an address with
          a one-time code, like this:
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
              ✕ {problem}
            </p>
          )}
        </form>
        <p className="muted">
          Lost it? Start <code>axp dev</code> again with the same <code>--data</code> folder: everything is still there,
          and a new code is printed.
        </p>
      </div>
    </div>
  )
}
