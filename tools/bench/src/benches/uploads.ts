/**
 * A file of 300 MiB, uploaded by the client and by the Python SDK to one server that keeps files on disk: time,
 * processor time, and the memory that the upload adds to the process.
 */
import { mkdtemp, open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Door, Usage } from "../children/server.ts"
import { alternate, type Bench, paired, spread } from "../harness.ts"
import { entryOf, Helper, runNode } from "../processes.ts"
import { pythonWith, runPython } from "../python.ts"

export interface UploadSettings {
  readonly url: string
  readonly apiKey: string
  readonly path: string
}

export interface UploadFigures {
  readonly seconds: number
  readonly cpuMicros: number
  /** Resident bytes before the upload, and at the peak. */
  readonly rssBefore: number
  readonly peakRss: number
}

const MiB = 2 ** 20
const size = 300 * MiB
const rounds = 3

/** The head of an MP4, then noise: clients and server detect the type from the content. */
const writeFile = async (path: string): Promise<void> => {
  await using file = await open(path, "w")
  const noise = crypto.getRandomValues(new Uint8Array(65_536))
  const block = Buffer.concat(Array.from({ length: 16 }, () => noise))
  const head = Buffer.from("00000020667479706d703432000000006d703432", "hex")
  for (let written = 0; written < size; written += block.length) await file.write(block, 0, block.length, written)
  await file.write(head, 0, head.length, 0)
}

const child = new URL("../children/upload.ts", import.meta.url)
const names = ["python", "sdk"] as const

export const bench: Bench = {
  title: "Upload of 300 MiB against the Python SDK",
  run: async (say) => {
    const python = await pythonWith("aixplain==0.2.47", say)
    const folder = await mkdtemp(join(tmpdir(), "aixplain-ts-bench-"))
    try {
      const path = join(folder, "film.mp4")
      await writeFile(path)
      await using server = new Helper(new URL("../children/server.ts", import.meta.url), { core: 0 })
      const door = await server.ask<Door>("open", { data: join(folder, "data") })
      const settings: UploadSettings = { ...door, path }
      let serverPeak = 0
      const results = await alternate(names, rounds, async (name) => {
        const figures =
          name === "sdk"
            ? await runNode<UploadFigures>(child, settings, { core: 1 })
            : await runPython<UploadFigures>(python, "upload.py", settings, {
                core: 1,
                cwd: folder,
                env: { TEAM_API_KEY: door.apiKey, BACKEND_URL: door.url }
              })
        serverPeak = Math.max(serverPeak, (await server.ask<Usage>("usage")).peakRss)
        return figures
      })
      const columns: readonly [string, (figures: UploadFigures) => number][] = [
        ["time, s", ({ seconds }) => seconds],
        ["processor time, s", ({ cpuMicros }) => cpuMicros / 1e6],
        ["memory growth, MiB", ({ peakRss, rssBefore }) => (peakRss - rssBefore) / MiB],
        ["peak RSS, MiB", ({ peakRss }) => peakRss / MiB]
      ]
      const of = (name: (typeof names)[number], value: (figures: UploadFigures) => number): number[] =>
        results[name].map(value)
      return {
        tables: [
          {
            title: "Upload of 300 MiB",
            columns: ["figure", "aixplain 0.2.47 (Python)", "sdk", "sdk ÷ Python"],
            rows: columns.map(([title, value]) => [
              title,
              spread(of("python", value)),
              spread(of("sdk", value)),
              paired(of("sdk", value), of("python", value))
            ])
          }
        ],
        notes: [
          `Measured ${rounds} times each, in turn; a new process each time. ${entryOf("sdk").note}; ${entryOf("platform").note}.`,
          `The server writes to disk; its own peak over all uploads was ${Math.round(serverPeak / MiB)} MiB.`,
          "The sdk also takes the SHA-256 of what it sends; the Python SDK reads the whole file into memory."
        ],
        samples: results
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
