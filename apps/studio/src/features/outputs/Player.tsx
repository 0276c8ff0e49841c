/** Media in the browser's player, which supports keyboards and screen readers; a link if it cannot be played. */
import { useState } from "react"
import { mediaName, type Medium } from "./values.ts"

export interface PlayerProps {
  readonly medium: Medium
  readonly url: string
  readonly label: string
}

export const Player = ({ label, medium, url }: PlayerProps) => {
  const [isBroken, setBroken] = useState(false)
  const onError = (): void => setBroken(true)
  return (
    <div className="player">
      {isBroken ? (
        <p className="muted">This file cannot be shown: its link may have expired, or it is on another server.</p>
      ) : medium === "audio" ? (
        <audio controls preload="metadata" src={url} aria-label={label} onError={onError} />
      ) : medium === "video" ? (
        <video controls preload="metadata" src={url} aria-label={label} onError={onError} />
      ) : (
        // Images, SVG included, are shown by an element that runs no scripts.
        <img src={url} alt={label} loading="lazy" onError={onError} />
      )}
      <p className="links">
        <a href={url} target="_blank" rel="noreferrer">
          Open<span className="sr-only"> {label} in a new tab</span>
        </a>
        <a href={url} download={mediaName(label, url)}>
          Download<span className="sr-only"> {label}</span>
        </a>
      </p>
    </div>
  )
}
