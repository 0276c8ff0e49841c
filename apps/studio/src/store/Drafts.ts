/** Filled forms by pipeline, kept while the page is open: "Run again" starts from them. Never stored. */

/** The value of one field. */
export type Draft =
  | { readonly kind: "typed"; readonly text: string }
  /** A text file that is too long to edit. */
  | { readonly kind: "read"; readonly name: string; readonly text: string }
  | { readonly kind: "upload"; readonly file: File }

/** By label of the input. */
export type Drafts = Readonly<Record<string, Draft>>

const filled = new Map<string, Drafts>()

export const draftsOf = (pipeline: string): Drafts => filled.get(pipeline) ?? {}

export const keepDrafts = (pipeline: string, drafts: Drafts): void => {
  filled.set(pipeline, drafts)
}

/** Whether two forms would send the same data. */
export const sameDrafts = (a: Drafts, b: Drafts): boolean => {
  const labels = Object.keys(a)
  return (
    labels.length === Object.keys(b).length &&
    labels.every((label) => {
      const [one, other] = [a[label], b[label]]
      if (one === undefined || other === undefined) return one === other
      if (one.kind === "upload" || other.kind === "upload")
        return one.kind === other.kind && one.kind === "upload" && other.kind === "upload" && one.file === other.file
      return one.kind === other.kind && one.text === other.text
    })
  )
}
