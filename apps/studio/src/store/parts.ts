/**
 * Files of the studio that are loaded when a page needs them. One that cannot be loaded means that the server is away, or
 * that it was restarted with another build: then only loading the whole page again helps, because the module loader and
 * the list of loaded style sheets keep what failed.
 */

/** A file of the studio could not be loaded. */
export class PartMissing extends Error {
  override readonly name = "PartMissing"
  constructor(cause: unknown) {
    super(`A file of the studio could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause
    })
  }
}

export const part =
  <Module>(load: () => Promise<Module>) =>
  (): Promise<Module> =>
    load().catch((cause: unknown) => {
      throw new PartMissing(cause)
    })

const key = "studio.reloaded"

/** Loads the page again, once for each missing file. Returns false if that was tried already. */
export const reloadFor = ({ message }: PartMissing): boolean => {
  try {
    if (sessionStorage.getItem(key) === message) return false
    sessionStorage.setItem(key, message)
  } catch {
    // Without storage nothing would end the reloading.
    return false
  }
  location.reload()
  return true
}
