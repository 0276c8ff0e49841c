/** The URL that the text is, or undefined when it is not one. */
export const toUrl = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
