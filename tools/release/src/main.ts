/** `pnpm release:rehearse [npm] [pnpm] [yarn] [bun]`: without names, all four. */
import { type Manager, managers } from "./managers.ts"
import { rehearse } from "./rehearse.ts"

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const isManager = (name: string): name is Manager => name in managers

const names = process.argv.slice(2)
const unknown = names.find((name) => !isManager(name))
if (unknown !== undefined) {
  process.stderr.write(`Unknown package manager: ${unknown}. Use ${Object.keys(managers).join(", ")}.\n`)
  process.exit(2)
}
try {
  const using = names.length === 0 ? (Object.keys(managers) as Manager[]) : names.filter(isManager)
  const { version, tags } = await rehearse(using, say)
  say(`Version ${version} was published, tagged (${tags.length} tags), installed and run. Nothing left this machine.`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
