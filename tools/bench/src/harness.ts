/**
 * Shared by all benches: samples and their spread, tables, and the report that is printed and stored in `.out/`. It
 * measures nothing itself; figures are for people to read, no test depends on them.
 */
import { cpus, loadavg, totalmem } from "node:os"
import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface Report {
  readonly tables: readonly Table[]
  /** What a reader must know to interpret the figures. */
  readonly notes: readonly string[]
  /** Pictures by file name, written next to the figures. */
  readonly pictures?: Readonly<Record<string, string>>
  /** Text charts, printed after the tables. */
  readonly charts?: readonly string[]
  /** Every sample, by name, for the JSON file. */
  readonly samples?: Readonly<Record<string, unknown>>
}

export interface Bench {
  readonly title: string
  readonly run: (say: (line: string) => void) => Promise<Report>
}

/** The value below which the share `q` (0…1) of the samples lies, by linear interpolation. */
export const quantile = (samples: readonly number[], q: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * q
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** Three significant digits. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return "–"
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1)
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return Number(value.toFixed(Math.min(3, digits))).toLocaleString("en-US", { maximumFractionDigits: 3 })
}

/** Median with the least and the most: `12.1 (11.8–14)`. */
export const spread = (samples: readonly number[]): string =>
  samples.length < 2
    ? figure(median(samples))
    : `${figure(median(samples))} (${figure(Math.min(...samples))}–${figure(Math.max(...samples))})`

/** Ratio of two figures that were not measured in turn. */
export const ratio = (value: number): string => (Number.isFinite(value) ? `${figure(value)} ×` : "–")

/**
 * Ratio of two subjects that were measured in turn: the median of the ratios of each round, since a disturbance of
 * the machine affects both subjects of a round.
 */
export const paired = (subject: readonly number[], reference: readonly number[]): string => {
  const ratios = subject.map((value, round) => value / (reference[round] ?? Number.NaN))
  return ratio(median(ratios))
}

/** Milliseconds with fractions on the clock that all processes of the machine share. */
export const epochMillis = (): number => performance.timeOrigin + performance.now()

export const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** Every subject in turn, then all again: other load of the machine affects all of them equally. */
export const alternate = async <Name extends string, A>(
  subjects: readonly Name[],
  rounds: number,
  measure: (subject: Name, round: number) => Promise<A> | A
): Promise<Record<Name, A[]>> => {
  const results = Object.fromEntries(subjects.map((name) => [name, []])) as unknown as Record<Name, A[]>
  for (let round = 0; round < rounds; round++)
    for (const subject of subjects) results[subject].push(await measure(subject, round))
  return results
}

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ")

export const machine = (): Readonly<Record<string, string | number>> => ({
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`
})

const width = (text: string): number => text.length

export const markdown = ({ columns, rows, title }: Table): string => {
  const cells = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === "number" ? figure(cell) : cell)))
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => width(row[column] ?? ""))))
  const line = (row: readonly string[]): string =>
    `| ${widths.map((wide, column) => (row[column] ?? "") + " ".repeat(wide - width(row[column] ?? ""))).join(" | ")} |`
  const [head = [], ...body] = cells
  return [`**${title}**`, "", line(head), line(widths.map((wide) => "-".repeat(wide))), ...body.map(line)].join("\n")
}

export const out = fileURLToPath(new URL("../.out/", import.meta.url))

/** Runs one bench, prints its report and stores it as Markdown, JSON and pictures. */
export const perform = async (name: string, bench: Bench): Promise<void> => {
  const say = (line: string): void => void process.stderr.write(`  ${line}\n`)
  const before = load()
  const began = performance.now()
  process.stderr.write(`${name}: ${bench.title}\n`)
  const report = await bench.run(say)
  const conditions = { date: new Date().toISOString(), ...machine(), loadBefore: before, loadAfter: load() }
  const seconds = Math.round((performance.now() - began) / 1000)
  const facts = `${conditions.date.slice(0, 16)}Z, ${cpus().length} cores, Node ${process.version.slice(1)}, load average ${before} → ${conditions.loadAfter}, ${seconds} s.`
  const text = [
    `## ${bench.title}`,
    "",
    facts,
    "",
    ...report.tables.flatMap((table) => [markdown(table), ""]),
    ...(report.charts ?? []).flatMap((chart) => ["```", chart, "```", ""]),
    ...report.notes.map((note) => `- ${note}`),
    ""
  ].join("\n")
  process.stdout.write(`${text}\n`)
  mkdirSync(out, { recursive: true })
  writeFileSync(`${out}${name}.md`, text)
  writeFileSync(`${out}${name}.json`, `${JSON.stringify({ name, conditions, seconds, ...report }, null, 2)}\n`)
  for (const [file, content] of Object.entries(report.pictures ?? {})) writeFileSync(`${out}${file}`, content)
}
