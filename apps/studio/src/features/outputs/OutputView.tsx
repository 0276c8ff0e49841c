/** One output: texts as texts, media in players, many short values counted, failed segments in their place. */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import type { Output, SegmentValue } from "@aixplain-ts/sdk"
import { useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { css } from "../../ui/colour.ts"
import { CopyButton } from "../../ui/CopyButton.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { count, counted } from "../../ui/format.ts"
import { Player } from "./Player.tsx"
import { fileName, indented, isScrollable, mediumOf, tally, textOf, urlOf } from "./values.ts"

/** Segments and characters that are shown before somebody asks for more. */
const first = { segments: 100, characters: 64_000 }

/** Each segment may be a request of its own: more than this are read when somebody asks. */
const readAtOnce = 500

export const OutputView = ({ output, run }: { readonly run: string; readonly output: Output }) => {
  const [isWanted, setWanted] = useState(output.segments.length <= readAtOnce)
  const { data, error, refetch } = useQuery({
    queryKey: ["output", run, output.nodeId, output.label],
    queryFn: ({ signal }) => output.values({ signal }),
    enabled: isWanted,
    staleTime: Infinity,
    // Values stay with the result they belong to.
    gcTime: 60_000,
    structuralSharing: false
  })
  const medium = mediumOf(output.type)
  const mark =
    output.type !== undefined && output.type in dataTypeMarks ? dataTypeMarks[output.type as "text"] : undefined
  const total = output.segments.length
  const how = output.failed.length === 0 ? "" : output.failed.length === total ? "failed" : "partial"
  const all = useMemo(() => data?.flatMap((item) => (item.success ? [textOf(item.value)] : [])).join("\n"), [data])
  return (
    <article className={`output card ${how}`} aria-label={`Output ${output.label}`}>
      <header>
        <h3>{output.label}</h3>
        {output.type === undefined ? null : (
          <span className="chip" style={mark === undefined ? undefined : { color: css(mark.colour) }}>
            <b aria-hidden="true">{mark?.sign ?? "∗"}</b> {output.type}
          </span>
        )}
      </header>
      <div className="about">
        <span className="muted num">
          {total > 1 && how === "" ? counted(total, "segment") : ""}
          {output.failed.length > 0 && total > 1 ? (
            <span className="failed">
              {" "}
              ✕ {count(output.failed.length)} of {count(total)} failed
            </span>
          ) : null}
        </span>
        {all === undefined || all === "" || medium !== undefined ? null : (
          <span className="tools">
            <CopyButton text={all} />
            <Download name={fileName(output.label, output.type)} text={all} />
          </span>
        )}
      </div>
      {!isWanted ? (
        <button type="button" className="button" onClick={() => setWanted(true)}>
          Read all {count(total)} segments
        </button>
      ) : data === undefined ? (
        error === null ? (
          <div className="skeleton" role="status" aria-label="Loading" />
        ) : (
          <ErrorNote error={error} title="The output could not be read." onRetry={() => void refetch()} />
        )
      ) : (
        <Values values={data} type={output.type} label={output.label} />
      )}
    </article>
  )
}

interface ValuesProps {
  readonly values: readonly SegmentValue[]
  readonly type: string | undefined
  readonly label: string
}

const Values = ({ label, type, values }: ValuesProps) => {
  const [limit, setLimit] = useState(first.segments)
  const counts = useMemo(
    () =>
      type === "label" || type === "text"
        ? tally(values.flatMap((v) => (v.success ? [textOf(v.value)] : [])))
        : undefined,
    [type, values]
  )
  const [only] = values
  if (values.length === 1 && only !== undefined) return <Value item={only} type={type} label={label} />
  const most = counts?.[0]?.count ?? 1
  return (
    <>
      {counts === undefined ? null : (
        <ul className="tally" aria-label="How often each value occurs">
          {counts.map(({ count: times, word }) => (
            <li key={word}>
              <span>{word}</span>
              <span className="bar" style={{ width: `${(times / most) * 100}%` }} />
              <span className="num">{count(times)}</span>
            </li>
          ))}
        </ul>
      )}
      <ol className="segments" tabIndex={0} aria-label={`Segments of ${label}`}>
        {values.slice(0, limit).map((item) => (
          <li key={item.index}>
            <span className="index muted num">{item.index + 1}</span>
            <Value item={item} type={type} label={`${label}, segment ${item.index + 1}`} />
          </li>
        ))}
      </ol>
      {values.length > limit ? (
        <button type="button" className="button" onClick={() => setLimit(values.length)}>
          Show all {count(values.length)}
        </button>
      ) : null}
    </>
  )
}

const Value = ({ item, label, type }: { item: SegmentValue; type: string | undefined; label: string }) => {
  const [isWhole, setWhole] = useState(false)
  const raw = item.success ? textOf(item.value) : ""
  const json = useMemo(() => indented(raw), [raw])
  if (!item.success)
    return (
      <p className="segment-error">
        <span aria-hidden="true">✕</span> {item.error}
      </p>
    )
  const medium = mediumOf(type)
  const url = urlOf(item.value)
  if (medium !== undefined && url !== undefined) return <Player medium={medium} url={url} label={label} />
  const text = json ?? raw
  // A long text scrolls on its own, so the keyboard must reach it.
  const isLong = isScrollable(text)
  return (
    <>
      <div
        className={json === undefined && (type === "text" || type === "label") ? "value prose" : "value"}
        {...(isLong && { role: "region", "aria-label": `Text of ${label}`, tabIndex: 0 })}
      >
        <pre>{isWhole ? text : text.slice(0, first.characters)}</pre>
      </div>
      {!isWhole && text.length > first.characters ? (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          Show all {count(text.length)} characters
        </button>
      ) : null}
    </>
  )
}

const Download = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <button
    type="button"
    className="button quiet"
    onClick={() => {
      const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }))
      const link = document.createElement("a")
      link.href = url
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 10_000)
    }}
  >
    Download
  </button>
)
