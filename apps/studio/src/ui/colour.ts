/** Colours of the diagram's tables as CSS: a pair for light and dark backgrounds follows the page's colour scheme. */
import type { ColourPair } from "@aixplain-ts/designer/diagram"

export const css = ([light, dark]: ColourPair): string => `light-dark(${light}, ${dark})`
