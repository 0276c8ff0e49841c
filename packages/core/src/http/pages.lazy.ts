/**
 * Pages of any list as one stream of items, from a token on. Pages are fetched when they are pulled, never ahead. (Built on
 * `paginate` alone: `Stream.flatMap` would cost every web page 4 KiB.)
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"

interface Paged<A> {
  readonly items: readonly A[]
  readonly next: string | null
}

/** The pages themselves. */
export const pagesOf = <P extends Paged<unknown>, E>(
  first: string | undefined,
  fetch: (token: string | undefined) => Effect.Effect<P, E>
): Stream.Stream<P, E> =>
  Stream.paginate(first, (token: string | undefined) =>
    Effect.map(fetch(token), (page) => [[page], page.next === null ? Option.none() : Option.some(page.next)] as const)
  )

/** The items of all pages. */
export const pageStream = <A, E>(
  first: string | undefined,
  fetch: (token: string | undefined) => Effect.Effect<Paged<A>, E>
): Stream.Stream<A, E> =>
  Stream.paginate(first, (token: string | undefined) =>
    Effect.map(
      fetch(token),
      (page) => [page.items, page.next === null ? Option.none() : Option.some(page.next)] as const
    )
  )
