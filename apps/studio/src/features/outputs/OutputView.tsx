/** One output: text, media players, counts of repeated short values, and failed segments in order. */
import { dataTypeMarks } from "@aixplain-ts/designer/diagram"
import type { Output, SegmentValue } from "@aixplain-ts/sdk"
import { useMemo, useState } from "react"
import { GridList, GridListItem, ListLayout, Virtualizer } from "react-aria-components"
import { announce } from "../../ui/Announcer.tsx"
import { css } from "../../ui/colour.ts"
import { CopyButton } from "../../ui/CopyButton.tsx"
import { ErrorNote, Sentence } from "../../ui/ErrorNote.tsx"
import { count, counted } from "../../ui/format.ts"
import { Player } from "./Player.tsx"
import { useValues } from "./useValues.ts"
import { fileName, indented, isScrollable, mediumOf, tally, textOf, urlOf } from "./values.ts"

/** How many segments a plain list has, and how many characters of one are shown at first. */
const first = { segments: 100, characters: 64_000 }

/** More segments than this are read on demand only: each may be a request. */
const readAtOnce = 500

export const OutputView = ({ output }: { readonly output: Output }) => {
  const { error, read, state, stop, values } = useValues(output, output.segments.length <= readAtOnce)
  const medium = mediumOf(output.type)
  const mark =
    output.type !== undefined && output.type in dataTypeMarks ? dataTypeMarks[output.type as "text"] : undefined
  const total = output.segments.length
  const how = output.failed.length === 0 ? "" : output.failed.length === total ? "failed" : "partial"
  const isDone = state === "done"
  const hasText = medium === undefined && values.some((item) => item.success && textOf(item.value) !== "")
  // The SDK joins the segments of a text with their separators.
  const all = (): Promise<string> =>
    output.segments.some(({ separator }) => separator !== undefined)
      ? output.text()
      : Promise.resolve(values.flatMap((item) => (item.success ? [textOf(item.value)] : [])).join("\n"))
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
        {isDone && hasText ? (
          <span className="tools">
            <CopyButton text={all} />
            <Download name={fileName(output.label, output.type)} text={all} />
          </span>
        ) : null}
      </div>
      {state === "reading" && total <= readAtOnce && values.length === 0 ? (
        <div className="skeleton" role="status" aria-label="Loading" />
      ) : null}
      {state === "waiting" ? (
        <button type="button" className="button" onClick={read}>
          Read all {count(total)} segments
        </button>
      ) : null}
      {state === "reading" && total > readAtOnce ? (
        <p className="reading">
          <progress max={total} value={values.length} aria-label={`Reading ${output.label}`} />
          <span className="num">
            {count(values.length)} of {count(total)}
          </span>
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        </p>
      ) : null}
      {state === "stopped" ? (
        <p className="reading">
          <span className="num">
            Stopped after {count(values.length)} of {count(total)}.
          </span>
          <button type="button" className="button" onClick={read}>
            Read again
          </button>
        </p>
      ) : null}
      {state === "failed" ? <ErrorNote error={error} title="The output could not be loaded." onRetry={read} /> : null}
      {values.length > 0 ? <Values values={values} type={output.type} label={output.label} isWhole={isDone} /> : null}
    </article>
  )
}

interface ValuesProps {
  readonly values: readonly SegmentValue[]
  readonly type: string | undefined
  readonly label: string
  /** All values are loaded, so they can be counted. */
  readonly isWhole: boolean
}

const Values = ({ isWhole, label, type, values }: ValuesProps) => {
  const counts = useMemo(
    () =>
      isWhole && (type === "label" || type === "text")
        ? tally(values.flatMap((v) => (v.success ? [textOf(v.value)] : [])))
        : undefined,
    [isWhole, type, values]
  )
  const [only] = values
  if (isWhole && values.length === 1 && only !== undefined) return <Value item={only} type={type} label={label} />
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
      {values.length > first.segments ? (
        // Only the rows on screen are mounted, whatever their number.
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 30 }}>
          <GridList
            className="segments virtual"
            aria-label={`Segments of ${label}`}
            items={values.map((item) => ({ id: item.index, item }))}
          >
            {({ item }) => (
              <GridListItem textValue={`Segment ${item.index + 1}`} className="segment">
                <span className="index muted num">{count(item.index + 1)}</span>
                <Value item={item} type={type} label={`${label}, segment ${item.index + 1}`} />
              </GridListItem>
            )}
          </GridList>
        </Virtualizer>
      ) : (
        <ol className="segments" tabIndex={0} aria-label={`Segments of ${label}`}>
          {values.map((item) => (
            <li key={item.index} className="segment">
              <span className="index muted num">{count(item.index + 1)}</span>
              <Value item={item} type={type} label={`${label}, segment ${item.index + 1}`} />
            </li>
          ))}
        </ol>
      )}
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
        <span aria-hidden="true">✕</span> <Sentence text={item.error} />
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

const Download = ({ name, text }: { readonly name: string; readonly text: () => Promise<string> }) => {
  const save = async (): Promise<void> => {
    const url = URL.createObjectURL(new Blob([await text()], { type: "text/plain;charset=utf-8" }))
    const link = document.createElement("a")
    link.href = url
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <button
      type="button"
      className="button quiet"
      onClick={() => void save().catch(() => announce("The output could not be loaded."))}
    >
      Download
    </button>
  )
}
