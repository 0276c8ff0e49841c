/** Nothing to show, and why: never the same words for "none yet" and "none that match". */
import type { ReactNode } from "react"
import "./ui.css"

export interface EmptyStateProps {
  readonly title: string
  /** It is all there is on the page. */
  readonly isPage?: boolean
  readonly children?: ReactNode
}

export const EmptyState = ({ children, isPage = false, title }: EmptyStateProps) => (
  <div className="empty card">
    {isPage ? <h1 className="title">{title}</h1> : <p className="title">{title}</p>}
    {children}
  </div>
)
