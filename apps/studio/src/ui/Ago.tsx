/** A relative time, exact on hover; it updates itself. */
import { useNow } from "./useNow.ts"
import { ago, moment } from "./format.ts"

export const Ago = ({ at }: { readonly at: string }) => {
  const now = useNow(15_000)
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, now)}
    </time>
  )
}
