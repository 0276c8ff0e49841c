import type { PythonOutcome } from "../../src/python.ts"

/** By test name: the case of the script, and what its outcome must match. */
export type Expected = Readonly<Record<string, readonly [name: string, outcome: PythonOutcome]>>
