/** This package's version, read from its manifest: beside the bundle and beside the sources alike. */
import manifest from "../package.json" with { type: "json" }

export const version: string = manifest.version
