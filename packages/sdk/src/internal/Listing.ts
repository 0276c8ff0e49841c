/** Lists as async iterables of items; `.pages()` iterates over pages. */
import { calledAt, placeOf } from "./Place.ts"

export interface ListPage<A> {
  readonly items: readonly A[]
  /** Token of the following page for the `page` option, or null. */
  readonly next: string | null
  /** Number of items on all pages, if the server counts them. */
  readonly total?: number
}

export interface Listing<A> extends AsyncIterable<A> {
  pages(): AsyncIterable<ListPage<A>>
}

/** A listing over pages that are fetched as they are asked for; every loop starts anew. */
export const listing = <Raw, A>(open: () => AsyncIterable<ListPage<Raw>>, wrap: (raw: Raw) => A): Listing<A> => {
  const place = placeOf(listing)
  async function* pages(): AsyncGenerator<ListPage<A>, void, undefined> {
    try {
      for await (const page of open()) yield { ...page, items: page.items.map(wrap) }
    } catch (error) {
      throw calledAt(error, place)
    }
  }
  async function* items(): AsyncGenerator<A, void, undefined> {
    for await (const page of pages()) yield* page.items
  }
  return { pages, [Symbol.asyncIterator]: items }
}
