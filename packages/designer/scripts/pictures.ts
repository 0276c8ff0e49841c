/**
 * The pictures of the documentation: `node packages/designer/scripts/pictures.ts` draws them into `docs/pictures`.
 *
 * A test compares what is there with what is drawn, so a picture never shows yesterday's drawing.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { definePipeline, toSvg } from "@aixplain-ts/designer"

const triage = definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => {
  const mood = n.sentimentAnalysis({ text: Review, language: "en" })
  const route = n.decision({ comparison: mood.data, passthrough: Review }, { label: "How angry?" })
  return { Angry: route.when("equal", "NEGATIVE"), Others: route.otherwise() }
})

/** Where the pictures stand. */
export const folder = new URL("../../../docs/pictures/", import.meta.url)

/** Each picture by its file's name. */
export const pictures = (): Readonly<Record<string, string>> => ({
  "review-triage.svg": toSvg(triage.toJSON()),
  "review-triage-run.svg": toSvg(triage.toJSON(), {
    states: {
      0: { status: "SUCCESS" },
      1: { status: "IN_PROGRESS", segments: { done: 41, failed: 1, total: 60 } },
      2: { status: "IN_PROGRESS", segments: { done: 38, failed: 0, total: 60 } },
      3: { status: "PENDING" },
      4: { status: "PENDING" }
    }
  })
})

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const [file, svg] of Object.entries(pictures())) writeFileSync(new URL(file, folder), `${svg}\n`)
}
