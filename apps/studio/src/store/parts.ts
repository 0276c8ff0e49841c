/**
 * Files of the studio that are loaded on demand. If one cannot be loaded, the server is unreachable or was restarted
 * with another build: then only a reload of the whole page helps, because the module loader and the list of loaded
 * style sheets cache the failure.
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

/** Reloads the page, once for each missing file. Returns false if that was already tried. */
export const reloadFor = ({ message }: PartMissing): boolean => {
  try {
    if (sessionStorage.getItem(key) === message) return false
    sessionStorage.setItem(key, message)
  } catch {
    // Without storage the page would reload forever.
    return false
  }
  location.reload()
  return true
}
