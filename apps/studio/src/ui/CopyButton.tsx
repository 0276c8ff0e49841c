/** Copies a text and says so. */
import { useState } from "react"
import { announce } from "./Announcer.tsx"

export const CopyButton = ({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) => {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce("Copied.")
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <button type="button" className="button quiet" onClick={() => void copy()}>
      {copied ? "Copied" : label}
    </button>
  )
}
