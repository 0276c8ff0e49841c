/** The driver (`driver.py`) as the host uses it: its source, and the statements that the host runs. */
import { readFileSync } from "node:fs"

/** Files that the host and the driver share. */
export const REQUEST = "/run/request.json"
export const ANSWER = "/run/answer.json"

/** The Python statement that the host runs once, before it seals; `limit` is the longest answer in bytes. */
export const settle = (limit: number): string => `_settle(${limit}, "${REQUEST}", "${ANSWER}")`

/** The one that it runs for each call. */
export const CALL = "_call()"

/** The build puts the text itself here (`rolldown.config.ts`). */
export const DRIVER = readFileSync(new URL("./driver.py", import.meta.url), "utf8")
