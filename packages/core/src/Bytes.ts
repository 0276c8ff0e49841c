/** Sizes for sentences. */

const units: readonly (readonly [size: number, name: string])[] = [
  [1024 ** 3, "GiB"],
  [1024 ** 2, "MiB"],
  [1024, "KiB"]
]

/** `52428800` → `"50 MiB"`: for sentences, not for parsing back. */
export const formatBytes = (bytes: number): string => {
  const unit = units.find(([size]) => bytes >= size)
  return unit === undefined ? `${bytes} bytes` : `${Number((bytes / unit[0]).toFixed(1))} ${unit[1]}`
}
