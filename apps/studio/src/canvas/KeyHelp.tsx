/** The keys of the canvas, in a dialog. */
import { useRef } from "react"

const keys: readonly (readonly [string, string])[] = [
  ["→ ←", "follow a link forward or back"],
  ["↑ ↓", "next node above or below"],
  ["Home End", "first or last node"],
  ["Enter", "show the node's details"],
  ["Esc", "clear the selection"],
  ["+ −", "zoom"],
  ["0", "show everything"]
]

export const KeyHelp = () => {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <button type="button" aria-label="Keys of the graph" onClick={() => dialog.current?.showModal()}>
        ?
      </button>
      <dialog ref={dialog} className="key-help card" aria-labelledby="key-help-title">
        <h2 id="key-help-title">Keys of the graph</h2>
        <dl>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                {key.split(" ").map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p className="muted">Drag to move, wheel or pinch to zoom. The outline shows the same graph as a list.</p>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </dialog>
    </>
  )
}
