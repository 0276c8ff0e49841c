/** Colours of the diagram's tables as CSS: a pair for light and dark ground follows the page's scheme by itself. */
import type { ColourPair } from "@aixplain-ts/designer/diagram"

export const css = ([light, dark]: ColourPair): string => `light-dark(${light}, ${dark})`
