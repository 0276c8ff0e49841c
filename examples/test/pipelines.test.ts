import { existsSync, globSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseDocument, pendingScripts, type Pipeline, toCode } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

const folder = fileURLToPath(new URL("../pipelines/", import.meta.url))
const files = globSync("*.ts", { cwd: folder }).toSorted()

describe("the example pipelines", () => {
  it("are those of the vendor's guide", () => {
    expect(files).toEqual(
      expect.arrayContaining(["mood.ts", "routing.ts", "script.ts", "subtitles.ts", "translation.ts"])
    )
  })

  it.each(files)("%s exports a pipeline without problems", async (file) => {
    const { default: pipeline }: { readonly default: Pipeline } = await import(`${folder}${file}`)
    expect(pipeline.problems).toEqual([])
    expect(parseDocument(JSON.stringify(pipeline))).toEqual(pipeline.toJSON())
    expect(toCode(pipeline.document)).toContain(`definePipeline("${pipeline.name}"`)
    for (const script of pendingScripts(pipeline.document)) expect(existsSync(fileURLToPath(script.file))).toBe(true)
  })
})
