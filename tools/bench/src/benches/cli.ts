/** Cold starts of the command line compared with bare Node: the wait before anything happens. */
import { fileURLToPath } from "node:url"
import { alternate, type Bench, figure, median, paired, spread } from "../harness.ts"
import { entryOf, root, run } from "../processes.ts"

const rounds = 15

export const bench: Bench = {
  title: "Cold start of the command line",
  run: async () => {
    const cli = entryOf("cli")
    if (!cli.built) throw new Error("The cli is measured as it is published: run `pnpm build` first.")
    const axp = `${root}packages/cli/bin/axp.js`
    const empty = fileURLToPath(new URL("../children/empty.js", import.meta.url))
    const subjects = {
      node: [empty],
      version: [axp, "--version"],
      help: [axp, "--help"],
      runHelp: [axp, "run", "--help"]
    } as const
    const names = Object.keys(subjects) as (keyof typeof subjects)[]
    // The first start of each fills the compile cache, as for a user.
    for (const name of names) await run(process.execPath, subjects[name])
    const results = await alternate(names, rounds, async (name) => {
      const began = performance.now()
      await run(process.execPath, subjects[name])
      return performance.now() - began
    })
    const bare = median(results.node)
    return {
      tables: [
        {
          title: "Whole process, ms",
          columns: ["command", "time, ms", "÷ bare node", "over bare node, ms"],
          rows: names.map((name) => [
            name === "node" ? "node, an empty file" : `axp ${subjects[name].slice(1).join(" ")}`,
            spread(results[name]),
            paired(results[name], results.node),
            figure(median(results[name]) - bare)
          ])
        }
      ],
      notes: [
        `${rounds} rounds in turn after one that is not counted; median (least–most). ${cli.note}.`,
        "`axp` uses Node's compile cache; it was filled by the round that is not counted."
      ],
      samples: results
    }
  }
}
