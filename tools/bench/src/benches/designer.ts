/**
 * The cost of documents by size: validation, layout, canonical form, code; and the compile time of pipelines written
 * in TypeScript. In one process, after a warm-up; the compiler in a separate process.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { canonical, layout, toCode, toSvg, validate } from "@aixplain-ts/designer"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { svg } from "../chart.ts"
import { chain, stages } from "../documents.ts"
import { alternate, type Bench, median, quantile, spread } from "../harness.ts"
import { root, run } from "../processes.ts"

const sizes = [10, 100, 1000, 10_000]
const shapes = { "a chain": chain, "stages of eight": stages }

const operations: Readonly<Record<string, (document: PipelineDocument & { readonly name: string }) => unknown>> = {
  validate,
  layout: (document) => layout(document, { fresh: true }),
  canonical,
  toCode,
  toSvg: (document) => toSvg(document)
}

/** Median milliseconds of at least three calls, or as many as fit into 0.2 s. */
const timeOf = (work: () => unknown): number => {
  const times: number[] = []
  const began = performance.now()
  while (times.length < 3 || (performance.now() - began < 200 && times.length < 200)) {
    const start = performance.now()
    work()
    times.push(performance.now() - start)
  }
  return median(times)
}

/** A program with one pipeline of this many nodes; 0 measures the import alone. */
const programOf = (nodes: number): string => {
  if (nodes === 0) return 'import "@aixplain-ts/designer"\n'
  const kinds = [
    (last: string) => `n.translation({ text: ${last}, sourcelanguage: "en", targetlanguage: "fr" }).data`,
    (last: string) => `n.sentimentAnalysis({ text: ${last}, language: "en" }).data`,
    (last: string) => `n.textGeneration({ prompt: "{{a}} and {{b}}", a: ${last}, b: Text }).data`,
    (last: string) => `n.asset("m", { function: "summarization", text: ${last}, language: "en" }).data`,
    (last: string) => `n.decision({ comparison: ${last}, passthrough: Text }).when("equal", "x")`
  ]
  const lines = Array.from({ length: nodes }, (_, index) => {
    const last = index === 0 ? "Text" : `v${index - 1}`
    return `  const v${index} = ${kinds[index % kinds.length]!(last)}\n`
  })
  return `import { definePipeline } from "@aixplain-ts/designer"
export const p = definePipeline("P", { Text: "text" }, ({ Text }, n) => {
${lines.join("")}  return { Out: v${nodes - 1} }
})
`
}

export const bench: Bench = {
  title: "Designer",
  run: async (say) => {
    const rows: (string | number)[][] = []
    const points: Record<string, [number, number][]> = {}
    for (const [shape, make] of Object.entries(shapes))
      for (const [operation, work] of Object.entries(operations)) {
        const times = sizes.map((size) => {
          const document = make(size)
          return timeOf(() => work(document))
        })
        rows.push([shape, operation, ...times, ((times.at(-1) ?? 0) / 10_000) * 1000])
        if (shape === "stages of eight")
          points[operation] = sizes.map((size, index) => [size, times[index] ?? Number.NaN])
        say(`${shape}, ${operation}: ${times.map((time) => time.toFixed(2)).join(", ")} ms`)
      }
    const layouts = Array.from({ length: 30 }, () => {
      const document = stages(500)
      const began = performance.now()
      layout(document, { fresh: true })
      return performance.now() - began
    })
    const chart = {
      title: "Documents of stages of eight",
      x: "nodes",
      y: "ms",
      series: Object.entries(points).map(([name, all]) => ({ name, points: all }))
    }

    // The compiler, with the packages' own sources: inside the tool, so that they are found.
    const folder = await mkdtemp(join(root, "tools/bench/.out-"))
    try {
      const nodes = [0, 10, 50, 200, 500] as const
      for (const count of nodes) await writeFile(join(folder, `nodes${count}.ts`), programOf(count))
      const options = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"]
      const compile = (count: number): Promise<string> =>
        run(`${root}node_modules/.bin/tsc`, [
          ...options,
          "--skipLibCheck",
          "--allowImportingTsExtensions",
          "--types",
          "",
          join(folder, `nodes${count}.ts`)
        ])
      await compile(0)
      const compiled = await alternate(
        nodes.map((count) => String(count)),
        5,
        async (count) => {
          const began = performance.now()
          await compile(Number(count))
          return performance.now() - began
        }
      )
      const empty = median(compiled["0"] ?? [])
      return {
        tables: [
          {
            title: "Milliseconds by number of nodes",
            columns: [
              "document",
              "operation",
              ...sizes.map((size) => size.toLocaleString("en-US")),
              "µs a node at 10,000"
            ],
            rows
          },
          {
            title: "Type-checking a file with one pipeline, five kinds of nodes in turn",
            columns: ["nodes", "tsc as a whole, ms", "over the import alone, ms"],
            rows: nodes.map((count) => [
              count === 0 ? "none, the import alone" : String(count),
              spread(compiled[String(count)] ?? []),
              median(compiled[String(count)] ?? []) - empty
            ])
          }
        ],
        pictures: { "designer.svg": svg(chart) },
        notes: [
          "Medians in one warm process. `layout` makes a fresh layout; `toSvg` draws with the positions there are, or lays out first.",
          `A fresh layout of 500 nodes: p50 ${quantile(layouts, 0.5).toFixed(1)} ms, p95 ${quantile(layouts, 0.95).toFixed(1)} ms.`,
          "tsc 7, five rounds in turn after one that is not counted; median (least–most)."
        ],
        samples: { compiled, layouts }
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
