import type { Plugin } from "rolldown"
/** Finds the declarations that `tsc -b` wrote: of the package itself, and of the workspace packages bundled with it. */
export declare const workspaceDeclarations: Plugin
