/**
 * The segments of an output as they can be read best. Where the server gives outputs in pages, many texts come in one
 * request; where it does not, each segment keeps the URL that the answer gave it.
 */
import type { RunOutputItem } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { AixplainError } from "../AixplainError.ts"
import type { RunRef } from "../RunRef.ts"
import type { OutputSnapshot, Segment } from "../RunSnapshot.ts"
import type { Http } from "../http/Http.ts"
import { compact } from "../http/json.ts"
import { about } from "../runs/runRef.ts"
import { readPage } from "../runs/lists.lazy.ts"

/** From so many texts behind URLs on, pages are fewer requests. */
const worthPaging = 8

/** Texts of one page. */
const pageSize = 500

/** How many segments are fetched at once. */
export const atOnce = 4

const textTypes = new Set(["text", "label"])

/** What a server without such pages, or with others than expected, answers: then the URLs are read. */
const withoutPages = new Set(["NotFound", "NotSupported", "InvalidRequest", "Conflict", "Decode", "Server"])

/** Where reading has come to: a page of the server, or a place among the segments of the answer. */
type Place = { readonly page: string | undefined; readonly from: number } | { readonly from: number }

/**
 * What `use` makes of the segments, in order; texts have their values where the server gives pages. (`Stream.mapEffect`
 * would do the same, and cost every web page 3 KiB of its first load.)
 */
export const segmentsOf = <A>(
  http: Http["Service"],
  operation: string,
  snapshot: OutputSnapshot,
  run: RunRef | undefined,
  use: (segment: Segment) => Effect.Effect<A, AixplainError>,
  isWanted: (segment: Segment) => boolean = () => true
): Stream.Stream<A, AixplainError> => {
  const { nodeId, segments } = snapshot
  const isBehindUrl = ({ isUrl, success, type = snapshot.type }: Segment): boolean =>
    success && isUrl && textTypes.has(type ?? "")
  const isPaged =
    run !== undefined &&
    nodeId !== undefined &&
    segments.filter(isBehindUrl).length >= worthPaging &&
    // The route came after these extensions and before its own was declared: a server that lists runs is asked.
    (http.declares("run-data") || http.declares("runs"))

  const slice = (from: number) =>
    [
      segments.slice(from, from + atOnce),
      from + atOnce < segments.length ? Option.some<Place>({ from: from + atOnce }) : Option.none<Place>()
    ] as const

  const page = (token: string | undefined, from: number) =>
    Effect.map(
      http.request({
        operation,
        key: "x-api-key",
        mode: "safe",
        subject: { what: "run", id: run?.id ?? "" },
        send: (client, init) =>
          client.GET("/ext/runs/{run}/outputs/{node}", {
            ...init,
            params: {
              path: { run: run?.id ?? "", node: String(nodeId) },
              query: compact({ limit: pageSize, page: token })
            }
          }),
        // A page that is not the next part of this answer cannot stand for it.
        decode: (answer) => {
          const found = readPage<RunOutputItem>(answer)
          const fits = found?.items.every(({ index, success }, place) => {
            const segment = segments[from + place]
            return segment !== undefined && segment.index === index && segment.success === success
          })
          return fits === true ? found : undefined
        }
      }),
      ({ items, next }) => {
        const filled = items.map((item, place): Segment => {
          const segment = segments[from + place]!
          return isBehindUrl(segment) && typeof item.value === "string"
            ? { ...segment, value: item.value, isUrl: false }
            : segment
        })
        const reached = from + items.length
        if (next !== null && items.length > 0)
          return [filled, Option.some<Place>({ page: next, from: reached })] as const
        return [
          filled,
          reached < segments.length ? Option.some<Place>({ from: reached }) : Option.none<Place>()
        ] as const
      }
    )

  const first: Place = isPaged ? { page: undefined, from: 0 } : { from: 0 }
  const partAt = (place: Place) =>
    "page" in place
      ? page(place.page, place.from).pipe(
          Effect.catch((error) =>
            withoutPages.has(error.reason._tag) ? Effect.succeed(slice(place.from)) : Effect.fail(error)
          )
        )
      : Effect.succeed(slice(place.from))
  return Stream.paginate(first, (place: Place) =>
    about(
      run,
      Effect.flatMap(partAt(place), ([part, next]) =>
        Effect.map(
          Effect.forEach(part.filter(isWanted), use, { concurrency: atOnce }),
          (values) => [values, next] as const
        )
      )
    )
  )
}
