/** The form that starts a run: one field per input. Opens the run's page. */
import { useMutation } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from "react"
import type { Document } from "../../canvas/GraphModel.ts"
import { useConnection } from "../../store/Connection.ts"
import { type Draft, type Drafts, draftsOf, keepDrafts, sameDrafts } from "../../store/Drafts.ts"
import { startRun, Submissions, uploadFile } from "../../store/Submissions.ts"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { isUncertain } from "../../ui/Failure.ts"
import { InputField } from "./InputField.tsx"
import { type FormData, fieldsOf, toRunData, withUploads } from "./inputs.ts"
import "./run-form.css"

export interface RunFormProps {
  readonly pipeline: string
  readonly document: Document
  /** Why the pipeline cannot run; undefined if it can. */
  readonly obstacle: string | undefined
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Kept outside the form, so that returning to a form whose answer was lost cannot start the run twice. */
const submissions = new Submissions(
  (a: FilledDrafts, b: FilledDrafts) => sameDrafts(a.drafts, b.drafts),
  ({ data }: FilledDrafts) => withUploads(data, uploadFile)
)

interface FilledDrafts {
  readonly drafts: Drafts
  readonly data: FormData
}

export const RunForm = ({ document, obstacle, pipeline }: RunFormProps) => {
  const navigate = useNavigate()
  const isOffline = useConnection() === "offline"
  const fields = useMemo(() => fieldsOf(document), [document])
  const [drafts, setDrafts] = useState(() => draftsOf(pipeline))
  const [problem, setProblem] = useState<{ readonly label: string; readonly message: string }>()
  const form = useRef<HTMLFormElement>(null)
  const start = useMutation({
    mutationFn: (filled: FilledDrafts) =>
      submissions.submit(pipeline, filled, (data, key) => startRun(pipeline, data, key)),
    onSuccess: (run) => navigate({ to: "/runs/$id", params: { id: run.id } })
  })

  const change = (label: string, draft: Draft | undefined): void => {
    const { [label]: _, ...rest } = drafts
    const next = draft === undefined ? rest : { ...rest, [label]: draft }
    setDrafts(next)
    keepDrafts(pipeline, next)
    // The failed request had other values.
    if (start.isError) start.reset()
    if (problem?.label === label) setProblem(undefined)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const filled = toRunData(fields, drafts)
    setProblem(filled.problem)
    if (filled.problem === undefined) return start.mutate({ drafts, data: filled.data })
    form.current?.querySelector<HTMLElement>(`[data-input="${CSS.escape(filled.problem.label)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }
  const isLost = isUncertain(start.error)
  const reason = obstacle ?? (isOffline ? "The server does not answer." : undefined)

  return (
    <form
      className="run-form"
      ref={form}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      aria-labelledby="run-form-title"
      noValidate
    >
      <h2 id="run-form-title">Run it</h2>
      {fields.length === 0 ? <p className="muted">This pipeline has no input.</p> : null}
      {fields.map((field) => (
        <InputField
          key={field.label}
          field={field}
          draft={drafts[field.label]}
          problem={problem?.label === field.label ? problem.message : undefined}
          onChange={(draft) => change(field.label, draft)}
        />
      ))}
      {start.isError ? (
        <ErrorNote
          error={start.error}
          title={isLost ? "It is not known whether the run was started." : "The run was not started."}
        >
          {isLost ? (
            <Link to="/runs" search={{ pipeline }}>
              Runs of this pipeline
            </Link>
          ) : null}
        </ErrorNote>
      ) : null}
      <div className="submit">
        <button
          type="submit"
          className="button primary"
          disabled={start.isPending || reason !== undefined || fields.length === 0}
          aria-describedby={reason === undefined ? undefined : "run-obstacle"}
        >
          <span aria-hidden="true">{isLost ? "↻" : "▶"}</span>{" "}
          {start.isPending ? "Starting…" : isLost ? "Try again (cannot start twice)" : "Run"}
        </button>
        {reason === undefined ? (
          <span className="muted keys">
            <kbd>{isMac ? "⌘" : "Ctrl"}</kbd> <kbd>Enter</kbd>
          </span>
        ) : (
          <span id="run-obstacle" className="muted">
            {reason}
          </span>
        )}
      </div>
    </form>
  )
}
