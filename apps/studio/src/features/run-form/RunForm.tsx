/** The form of a run: one field for each input, and the button. Leads to the run's own page. */
import { useMutation } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from "react"
import type { Document } from "../../canvas/graphModel.ts"
import { aixplain } from "../../client.ts"
import { useConnection } from "../../store/connection.ts"
import { type Draft, draftsOf, keepDrafts } from "../../store/drafts.ts"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { InputField } from "./InputField.tsx"
import { fieldsOf, toRunData } from "./inputs.ts"
import "./run-form.css"

export interface RunFormProps {
  readonly pipeline: string
  readonly document: Document
  /** Why it cannot run, a sentence; undefined when it can. */
  readonly obstacle: string | undefined
}

export const RunForm = ({ document, obstacle, pipeline }: RunFormProps) => {
  const navigate = useNavigate()
  const isOffline = useConnection() === "offline"
  const fields = useMemo(() => fieldsOf(document), [document])
  const [drafts, setDrafts] = useState(() => draftsOf(pipeline))
  const [problem, setProblem] = useState<{ readonly label: string; readonly message: string }>()
  const form = useRef<HTMLFormElement>(null)
  const start = useMutation({
    mutationFn: (data: Parameters<ReturnType<typeof aixplain.pipelines.ref>["runAsync"]>[0]) =>
      aixplain.pipelines.ref(pipeline).runAsync(data),
    onSuccess: (run) => navigate({ to: "/runs/$id", params: { id: run.id } })
  })

  const change = (label: string, draft: Draft | undefined): void => {
    const { [label]: _, ...rest } = drafts
    const next = draft === undefined ? rest : { ...rest, [label]: draft }
    setDrafts(next)
    keepDrafts(pipeline, next)
    if (problem?.label === label) setProblem(undefined)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const filled = toRunData(fields, drafts)
    setProblem(filled.problem)
    if (filled.problem === undefined) return start.mutate(filled.data)
    form.current?.querySelector<HTMLElement>(`[data-input="${CSS.escape(filled.problem.label)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }
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
      {start.isError ? <ErrorNote error={start.error} title="The run was not started." /> : null}
      <div className="submit">
        <button
          type="submit"
          className="button primary"
          disabled={start.isPending || reason !== undefined || fields.length === 0}
          aria-describedby={reason === undefined ? undefined : "run-obstacle"}
        >
          <span aria-hidden="true">▶</span> {start.isPending ? "Starting…" : "Run"}
        </button>
        {reason === undefined ? (
          <span className="muted">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
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
