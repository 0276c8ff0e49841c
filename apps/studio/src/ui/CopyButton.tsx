/** Copies a text and confirms it. */
import { useState } from "react"
import { announce } from "./Announcer.tsx"

export const CopyButton = ({
  text,
  label = "Copy"
}: {
  readonly text: string | (() => Promise<string>)
  readonly label?: string
}) => {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text())
    } catch {
      // The browser may forbid copying, and reading the text may fail.
      announce("Copying failed.")
      return
    }
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
