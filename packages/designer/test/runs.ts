/** How often a property is tried: `test:full` sets RUNS and tries all of them that many times as often. */
export const runs = (count: number): number => count * Number(process.env["RUNS"] ?? 1)
