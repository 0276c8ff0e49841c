/** What runs in QuickJS before and behind each script. */
import { readFileSync } from "node:fs"

/** The build puts the text itself here (`rolldown.config.ts`). */
export const PRELUDE = readFileSync(new URL("./prelude.js", import.meta.url), "utf8")

/** Added behind the script, in its own scope: passes the prelude a `main` that is not exported. */
export const EPILOGUE = '\n;__enter(typeof main === "function" ? main : undefined);'
