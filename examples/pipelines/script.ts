/** A custom script between two nodes. The file is uploaded when the pipeline is saved. */
import { definePipeline } from "@aixplain-ts/designer"

export default definePipeline("Longest sentences", { Text: "text" }, ({ Text }, n) => {
  const lines = n.splitOnLinebreak({ text: Text })
  const longest = n.script({
    file: new URL("./scripts/longest.py", import.meta.url),
    inputs: { lines: lines.data },
    outputs: { data: "text" }
  })
  return { Longest: longest.data }
})
