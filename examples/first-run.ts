/**
 * What `pnpm start` runs: a complete first run. Starts the embedded platform on a free port with a temporary
 * store, creates a pipeline from a JSON file, runs it with the client on a text file, and prints the outputs.
 */
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { startPlatform } from "@aixplain-ts/platform"
import { Aixplain, isAixplainError } from "@aixplain-ts/sdk"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const say = (line = ""): void => void process.stdout.write(`${line}\n`)

try {
  await using platform = await startPlatform({ port: 0 })
  say(`Platform   ${platform.url}  (in this process, nothing is kept)`)

  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const pipeline = await aixplain.pipelines.create(
    JSON.parse(await readFile(here("pipelines/guest-reviews.json"), "utf8"))
  )
  say(`Pipeline   ${pipeline.name}  (id ${pipeline.id}, from examples/pipelines/guest-reviews.json)`)

  const reviews = await readFile(here("texts/guest-reviews.txt"), "utf8")
  say(`Input      Reviews: ${reviews.trim().split("\n").length} lines of examples/texts/guest-reviews.txt`)
  say()

  const seen = new Set<number>()
  const result = await pipeline.run(
    { Reviews: reviews },
    {
      onEvent: (event) => {
        if (event.type === "run.submitted") say(`Run        ${event.run}`)
        const nodes =
          event.type === "run.state" ? event.state.nodes : event.type === "node.finished" ? [event.node] : []
        for (const { label, node, segments, status } of nodes) {
          if (status === "PENDING" || status === "IN_PROGRESS" || seen.has(node)) continue
          seen.add(node)
          say(`           ${status === "SUCCESS" ? "✓" : "✗"} ${label}: ${count(segments.done, "segment")}`)
        }
      }
    }
  )

  say(
    `Status     ${result.status} in ${result.elapsedTime?.toFixed(2) ?? "?"} s, ${count(result.segments.total, "segment")}`
  )
  say()
  for (const [label, output] of Object.entries(result.outputs)) {
    // Parts of a long text are joined by an empty line.
    const lines = (await output.text()).split("\n").filter((line) => line !== "")
    say(`${label} (${output.type}, ${count(output.segments.length, "segment")})`)
    if (lines.every((line) => line.length < 12)) say(`  ${tally(lines)}`)
    else for (const line of lines.slice(0, 4)) say(`  ${line}`)
    if (lines.some((line) => line.length >= 12) && lines.length > 4) say(`  … and ${lines.length - 4} more lines`)
  }

  say()
  say("Next")
  say("  pnpm axp dev                                             keep a platform running, with its studio")
  say('  pnpm axp run examples/pipelines/guest-reviews.json "I love it"')
  say("  README.md                                                the same in your own program")
} catch (error) {
  if (!isAixplainError(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? "" : "s"}`
}

function tally(words: ReadonlyArray<string>): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, count]) => (count === 1 ? word : `${word} × ${count}`))
    .join("   ")
}
