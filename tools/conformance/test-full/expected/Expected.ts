import type { PythonOutcome } from "../../src/python.ts"

/** By the sentence that is tested: the case of the script, and what its outcome must match. */
export type Expected = Readonly<Record<string, readonly [name: string, outcome: PythonOutcome]>>
