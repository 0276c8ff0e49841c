/** One page of a list that is in memory, counted as the wire counts. */
export const pageOf = <A>(
  all: readonly A[],
  { pageNumber = 0, pageSize = 20 }: { readonly pageNumber?: number; readonly pageSize?: number }
): { readonly items: readonly A[]; readonly pageTotal: number; readonly total: number } => {
  const items = all.slice(pageNumber * pageSize, (pageNumber + 1) * pageSize)
  return { items, pageTotal: items.length, total: all.length }
}
