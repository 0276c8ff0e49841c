/** This package's version, read from its manifest: next to the bundle and next to the sources. */
import manifest from "../package.json" with { type: "json" }

export const version: string = manifest.version
