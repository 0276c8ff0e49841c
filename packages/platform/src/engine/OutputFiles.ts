/**
 * Files that assets make: into the file store before the row that names them, and out of it when the last run that names
 * them is gone. The same content is one file for all runs, so putting and dropping keep out of each other's way.
 */
import type { Content } from "../assets/AssetDefinition.ts"
import type { FileStore } from "../files/Files.ts"

export class OutputFiles {
  readonly #files: FileStore
  /** Paths whose rows are about to be written, and how many steps that goes for. */
  readonly #inHand = new Map<string, number>()
  readonly #puts = new Set<Promise<unknown>>()
  #dropping: Promise<void> | undefined

  constructor(files: FileStore) {
    this.#files = files
  }

  /** Keeps contents; their paths are in hand until `release`. */
  async put(contents: readonly Content[]): Promise<ReadonlyMap<Content, string>> {
    const paths = new Map<Content, string>()
    for (const content of contents) {
      while (this.#dropping !== undefined) await this.#dropping
      const put = this.#files.put(content.content, content.mediaType)
      this.#puts.add(put)
      try {
        const path = await put
        paths.set(content, path)
        this.#inHand.set(path, (this.#inHand.get(path) ?? 0) + 1)
      } finally {
        this.#puts.delete(put)
      }
    }
    return paths
  }

  /** The rows that name these paths are written, or never will be. */
  release(paths: Iterable<string>): void {
    for (const path of paths) {
      const left = (this.#inHand.get(path) ?? 1) - 1
      if (left === 0) this.#inHand.delete(path)
      else this.#inHand.set(path, left)
    }
  }

  /** Drops files that no row names any more. */
  async drop(paths: readonly string[], isNamed: (path: string) => Promise<boolean>): Promise<void> {
    if (paths.length === 0 || this.#files.drop === undefined) return
    this.#dropping = this.#dropAll(paths, isNamed)
    await this.#dropping
    this.#dropping = undefined
  }

  async #dropAll(paths: readonly string[], isNamed: (path: string) => Promise<boolean>): Promise<void> {
    await Promise.allSettled(this.#puts)
    for (const path of paths) if (!this.#inHand.has(path) && !(await isNamed(path))) await this.#files.drop?.(path)
  }
}
