/** One input of a pipeline: typed, read from a text file in the page, or a file that is uploaded with the run. */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react"
import { css } from "../../ui/colour.ts"
import { bytes, count } from "../../ui/format.ts"
import type { Draft } from "../../store/Drafts.ts"
import { draftOf, type InputField as Field } from "./inputs.ts"

export interface InputFieldProps {
  readonly field: Field
  readonly draft: Draft | undefined
  readonly problem: string | undefined
  readonly onChange: (draft: Draft | undefined) => void
}

export const InputField = ({ draft, field, onChange, problem }: InputFieldProps) => {
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string>()
  const [isOver, setOver] = useState(false)
  const said = problem ?? refusal

  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    try {
      onChange(await draftOf(field, chosen))
      setRefusal(undefined)
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    }
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  const shared = {
    id,
    "data-input": field.label,
    className: "field",
    "aria-describedby": said === undefined ? undefined : `${id}-problem`,
    "aria-invalid": said !== undefined,
    placeholder: field.fallback === undefined ? undefined : `${field.fallback} (default)`,
    value: draft?.kind === "typed" ? draft.text : "",
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      onChange({ kind: "typed", text: event.target.value })
  }

  return (
    <div
      className={isOver ? "input-field over" : "input-field"}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className="label-row">
        <label htmlFor={id}>{field.label}</label>
        <Types types={field.dataTypes} />
        <input
          ref={chooser}
          type="file"
          hidden
          data-file-for={field.label}
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ""
          }}
        />
        {field.control === "number" || field.control === "boolean" ? null : (
          <button type="button" className="button quiet" onClick={() => chooser.current?.click()}>
            {field.control === "media" ? "Choose a file" : "Read a file"}
          </button>
        )}
      </div>
      {draft !== undefined && draft.kind !== "typed" ? (
        <Chosen id={id} draft={draft} onRemove={() => onChange(undefined)} />
      ) : field.control === "boolean" ? (
        <select {...shared}>
          <option value="">{field.fallback === undefined ? "Choose…" : `${field.fallback} (default)`}</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      ) : field.control === "text" ? (
        <textarea {...shared} rows={5} spellCheck={false} />
      ) : (
        <input {...shared} type="text" inputMode={field.control === "number" ? "decimal" : "url"} />
      )}
      {said === undefined ? (
        <Note field={field} draft={draft} />
      ) : (
        <p className="problem" id={`${id}-problem`} role="alert">
          ✕ {said}
        </p>
      )}
    </div>
  )
}

/** A file, shown instead of the control. */
const Chosen = ({
  draft,
  id,
  onRemove
}: {
  id: string
  draft: Exclude<Draft, { kind: "typed" }>
  onRemove: () => void
}) => {
  const name = draft.kind === "read" ? draft.name : draft.file.name
  return (
    <div className="chosen" id={id} tabIndex={-1}>
      <div className="name">
        <strong>{name}</strong>
        <span className="muted num">
          {bytes(draft.kind === "read" ? new Blob([draft.text]).size : draft.file.size)}
        </span>
        <button type="button" className="button quiet" onClick={onRemove}>
          Remove<span className="sr-only"> {name}</span>
        </button>
      </div>
      {draft.kind === "read" ? (
        <pre>{draft.text.slice(0, 400)}</pre>
      ) : (
        <span className="muted">Uploaded with the run.</span>
      )}
    </div>
  )
}

const Note = ({ draft, field }: Pick<InputFieldProps, "draft" | "field">) => {
  if (field.control === "media" && draft?.kind !== "upload")
    return <p className="muted note">A URL, or a file from here.</p>
  if (draft?.kind !== "typed" || draft.text === "" || field.control !== "text") return null
  const lines = draft.text.replace(/\n$/, "").split("\n").length
  return (
    <p className="muted note num">
      {count(draft.text.length)} characters{lines > 1 ? `, ${count(lines)} lines` : ""}
    </p>
  )
}

const Types = ({ types }: { readonly types: readonly string[] }) => (
  <span className="types">
    {types.map((type) => {
      const mark = type in dataTypeMarks ? dataTypeMarks[type as keyof typeof dataTypeMarks] : undefined
      return (
        <span key={type} className="chip" style={mark === undefined ? undefined : { color: css(mark.colour) }}>
          <b aria-hidden="true">{mark?.sign ?? "∗"}</b> {type}
        </span>
      )
    })}
  </span>
)
