/** Runs programs of the rehearsal. A failure contains the program's whole output. */
import { execFile } from "node:child_process"
import { promisify } from "node:util"

const execute = promisify(execFile)

export interface Where {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export const run = async (command: string, argv: readonly string[], { cwd, env }: Where): Promise<string> => {
  try {
    const { stdout } = await execute(command, argv, { cwd, env, maxBuffer: 64 * 2 ** 20, timeout: 300_000 })
    return stdout
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${argv.join(" ")} failed in ${cwd}:\n${stdout}${stderr}`, { cause: error })
  }
}
