/** Reads a page of the documentation sentence by sentence, so that each can be held by a test. */

/** Sentences of paragraphs and lists, and rows of tables; code, headings and the heads of tables are left out. */
export const sentencesOf = (markdown: string): readonly string[] => {
  const lines = markdown.replaceAll(/```[\s\S]*?```/g, "").split("\n")
  const blocks: string[] = []
  let open = false
  for (const [index, line] of lines.entries()) {
    const isRow = line.startsWith("|")
    const isRule = /^\|[\s|:-]+\|$/.test(line)
    const isHead = isRow && /^\|[\s|:-]+\|$/.test(lines[index + 1] ?? "")
    if (line.trim() === "" || line.startsWith("#") || isRule || isHead) {
      open = false
      continue
    }
    if (isRow)
      blocks.push(
        line
          .slice(1, -1)
          .split("|")
          .map((cell) => cell.trim())
          .join(" | ")
      )
    else if (open && !line.startsWith("- ")) blocks[blocks.length - 1] += ` ${line.trim()}`
    else blocks.push(line.replace(/^- /, "").trim())
    open = !isRow
  }
  return blocks.flatMap((block) => (block.includes(" | ") ? [block] : block.split(/(?<=[.:])\s+(?=[A-Z`])/)))
}
