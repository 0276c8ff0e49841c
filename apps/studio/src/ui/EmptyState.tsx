/** Nothing to show, and why: never the same words for "none yet" and "none that match". */
import type { ReactNode } from "react"
import "./ui.css"

export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="empty card">
    <p className="title">{title}</p>
    {children}
  </div>
)
