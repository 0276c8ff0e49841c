/** Curves as a small self-contained SVG (both axes logarithmic) and as text, for terminals. */
import { figure } from "./harness.ts"

export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Chart {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly Series[]
}

const size = { width: 640, height: 360, left: 70, right: 150, top: 40, bottom: 50 }
const dashes = ["", "6 3", "2 3", "9 3 2 3"]
const marks = ["●", "■", "▲", "◆"]

const decades = (values: readonly number[]): [number, number] => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values)))
]

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")

export const svg = ({ series, title, x, y }: Chart): string => {
  const [left, right] = decades(series.flatMap(({ points }) => points.map(([value]) => value)))
  const [low, high] = decades(series.flatMap(({ points }) => points.map(([, value]) => value)))
  const across = size.width - size.left - size.right
  const down = size.height - size.top - size.bottom
  const px = (value: number): number => size.left + ((Math.log10(value) - left) / Math.max(1, right - left)) * across
  const py = (value: number): number => size.top + (1 - (Math.log10(value) - low) / Math.max(1, high - low)) * down
  const powers = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index))
  const grid = [
    ...powers(left, right).map(
      (value) =>
        `<path d="M${px(value)} ${size.top}v${down}" stroke="#ddd"/><text x="${px(value)}" y="${size.top + down + 18}" text-anchor="middle">${figure(value)}</text>`
    ),
    ...powers(low, high).map(
      (value) =>
        `<path d="M${size.left} ${py(value)}h${across}" stroke="#ddd"/><text x="${size.left - 8}" y="${py(value) + 4}" text-anchor="end">${figure(value)}</text>`
    )
  ]
  const curves = series.map(({ name, points }, index) => {
    const path = points.map(([a, b], place) => `${place === 0 ? "M" : "L"}${px(a).toFixed(1)} ${py(b).toFixed(1)}`)
    const [lastX, lastY] = points.at(-1) ?? [1, 1]
    return [
      `<path d="${path.join("")}" fill="none" stroke="#246" stroke-width="2" stroke-dasharray="${dashes[index % 4]}"/>`,
      ...points.map(
        ([a, b]) => `<text x="${px(a)}" y="${py(b) + 4}" text-anchor="middle" fill="#246">${marks[index % 4]}</text>`
      ),
      `<text x="${px(lastX) + 10}" y="${py(lastY) + 4}" fill="#246">${escape(name)}</text>`
    ].join("")
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escape(title)}">
<rect width="100%" height="100%" fill="white"/>
<text x="${size.left}" y="22" font-size="14" font-weight="bold">${escape(title)}</text>
${grid.join("\n")}
${curves.join("\n")}
<text x="${size.left + across / 2}" y="${size.height - 10}" text-anchor="middle">${escape(x)}</text>
<text x="16" y="${size.top + down / 2}" text-anchor="middle" transform="rotate(-90 16 ${size.top + down / 2})">${escape(y)}</text>
</svg>
`
}

/** One bar for each point, its length by the logarithm. */
export const bars = ({ series, title, x, y }: Chart): string => {
  const [low, high] = decades(series.flatMap(({ points }) => points.map(([, value]) => value)))
  return [
    `${title}: ${y} by ${x} (each # is the same factor)`,
    ...series.flatMap(({ name, points }) => [
      name,
      ...points.map(([at, value]) => {
        const length = Math.max(1, Math.round(((Math.log10(value) - low) / Math.max(1, high - low)) * 40))
        return `${figure(at).padStart(8)} ${"#".repeat(length)} ${figure(value)}`
      })
    ])
  ].join("\n")
}
