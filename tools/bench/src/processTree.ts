/** Cost of another program's process and its children, as Linux reports it; NaN without `/proc`. */
import { existsSync, readdirSync, readFileSync } from "node:fs"

export interface TreeUsage {
  /** Microseconds of processor time. */
  readonly cpu: number
  /** Bytes: the sum of what each process had at its peak. */
  readonly peakRss: number
}

const ticksPerSecond = 100

export const treeUsage = (pid: number): TreeUsage => {
  if (!existsSync("/proc/self/stat")) return { cpu: Number.NaN, peakRss: Number.NaN }
  const children = new Map<number, number[]>()
  const stats = new Map<number, readonly string[]>()
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8")
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
      stats.set(Number(name), fields)
      const parent = Number(fields[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch {
      // It has ended in the meantime.
    }
  }
  const sum = { cpu: 0, peakRss: 0 }
  const add = (process: number): void => {
    const fields = stats.get(process)
    if (fields === undefined) return
    // User and system time, also of children that have ended.
    for (const field of [11, 12, 13, 14]) sum.cpu += (Number(fields[field]) * 1e6) / ticksPerSecond
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1]
      sum.peakRss += Number(peak ?? 0) * 1024
    } catch {
      // It has ended in the meantime.
    }
    for (const child of children.get(process) ?? []) add(child)
  }
  add(pid)
  return sum
}
