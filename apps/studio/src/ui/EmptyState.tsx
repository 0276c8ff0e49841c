/** An empty list, and why it is empty: "none yet" and "none that match" have different texts. */
import type { ReactNode } from "react"
import "./ui.css"

export interface EmptyStateProps {
  readonly title: string
  /** It is the only content of the page. */
  readonly isPage?: boolean
  readonly children?: ReactNode
}

export const EmptyState = ({ children, isPage = false, title }: EmptyStateProps) => (
  <div className="empty card">
    {isPage ? <h1 className="title">{title}</h1> : <p className="title">{title}</p>}
    {children}
  </div>
)
